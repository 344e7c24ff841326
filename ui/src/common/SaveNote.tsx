import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Saved } from "../backend/generated/Saved";
import { Note } from "./Note";
import { Problem } from "./Problem";

/** What came of saving: where the document lies and its digest, or why it could not be written. */
export function SaveNote({ saved }: { saved: { saved: Saved | null; error: Error | null } }) {
  const say = useTranslations("common");
  if (saved.error) return <Problem error={saved.error} />;
  if (!saved.saved) return null;
  return (
    <div role="status">
      <Note tone="good" title={say("saved", { place: saved.saved.place })}>
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          SHA-256 {saved.saved.sha256}
        </Text>
      </Note>
    </div>
  );
}
