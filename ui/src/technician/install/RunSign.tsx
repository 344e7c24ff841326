import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { TONES } from "../../common/StateBadge";
import { RUN_TONES, type RunWord } from "./steps";

/** How a step stands: a sign and a word, the colour beside them. */
export function RunSign({ word }: { word: RunWord }) {
  const say = useTranslations("install.state");
  const { color, Icon } = TONES[RUN_TONES[word]];
  return (
    <Text size="sm" c={color} w="9.5rem" style={{ flexShrink: 0, display: "flex", gap: "0.4rem", alignItems: "center" }}>
      <Icon size="1em" aria-hidden style={{ flexShrink: 0 }} />
      {say(word)}
    </Text>
  );
}
