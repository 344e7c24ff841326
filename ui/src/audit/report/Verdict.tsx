import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { VerdictView } from "../../backend/generated/VerdictView";
import { useFormats } from "../../common/formats";
import { Note } from "../../common/Note";
import { toneOf } from "./tone";

/** Whether a report can be relied on, in plain words, and what that rests on. */
export function Verdict({ of }: { of: VerdictView }) {
  const say = useTranslations("audit.report");
  const formats = useFormats();
  const about = [
    say("about", { size: of.size, origin: of.origin }),
    of.exported && say("exported", { time: formats.moment(of.exported) }),
    of.redacted && say("redacted"),
  ].filter(Boolean);
  return (
    <div role="status">
      <Note tone={toneOf(of)} title={`${say("verdict")}: ${of.headline}`}>
        <Stack gap="xs">
          {of.remedy && (
            <Text>
              <Text span fw={600}>
                {say("whatToDo")}:
              </Text>{" "}
              {of.remedy}
            </Text>
          )}
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {of.verdict} · {about.join(", ")}
          </Text>
          <div>
            <Text size="sm" fw={600}>
              {say("held")}
            </Text>
            {of.held.length === 0 ? (
              <Text size="sm">{say("heldNothing")}</Text>
            ) : (
              <List size="sm" style={{ overflowWrap: "anywhere" }}>
                {of.held.map((line) => (
                  <List.Item key={line}>{line}</List.Item>
                ))}
              </List>
            )}
          </div>
        </Stack>
      </Note>
    </div>
  );
}
