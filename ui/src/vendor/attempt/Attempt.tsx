import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Note } from "../../common/Note";
import { LogView } from "../../common/operation/LogView";
import { ProgressPanel } from "../../common/operation/ProgressPanel";
import { useOperation } from "../../common/operation/useOperation";
import { Problem } from "../../common/Problem";
import { nest, only } from "../../technician/configure/answers";
import { askedIn } from "../../technician/configure/asked";
import { fieldsOf } from "../../technician/configure/schema";
import { isUnsaved } from "../bench/bench";
import { useBench } from "../bench/context";
import { useIdentity } from "../bench/useIdentity";
import { LazyForm } from "../preview/LazyForm";
import { useTriedAnswers } from "../preview/useTriedAnswers";
import { Outcome } from "./Outcome";

/** Builds what is described without a key and installs it into a throwaway folder, with answers to try it with. */
export function Attempt() {
  const say = useTranslations("vendor.attempt");
  const { opened } = useBench();
  const { product, version } = useIdentity();
  const form = opened?.view.form ?? null;
  const [answers, change] = useTriedAnswers(form);
  const { state, answer, error, running, stopping, start, stop } = useOperation("try_release");
  if (!opened) return <Note tone="info" title={say("noDescription")} />;
  // An answer to a question that is not asked would be refused.
  const asked = form ? askedIn(form.schema, fieldsOf(form.schema), answers) : [];
  const hindered = opened.view.problems.length > 0 ? say("wrong") : isUnsaved(opened) ? say("unsaved") : undefined;
  const hasBegun = running || answer !== undefined;
  return (
    <Stack gap="md" maw="56rem">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      {form && form.questions.length > 0 && (
        <LazyForm form={form} product={product} version={version} answers={answers} onChange={change} />
      )}
      <Group>
        <Button
          disabled={hindered !== undefined}
          loading={running}
          onClick={() => start({ description: opened.view.file.id, answers: nest(only(answers, asked)) })}
          aria-describedby="try-hindered"
        >
          {say("go")}
        </Button>
        <Text size="sm" c="dimmed" id="try-hindered">
          {hindered}
        </Text>
      </Group>
      {running && <ProgressPanel state={state} title={say("trying")} stopping={stopping} onStop={stop} />}
      {error && <Problem error={error} />}
      {answer && <Outcome of={answer} />}
      {hasBegun && <LogView state={state} />}
    </Stack>
  );
}
