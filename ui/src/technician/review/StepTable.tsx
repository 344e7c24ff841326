import { Group, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { StepView } from "../../backend/generated/StepView";
import { type Tone, TONES } from "../../common/StateBadge";
import { byComponent, type UndoClass, undoOf, verbOf } from "./plan";
import classes from "./StepTable.module.css";

const UNDO_TONES: Record<UndoClass, Tone> = { exact: "good", compensating: "info", none: "bad" };

export interface StepTableProps {
  steps: readonly StepView[];
  /** What people call a component. */
  nameOf: (component: string) => string;
}

/** Every step by component, with what it does and how it is taken back. */
export function StepTable({ steps, nameOf }: StepTableProps) {
  const say = useTranslations("review.steps");
  return (
    <Stack>
      {byComponent(steps).map(({ component, steps }) => {
        const name = component === null ? say("whole") : nameOf(component);
        return (
          <section key={component} aria-label={name}>
            <Title order={4} size="h6" mb={4}>
              {name}
            </Title>
            <Table className={classes.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th className={classes.number}>{say("number")}</Table.Th>
                  <Table.Th>{say("what")}</Table.Th>
                  <Table.Th className={classes.undo}>{say("how")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {steps.map((step) => (
                  <StepRow key={step.number} step={step} />
                ))}
              </Table.Tbody>
            </Table>
          </section>
        );
      })}
    </Stack>
  );
}

function StepRow({ step }: { step: StepView }) {
  const say = useTranslations("review");
  const undo = undoOf(step);
  const { color, Icon } = TONES[UNDO_TONES[undo]];
  return (
    <Table.Tr>
      <Table.Td>{step.number}</Table.Td>
      <Table.Td>
        <Text>
          {step.title}{" "}
          <Text span size="sm" c="dimmed">
            ({say(`verbs.${verbOf(step)}`)})
          </Text>
        </Text>
        {step.object && (
          <Text size="sm" c="dimmed" ff="monospace">
            {step.object}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap" align="flex-start">
          <Icon size="1.1em" color={`var(--mantine-color-${color}-text)`} aria-hidden className={classes.sign} />
          <Text size="sm" fw={undo === "none" ? 600 : 400}>
            {undo === "none" ? say("undo.none") : step.undoText || say(`undo.${undo}`)}
          </Text>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
