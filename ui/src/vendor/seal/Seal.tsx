import { Divider, Stack } from "@mantine/core";

import { Pack } from "./Pack";
import { SignLater } from "./SignLater";

/** Seals a release into volumes, and signs volumes that were sealed elsewhere. */
export function Seal() {
  return (
    <Stack gap="xl" maw="56rem">
      <Pack />
      <Divider />
      <SignLater />
    </Stack>
  );
}
