import { Stack } from "@mantine/core";

import { Checkpoint } from "./Checkpoint";
import { Export } from "./Export";
import { LogKey } from "./LogKey";

/** What an officer takes away: the log itself, a checkpoint to hold it against, and the key that signs it. */
export function TakeAway() {
  return (
    <Stack gap="xl" maw="52rem">
      <Export />
      <Checkpoint />
      <LogKey />
    </Stack>
  );
}
