import { Button, Group } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormats } from "../common/formats";
import { Note } from "../common/Note";
import { ProgressPanel } from "../common/operation/ProgressPanel";
import type { Watched } from "../common/operation/useOperation";
import { Problem } from "../common/Problem";

/** Every stored byte read again: how far that is, and what came of it. */
export function DepotCheck({ check }: { check: Watched<"verify_depot"> }) {
  const say = useTranslations("releases.check");
  const formats = useFormats();
  const { state, running, stopping, stop, answer, error, forget, start } = check;
  if (running) {
    return <ProgressPanel state={state} title={say("running")} stopping={stopping} onStop={stop} stopLabel={say("stop")} />;
  }
  const failure = error ?? answer?.failure;
  if (failure) return <Problem error={failure} again={() => start({})} />;
  if (!answer) return null;
  return (
    <div role="status">
      <Note tone="good" title={say("good")}>
        <Group justify="space-between">
          {say("goodText", { chunks: answer.chunks, size: formats.bytes(answer.bytes) })}
          <Button size="compact-sm" variant="default" onClick={forget}>
            {say("hide")}
          </Button>
        </Group>
      </Note>
    </div>
  );
}
