import { SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { KeyView } from "../../backend/generated/KeyView";
import { Fingerprint } from "../../common/Fingerprint";
import { TypedFingerprint } from "./TypedFingerprint";
import { WordPicker } from "./WordPicker";

const WAYS = ["words", "typed", "shown"] as const;
type Way = (typeof WAYS)[number];

export interface CompareProps {
  of: KeyView;
  /** Told the fingerprint that a person entered, once it matches; nothing while it does not. */
  entered: (fingerprint: string | null) => void;
}

/**
 * Compares a key with paper. Looking at the fingerprint and entering it are never on the screen together, so that the
 * easiest way to enter it is from the paper.
 */
export function Compare({ of, entered }: CompareProps) {
  const say = useTranslations("trust.compare");
  const [way, setWay] = useState<Way>("words");
  const go = (way: string) => {
    entered(null);
    setWay(WAYS.find((known) => known === way) ?? "words");
  };
  return (
    <Stack gap="sm" component="section">
      <Title order={3} size="h5">
        {say("title")}
      </Title>
      <SegmentedControl
        data={WAYS.map((way) => ({ value: way, label: say(way) }))}
        value={way}
        onChange={go}
        aria-label={say("how")}
        style={{ alignSelf: "flex-start" }}
      />
      {way === "words" && <WordPicker of={of} entered={entered} />}
      {way === "typed" && <TypedFingerprint of={of} entered={entered} />}
      {way === "shown" && (
        <>
          <Text size="sm">{say("shownText")}</Text>
          <Fingerprint of={of} />
        </>
      )}
    </Stack>
  );
}
