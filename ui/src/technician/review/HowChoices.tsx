import { Checkbox, Paper, Radio, Stack, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ComponentView } from "../../backend/generated/ComponentView";
import type { PlanView } from "../../backend/generated/PlanView";
import { useJourney } from "../context";
import { isTaken, taken } from "./plan";

export interface HowChoicesProps {
  components: readonly ComponentView[];
  plan: PlanView | undefined;
  /** Whether staging is a choice: only what is installed anew can be laid ready. */
  canStage: boolean;
}

/** What can be chosen about how it is done. Each choice has the plan made again. */
export function HowChoices({ components, plan, canStage }: HowChoicesProps) {
  const say = useTranslations("review.choices");
  const { journey, act } = useJourney();
  const { choices } = journey;
  const optional = components.filter(({ optional }) => optional);
  const edited = plan?.warnings.some(({ code }) => code.startsWith("edited-file-")) ?? false;
  const offersReplacing = edited || choices.replaceEdited;
  if (optional.length === 0 && !canStage && !offersReplacing) return null;
  const nameOf = (id: string) => components.find((component) => component.id === id)?.name ?? id;
  return (
    <Paper withBorder p="md" component="section" aria-label={say("title")}>
      <Stack>
        <Title order={3} size="h5">
          {say("title")}
        </Title>
        {canStage && (
          <Radio.Group
            label={say("when")}
            value={choices.stageOnly ? "stage" : "now"}
            onChange={(when) => act({ kind: "choices", choices: { stageOnly: when === "stage" } })}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="now" label={say("now")} description={say("nowText")} />
              <Radio value="stage" label={say("stage")} description={say("stageText")} />
            </Stack>
          </Radio.Group>
        )}
        {optional.length > 0 && (
          <Checkbox.Group
            label={say("components")}
            value={optional.filter((one) => isTaken(one, choices, plan)).map(({ id }) => id)}
          >
            <Stack gap="xs" mt={6}>
              {optional.map(({ id, name, needs }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={name}
                  description={needs.length > 0 ? say("needs", { names: needs.map(nameOf).join(", ") }) : undefined}
                  onChange={({ currentTarget }) =>
                    act({ kind: "choices", choices: taken(choices, id, currentTarget.checked) })
                  }
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {offersReplacing && (
          <Checkbox
            label={say("replaceEdited")}
            description={say("replaceEditedText")}
            checked={choices.replaceEdited}
            onChange={({ currentTarget }) => act({ kind: "choices", choices: { replaceEdited: currentTarget.checked } })}
          />
        )}
      </Stack>
    </Paper>
  );
}
