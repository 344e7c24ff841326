import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { Preferences } from "../backend/generated/Preferences";
import { usePreferences } from "./usePreferences";

/** The printed name, kept as soon as nobody types any more, or the screen is left. */
export function Person({ liked }: { liked: Preferences }) {
  const say = useTranslations("settings.person");
  const { change } = usePreferences(liked);
  const [person, setPerson] = useState(liked.person);
  const keep = useDebouncedCallback((person: string) => change({ person: person.trim() }), { delay: 600, flushOnUnmount: true });
  return (
    <TextInput
      label={say("label")}
      description={say("help")}
      value={person}
      onChange={(event) => {
        setPerson(event.currentTarget.value);
        keep(event.currentTarget.value);
      }}
      maw="24rem"
    />
  );
}
