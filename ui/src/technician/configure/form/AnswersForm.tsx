// The library's front door also opens on its tests, and they on a validator that compiles code.
import Form from "@rjsf/core/lib/components/Form.js";
import type { ErrorSchema, RegistryWidgetsType } from "@rjsf/utils";
import { useMemo } from "react";

import type { FormView } from "../../../backend/generated/FormView";
import type { Flat } from "../answers";
import { fieldsOf } from "../schema";
import { ChoiceAnswer } from "../widgets/ChoiceAnswer";
import { FileAnswer } from "../widgets/FileAnswer";
import { LicenceAnswer } from "../widgets/LicenceAnswer";
import { ListAnswer } from "../widgets/ListAnswer";
import { NumberAnswer } from "../widgets/NumberAnswer";
import { SecretAnswer } from "../widgets/SecretAnswer";
import { TextAnswer } from "../widgets/TextAnswer";
import { YesNoAnswer } from "../widgets/YesNoAnswer";
import { inputId, PREFIX } from "./inputId";
import { drawn, type Kind } from "./kinds";
import { GroupedTemplate, QuestionTemplate } from "./templates";
import { judgedElsewhere } from "./validator";

const WIDGETS: Record<Kind, RegistryWidgetsType[string]> = {
  text: TextAnswer,
  secret: SecretAnswer,
  "whole-number": NumberAnswer,
  number: NumberAnswer,
  "yes-or-no": YesNoAnswer,
  choice: ChoiceAnswer,
  list: ListAnswer,
  file: FileAnswer,
  licence: LicenceAnswer,
};

export interface AnswersFormProps {
  form: FormView;
  /** The questions that are asked, given the answers. */
  asked: readonly string[];
  answers: Flat;
  /** What is wrong, by question; only what is to be shown. */
  problems: Readonly<Record<string, string[]>>;
  onChange: (answers: Flat) => void;
  /** A question was left. */
  onLeave: (key: string) => void;
}

/** A release's questions as a form. What is asked and what can stand is for the program to say. */
export function AnswersForm({ form, asked, answers, problems, onChange, onLeave }: AnswersFormProps) {
  const fields = useMemo(() => fieldsOf(form.schema), [form.schema]);
  const { schema, ui } = useMemo(() => {
    const isAsked = new Set(asked);
    return drawn(form.questions.filter(({ key }) => isAsked.has(key)), fields);
  }, [form.questions, fields, asked]);
  const errors = useMemo(
    () => Object.fromEntries(Object.entries(problems).map(([key, told]) => [key, { __errors: told }])) as ErrorSchema,
    [problems],
  );
  return (
    <Form
      tagName="div"
      schema={schema}
      uiSchema={ui}
      validator={judgedElsewhere}
      formData={answers}
      extraErrors={errors}
      widgets={WIDGETS}
      templates={{ FieldTemplate: QuestionTemplate, ObjectFieldTemplate: GroupedTemplate }}
      idPrefix={PREFIX}
      noValidate
      showErrorList={false}
      experimental_defaultFormStateBehavior={{ arrayMinItems: { populate: "never" }, emptyObjectFields: "skipDefaults" }}
      onChange={({ formData }) => onChange(formData as Flat)}
      onBlur={(id) => onLeave(id.slice(inputId("").length))}
    >
      {/* The step's own button goes on. */}
      <></>
    </Form>
  );
}
