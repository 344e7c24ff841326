import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Tried } from "../../backend/generated/Tried";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";

/** How trying went, and where to look when it went wrong. */
export function Outcome({ of: { end, root, kept } }: { of: Tried }) {
  const say = useTranslations("vendor.attempt");
  return (
    <Stack gap="sm" role="status">
      <Note tone={end.success ? "good" : "bad"} title={say(end.success ? "well" : "badly")}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {say(kept ? "kept" : "gone", { root })}
        </Text>
        {end.left.length > 0 && (
          <List size="sm" mt="xs">
            {end.left.map((line, at) => (
              <List.Item key={at}>{line}</List.Item>
            ))}
          </List>
        )}
      </Note>
      {end.failure && <Problem error={end.failure} />}
    </Stack>
  );
}
