import { Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Claim } from "./claims";
import type { Claiming } from "./useClaims";

/** How a field is called where its usual name would say too little. */
export interface FieldWords {
  label: string;
  help?: string;
}

export interface ClaimFieldsProps extends Pick<Claiming, "claims" | "type" | "needs"> {
  words?: Partial<Record<Claim, FieldWords>>;
}

/** Who, why and under which ticket, as the audit log will have it; a star is at what must be said. */
export function ClaimFields({ claims, type, needs, words = {} }: ClaimFieldsProps) {
  const say = useTranslations("claims");
  const usual: Record<Claim, FieldWords> = {
    ticket: { label: say("ticket") },
    reason: { label: say("reason") },
    person: { label: say("person"), help: say("personText") },
  };
  const field = (claim: Claim) => {
    const { label, help } = words[claim] ?? usual[claim];
    return {
      label,
      description: help,
      descriptionProps: { size: "sm" },
      required: needs[claim],
      value: claims[claim],
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) => type({ [claim]: currentTarget.value }),
      autoComplete: "off",
    };
  };
  return (
    <>
      <TextInput {...field("ticket")} maxLength={200} />
      <Textarea {...field("reason")} maxLength={1000} rows={2} />
      <TextInput {...field("person")} maxLength={200} />
    </>
  );
}
