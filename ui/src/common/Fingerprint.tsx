import { Box, Group, Stack, Text } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useTranslations } from "use-intl";

import type { KeyView } from "../backend/generated/KeyView";
import classes from "./Fingerprint.module.css";

/** Which key it is, three ways: words to read aloud, digits to compare, a QR code to scan. */
export function Fingerprint({ of }: { of: Pick<KeyView, "fingerprint" | "grouped" | "words"> }) {
  const say = useTranslations("common.fingerprint");
  return (
    <Group align="flex-start" gap="lg" wrap="wrap">
      <QrCode text={of.fingerprint} label={say("qr")} />
      <Stack gap="sm" flex={1} miw="16rem">
        <div>
          <Text size="sm" c="dimmed">
            {say("words")}
          </Text>
          <ol className={classes.words} aria-label={say("words")}>
            {of.words.map((word, at) => (
              <li key={at}>{word}</li>
            ))}
          </ol>
        </div>
        <div>
          <Text size="sm" c="dimmed">
            {say("digits")}
          </Text>
          <Text ff="monospace" className={classes.digits}>
            {of.grouped}
          </Text>
        </div>
      </Stack>
    </Group>
  );
}

/** A QR code, dark on light in either theme, for scanners read nothing else. */
export function QrCode({ text, label, size = 148 }: { text: string; label: string; size?: number }) {
  return (
    <Box className={classes.qr}>
      <QRCodeSVG value={text} size={size} marginSize={2} level="M" role="img" title={label} />
    </Box>
  );
}
