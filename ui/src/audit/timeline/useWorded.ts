import { useMemo } from "react";
import { useLocale } from "use-intl";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { useFormats } from "../../common/formats";
import type { Tone } from "../../common/StateBadge";
import { useOutcome } from "../outcomes";

/** A record as it stands in a list. */
export interface WordedRecord {
  number: string;
  time: string;
  title: string;
  product: string;
  outcome: { text: string; tone: Tone };
}

export type Worded = (row: RecordRow) => WordedRecord;

/** Puts records into words of the reader's language. */
export function useWorded(): Worded {
  const formats = useFormats();
  const outcome = useOutcome();
  const locale = useLocale();
  return useMemo(
    () => (row) => ({
      number: formats.count(row.sequence),
      time: formats.moment(row.time),
      title: row.step ? `${row.title}: ${row.step}` : row.title,
      product: [row.product, row.version].filter(Boolean).join(" "),
      outcome: outcome(row.outcome),
    }),
    [locale],
  );
}
