import { Button, List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FieldProblem } from "../../backend/generated/FieldProblem";
import { Note } from "../../common/Note";

export interface OpenProblemsProps {
  count: number;
  /** Those that belong to no question that is shown. */
  elsewhere: readonly FieldProblem[];
  goToFirst: () => void;
}

/** How many answers cannot stand, told when somebody wants to go on with them. */
export function OpenProblems({ count, elsewhere, goToFirst }: OpenProblemsProps) {
  const say = useTranslations("configure");
  return (
    <div role="alert">
      <Note tone="bad" title={say("open", { count })}>
        <Stack gap="xs" align="flex-start">
          {elsewhere.length > 0 && (
            <div>
              <Text size="sm" fw={600}>
                {say("elsewhere")}
              </Text>
              <List size="sm">
                {elsewhere.map(({ field, code, message }) => (
                  <List.Item key={`${field} ${code}`}>
                    {field}: {message}
                  </List.Item>
                ))}
              </List>
            </div>
          )}
          {count > elsewhere.length && (
            <Button size="compact-sm" variant="default" onClick={goToFirst}>
              {say("firstOpen")}
            </Button>
          )}
        </Stack>
      </Note>
    </div>
  );
}
