import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { choicesFor, differences } from "./comparison";
import type { CompareProps } from "./Compare";
import { Verdict } from "./Verdict";

/**
 * Asks at each place which word stands on the paper. The verdict comes only after the last one: whoever guesses learns
 * nothing on the way.
 */
export function WordPicker({ of, entered }: CompareProps) {
  const say = useTranslations("trust.compare");
  const [choices, setChoices] = useState(() => choicesFor(of.words, Math.random));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const at = chosen.length;
  const wrong = differences(chosen, of.words);

  const choose = (word: string) => {
    const next = [...chosen, word];
    setChosen(next);
    const isWhole = next.length === of.words.length;
    entered(isWhole && differences(next, of.words) === 0 ? next.join(" ") : null);
  };
  const back = () => {
    setChosen(chosen.slice(0, -1));
    entered(null);
  };
  const anew = () => {
    setChoices(choicesFor(of.words, Math.random));
    setChosen([]);
    entered(null);
  };
  const offered = choices[at];
  return (
    <Stack gap="sm" maw="44rem">
      <Text size="sm">{say("wordsText")}</Text>
      <Progress value={(at / of.words.length) * 100} size="sm" aria-hidden />
      {offered ? (
        <Place key={at} takesFocus={at > 0} label={say("place", { at: `${at + 1}`, of: `${of.words.length}` })} words={offered} choose={choose} />
      ) : (
        <Verdict matches={wrong === 0} {...(wrong > 0 ? { detail: say("differsAt", { count: wrong }) } : {})} />
      )}
      <Group>
        <Button variant="subtle" size="compact-sm" disabled={at === 0} onClick={back}>
          {say("previous")}
        </Button>
        <Button variant="subtle" size="compact-sm" disabled={at === 0} onClick={anew}>
          {say("anew")}
        </Button>
      </Group>
    </Stack>
  );
}

interface PlaceProps {
  label: string;
  words: readonly string[];
  choose: (word: string) => void;
  /** The first place does not take the focus from the heading; the next ones follow a choice. */
  takesFocus: boolean;
}

/** The words that are offered at one place; the arrow keys go from one to the next, a digit takes one. */
function Place({ label, words, choose, takesFocus }: PlaceProps) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) group.current?.querySelector("button")?.focus();
  }, [takesFocus]);
  const pressed = (event: { key: string; preventDefault(): void }) => {
    const buttons = [...(group.current?.querySelectorAll("button") ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const word = words[Number(event.key) - 1];
    if (step) buttons[(now + step + buttons.length) % buttons.length]?.focus();
    else if (word !== undefined) choose(word);
    else return;
    event.preventDefault();
  };
  return (
    <div role="group" aria-label={label} ref={group} onKeyDown={pressed}>
      <Text fw={600} mb="xs" aria-live="polite">
        {label}
      </Text>
      <Group gap="sm">
        {words.map((word, at) => (
          <Button key={word} variant="default" size="md" miw="10rem" onClick={() => choose(word)} leftSection={<Text c="dimmed">{at + 1}</Text>}>
            {word}
          </Button>
        ))}
      </Group>
    </div>
  );
}
