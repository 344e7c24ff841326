import { Stack, Text, Title } from "@mantine/core";

import type { ChangeNote } from "../backend/generated/ChangeNote";
import { useFormats } from "../common/formats";

/** What changed with each version, as the vendor wrote it, the newest first. */
export function ChangeNotes({ changes }: { changes: readonly ChangeNote[] }) {
  const formats = useFormats();
  return (
    <Stack>
      {changes.map(({ version, issued, text }) => (
        <section key={version}>
          <Title order={3} size="h5">
            {version}
            {issued && (
              <Text span size="sm" c="dimmed" fw={400}>
                {" "}
                · {formats.day(issued)}
              </Text>
            )}
          </Title>
          <Text style={{ whiteSpace: "pre-line" }}>{text}</Text>
        </section>
      ))}
    </Stack>
  );
}
