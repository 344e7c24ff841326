import { Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ComponentRun, RunningStep } from "./steps";
import { RunSign } from "./RunSign";

export interface RunStepsProps {
  runs: readonly ComponentRun[];
  /** What people call a component. */
  nameOf: (component: string) => string;
}

/** Every step by component, with how far each is. */
export function RunSteps({ runs, nameOf }: RunStepsProps) {
  const say = useTranslations("install");
  return (
    <Stack gap="md">
      {runs.map(({ component, steps, done, part, word }) => {
        const name = component === null ? say("whole") : nameOf(component);
        const text = say("done", { done: `${done}`, all: `${steps.length}` });
        return (
          <section key={component} aria-label={name}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Title order={3} size="h6">
                {name}
              </Title>
              <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums", flexShrink: 0 }}>
                {text}
              </Text>
            </Group>
            <Progress.Root size="sm" my={6}>
              <Progress.Section value={part * 100} color={word === "done" ? "teal" : "indigo"} aria-label={name} aria-valuetext={text} />
            </Progress.Root>
            <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
              {steps.map((step) => (
                <RunLine key={step.step.number} {...step} />
              ))}
            </ol>
          </section>
        );
      })}
    </Stack>
  );
}

function RunLine({ step, word, problem }: RunningStep) {
  return (
    <li aria-current={word === "running" ? "step" : undefined}>
      <Group gap="xs" wrap="nowrap" align="flex-start" py={2}>
        <RunSign word={word} />
        <div style={{ overflowWrap: "anywhere", minWidth: 0 }}>
          <Text size="sm" fw={word === "running" ? 600 : 400} {...(word === "waiting" || word === "unbegun" ? { c: "dimmed" } : {})}>
            {step.number}. {step.title}
          </Text>
          {problem && <Text size="sm">{problem}</Text>}
        </div>
      </Group>
    </li>
  );
}
