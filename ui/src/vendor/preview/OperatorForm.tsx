import { useMemo } from "react";

import type { FormView } from "../../backend/generated/FormView";
import type { Flat } from "../../technician/configure/answers";
import { askedIn } from "../../technician/configure/asked";
import { AnswersForm } from "../../technician/configure/form/AnswersForm";
import { FormSubjectProvider } from "../../technician/configure/form/context";
import { fieldsOf } from "../../technician/configure/schema";

export interface OperatorFormProps {
  form: FormView;
  product: string;
  version: string;
  answers: Flat;
  onChange: (answers: Flat) => void;
}

const NO_PROBLEMS = {};

/** The very form that an operator fills in. Which questions are asked follows the answers, as it will there. */
export function OperatorForm({ form, product, version, answers, onChange }: OperatorFormProps) {
  const asked = useMemo(() => askedIn(form.schema, fieldsOf(form.schema), answers), [form, answers]);
  return (
    <FormSubjectProvider value={{ product, version, carriedFrom: form.carriedFrom }}>
      <AnswersForm
        form={form}
        asked={asked}
        answers={answers}
        problems={NO_PROBLEMS}
        onChange={onChange}
        onLeave={() => undefined}
      />
    </FormSubjectProvider>
  );
}
