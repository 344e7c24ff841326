import { useTranslations } from "use-intl";

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

/** What people call a field; a field that only some records have keeps the name that it has in the record. */
export function useFieldName(): (name: string) => string {
  const say = useTranslations("audit.record.field");
  return (name) => (name in NAMES ? say(NAMES[name as keyof typeof NAMES]) : name);
}
