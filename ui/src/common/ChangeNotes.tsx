import { Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ChangeNote } from "../backend/generated/ChangeNote";
import { useFormats } from "./formats";

/** What changed with each version, as the vendor wrote it: every entry that was signed, and how many there are (threat U7). */
export function ChangeNotes({ notes }: { notes: readonly ChangeNote[] }) {
  const say = useTranslations("common.changes");
  const { day } = useFormats();
  if (notes.length === 0) return <Text c="dimmed">{say("none")}</Text>;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {say("count", { count: notes.length })}
      </Text>
      {notes.map(({ version, issued, text }) => (
        <section key={version} aria-label={version}>
          <Title order={4} size="h6">
            {version}{" "}
            {issued !== null && (
              <Text span size="sm" c="dimmed">
                {say("issued", { day: day(issued) })}
              </Text>
            )}
          </Title>
          <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</Text>
        </section>
      ))}
    </Stack>
  );
}
