import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";

import { useRunning } from "../common/operation/useOperation";
import { useJourney } from "./context";
import { isOpen, type Journey, type StepName, stepsFor } from "./journey";
import classes from "./StepBar.module.css";

type StepWord = "past" | "present" | "open" | "shut";

function wordOf(journey: Journey, step: StepName): StepWord {
  const steps = stepsFor(journey.want);
  if (step === journey.step) return "present";
  if (steps.indexOf(step) < steps.indexOf(journey.step)) return "past";
  return isOpen(journey, step) ? "open" : "shut";
}

/** The steps in their order; those that can be gone back to are buttons. */
export function StepBar() {
  const say = useTranslations("journey");
  const { journey, act } = useJourney();
  // While bytes are read or files placed, what they are read for must not change.
  const isBusy = useRunning().length > 0;
  return (
    <nav aria-label={say("title")}>
      <ol className={classes.steps}>
        {stepsFor(journey.want).map((step, at) => {
          const word = wordOf(journey, step);
          return (
            <li key={step} className={classes.step} data-state={word}>
              <UnstyledButton
                className={classes.button}
                disabled={word !== "present" && (isBusy || !isOpen(journey, step))}
                aria-current={word === "present" ? "step" : undefined}
                onClick={() => act({ kind: "show", step })}
              >
                <span className={classes.number} aria-hidden>
                  {word === "past" ? <Check size="0.9em" strokeWidth={3} /> : at + 1}
                </span>
                <span className={classes.name} title={say(`steps.${step}`)}>{say(`steps.${step}`)}</span>
                <VisuallyHidden>, {say(`state.${word}`)}</VisuallyHidden>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
