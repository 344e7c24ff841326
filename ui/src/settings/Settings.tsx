import { SegmentedControl, Stack, Switch, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { Preferences } from "../backend/generated/Preferences";
import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Problem } from "../common/Problem";
import { Person } from "./Person";
import { Policy } from "./Policy";
import { Support } from "./Support";
import { usePreferences } from "./usePreferences";

/** How the window looks and what it offers; the facility's rules, to read. */
export function Settings() {
  const say = useTranslations("settings");
  const preferences = useAsk("preferences", {});
  return (
    <Stack gap="xl" maw="44rem">
      <Title order={2} size="h3">
        {say("title")}
      </Title>
      <Answered query={preferences}>{(liked) => <Choices liked={liked} />}</Answered>
      <Policy />
      <Support />
    </Stack>
  );
}

function Choices({ liked }: { liked: Preferences }) {
  const say = useTranslations("settings");
  const { change, error } = usePreferences(liked);
  const choice = (name: "language" | "colours" | "text", options: { value: string; label: string }[]) => (
    <Labelled label={say(`${name}.label`)}>
      <SegmentedControl
        data={options}
        value={liked[name]}
        onChange={(value) => change({ [name]: value })}
        aria-label={say(`${name}.label`)}
      />
    </Labelled>
  );
  return (
    <Stack gap="lg">
      {choice("language", [
        { value: "system", label: say("language.system") },
        { value: "en", label: "English" },
        { value: "de", label: "Deutsch" },
      ])}
      {choice("colours", [
        { value: "system", label: say("colours.system") },
        { value: "light", label: say("colours.light") },
        { value: "dark", label: say("colours.dark") },
      ])}
      {choice("text", [
        { value: "normal", label: say("text.normal") },
        { value: "large", label: say("text.large") },
        { value: "larger", label: say("text.larger") },
      ])}
      <Person liked={liked} />
      <Switch
        label={say("exportMode.label")}
        description={say("exportMode.help")}
        checked={liked.exportMode}
        onChange={(event) => change({ exportMode: event.currentTarget.checked })}
      />
      {error && <Problem error={error} />}
    </Stack>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {label}
      </Text>
      {children}
    </div>
  );
}
