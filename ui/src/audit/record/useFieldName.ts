import { useTranslations } from "use-intl";

import { en } from "../texts.en";

/** Fields of a record that every record has, and what people call them. */
const NAMES = {
  "who.user": "whoUser",
  "who.login": "whoLogin",
  "who.name": "whoName",
  "who.host": "whoHost",
  "who.reason": "whoReason",
  "who.ticket": "whoTicket",
  "clock.source": "clockSource",
  authenticated: "authenticated",
} as const;

type Detail = keyof typeof en.record.detail;

/** A fact that some records have, whether it is in the open or was withheld. */
function detailOf(name: string): Detail | undefined {
  const detail = name.replace(/^details\./, "");
  return Object.hasOwn(en.record.detail, detail) ? (detail as Detail) : undefined;
}

/** What people call a field; a fact of a later version keeps the name that it has in the record. */
export function useFieldName(): (name: string) => string {
  const say = useTranslations("audit.record");
  return (name) => {
    if (Object.hasOwn(NAMES, name)) return say(`field.${NAMES[name as keyof typeof NAMES]}`);
    const detail = detailOf(name);
    return detail === undefined ? name : say(`detail.${detail}`);
  };
}
