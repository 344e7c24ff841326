import { Box, Button, Group, Stack, Text, Title } from "@mantine/core";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { hinderedBy } from "./hindered";
import classes from "./Step.module.css";
import { useStepKeys } from "./useStepKeys";

export interface Move {
  /** The word on the button; "Continue" or "Back" unless told. */
  label?: string;
  go: () => void;
  /** Why it cannot be gone now; the button then says so and does nothing. */
  hindered?: string | undefined;
  busy?: boolean;
  /** The key that does it from anywhere: Enter outside a control too, unless it must not be pressed by going on. */
  by?: "enter" | "ctrl-enter";
}

export interface StepProps {
  title: string;
  /** One or two sentences: what this is about and what to do. */
  intro?: ReactNode;
  back?: Move | undefined;
  next?: Move | undefined;
  /** Further buttons beside the main one. */
  more?: ReactNode;
  children: ReactNode;
}

/**
 * A step's screen: what it is, its contents, and a bar with the way back and the main action. The heading has the
 * focus when the step is shown, so that Enter goes on and a screen reader begins there.
 */
export function Step({ title, intro, back, next, more, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // From its very beginning, wherever the screen before it was scrolled to.
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useStepKeys(back, next);
  return (
    <Stack gap="md" className={classes.step}>
      <div>
        <Title order={2} size="h3" tabIndex={-1} ref={heading}>
          {title}
        </Title>
        {intro && (
          <Text c="dimmed" maw="48rem">
            {intro}
          </Text>
        )}
      </div>
      <Box flex={1}>{children}</Box>
      {(back || next || more) && <Bar back={back} next={next} more={more} />}
    </Stack>
  );
}

function Bar({ back, next, more }: Pick<StepProps, "back" | "next" | "more">) {
  const say = useTranslations("common");
  return (
    <Group className={classes.bar} justify="space-between">
      {back ? (
        <Button variant="default" leftSection={<ArrowLeft size="1em" aria-hidden />} onClick={back.go} disabled={!!back.hindered}>
          {back.label ?? say("back")}
        </Button>
      ) : (
        <span />
      )}
      <Group justify="flex-end">
        {more}
        {next && <Next {...next} />}
      </Group>
    </Group>
  );
}

function Next({ label, go, hindered, busy = false }: Omit<Move, "by">) {
  const say = useTranslations("common");
  return (
    <Group wrap="nowrap">
      {hindered && (
        <Text size="sm" c="dimmed" ta="right" id="step-hindered">
          {hindered}
        </Text>
      )}
      <Button
        rightSection={<ArrowRight size="1em" aria-hidden />}
        loading={busy}
        onClick={() => !hindered && go()}
        {...(hindered ? hinderedBy("step-hindered") : {})}
      >
        {label ?? say("next")}
      </Button>
    </Group>
  );
}
