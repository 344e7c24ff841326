import { Box, Paper, Stack, Title } from "@mantine/core";
import type { FieldTemplateProps, ObjectFieldTemplateProps } from "@rjsf/utils";
import { useTranslations } from "use-intl";

import { CarriedMark } from "./CarriedMark";
import { type Asked, grouped } from "./kinds";

/** One question: its input, which shows label and problem itself, and how it stands to before. */
export function QuestionTemplate({ children, uiSchema, formData, onChange, fieldPathId }: FieldTemplateProps) {
  const asked = uiSchema?.["ui:options"]?.["asked"] as Asked | undefined;
  if (!asked) return children;
  return (
    <Box>
      {children}
      <CarriedMark
        question={asked.question}
        answer={formData}
        answerAgain={(value) => onChange(value, fieldPathId.path, undefined, fieldPathId.$id)}
      />
    </Box>
  );
}

/** All questions, under their headings. */
export function GroupedTemplate({ properties, uiSchema }: ObjectFieldTemplateProps) {
  const say = useTranslations("configure");
  const groupOf = (name: string) => (uiSchema?.[name]?.["ui:options"]?.["asked"] as Asked | undefined)?.question.group ?? "";
  const groups = grouped(properties, ({ name }) => groupOf(name));
  return (
    <Stack>
      {groups.map(({ group, items }) => (
        <Paper key={group} withBorder p="md" component="section" aria-label={group || say("general")}>
          <Stack gap="lg" maw="44rem">
            {groups.length > 1 && (
              <Title order={3} size="h5">
                {group || say("general")}
              </Title>
            )}
            {items.map(({ name, content }) => (
              <div key={name}>{content}</div>
            ))}
          </Stack>
        </Paper>
      ))}
    </Stack>
  );
}
