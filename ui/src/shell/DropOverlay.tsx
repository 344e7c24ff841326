import { Center, Overlay, Stack, Text } from "@mantine/core";
import { FileDown } from "lucide-react";
import { useTranslations } from "use-intl";

/** Says what happens to files that are let go over the window. */
export function DropOverlay() {
  const say = useTranslations("shell");
  return (
    <Overlay fixed zIndex={400} backgroundOpacity={0.92} color="var(--mantine-color-body)">
      <Center pos="absolute" inset="1rem" style={{ border: "3px dashed var(--sealift-focus)", borderRadius: "var(--mantine-radius-lg)" }}>
        <Stack align="center" gap="xs" role="status">
          <FileDown size="3rem" strokeWidth={1.5} aria-hidden />
          <Text size="lg" fw={600} c="var(--mantine-color-text)">
            {say("drop")}
          </Text>
        </Stack>
      </Center>
    </Overlay>
  );
}
