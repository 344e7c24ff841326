import { Button, Group, Stack, Text } from "@mantine/core";
import { FileDown, FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useBackend } from "../../backend/context";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { SaveNote } from "../../common/SaveNote";
import { useSaved } from "../../common/useSaved";
import { type Flat, flatten, type Nested } from "./answers";
import { useSubject } from "./form/context";

export interface AnswerFilesProps {
  /** The questions' names. */
  keys: readonly string[];
  /** The answers to questions that are asked, as they stand at this moment. */
  standing: () => Promise<Nested>;
  load: (answers: Flat) => void;
}

interface Loaded {
  name: string;
  count: number;
  unknown: string[];
}

/** Answers from a file, and to one. */
export function AnswerFiles({ keys, standing, load }: AnswerFilesProps) {
  const say = useTranslations("configure.files");
  const backend = useBackend();
  const { product, version } = useSubject();
  const saving = useSaved("save_answers", "answers", `${product}-${version}-answers.json`);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const read = async () => {
    const { picks } = await backend.ask("pick_files", { purpose: "answers" });
    const [file] = picks;
    if (!file) return;
    const found = await backend.ask("load_answers", { product, version, from: file.id });
    const { answers, unknown } = flatten(found.answers, keys);
    load(answers);
    setLoaded({ name: file.name, count: Object.keys(answers).length, unknown });
  };
  const begin = () => {
    setError(null);
    setLoaded(null);
    read().catch((error: unknown) => setError(error instanceof Error ? error : new Error(String(error))));
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button variant="default" leftSection={<FileUp size="1em" aria-hidden />} onClick={begin}>
          {say("load")}
        </Button>
        <Button
          variant="default"
          leftSection={<FileDown size="1em" aria-hidden />}
          onClick={() => saving.save(async (to) => ({ product, version, answers: await standing(), to }))}
          loading={saving.busy}
        >
          {say("save")}
        </Button>
        <Text size="sm" c="dimmed">
          {say("help")}
        </Text>
      </Group>
      {error && <Problem error={error} />}
      {loaded && <LoadedNote loaded={loaded} />}
      <SaveNote saved={saving} />
    </Stack>
  );
}

function LoadedNote({ loaded: { name, count, unknown } }: { loaded: Loaded }) {
  const say = useTranslations("configure.files");
  return (
    <div role="status">
      <Note tone={unknown.length > 0 ? "warn" : "good"} title={say("loaded", { count, name })}>
        {unknown.length > 0 && (
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {say("unknown", { count: unknown.length, names: unknown.join(", ") })}
          </Text>
        )}
      </Note>
    </div>
  );
}
