import { Button, CloseButton, Group, Input, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { Problem } from "../../common/Problem";
import type { Picks } from "./usePicks";

export interface PickFieldProps {
  label: string;
  help?: string;
  of: Picks;
  /** Whether several can be chosen, one dialog after the other. */
  several?: boolean;
}

/** Chooses a file or a folder, and shows what was chosen. */
export function PickField({ label, help, of, several = false }: PickFieldProps) {
  const common = useTranslations("common");
  const id = useId();
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }} {...(help ? { description: help } : {})}>
      <Group gap="sm" mt={4}>
        <Button variant="default" size="xs" onClick={() => of.choose(several)} aria-label={`${label}: ${common("choose")}`}>
          {common("choose")}
        </Button>
        <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-labelledby={id}>
          {of.picks.map((pick) => (
            <Group key={pick.id} component="li" gap={4} wrap="nowrap">
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {pick.place}
              </Text>
              <CloseButton
                size="sm"
                aria-label={`${common("remove")}: ${pick.name}`}
                onClick={() => of.set(of.picks.filter(({ id }) => id !== pick.id))}
              />
            </Group>
          ))}
        </Stack>
      </Group>
      {of.error && <Problem error={of.error} />}
    </Input.Wrapper>
  );
}
