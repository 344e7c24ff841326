import { useState } from "react";

import type { ExamineRequest } from "../../backend/generated/ExamineRequest";
import type { Pick } from "../../backend/generated/Pick";
import { useAsk, useAskOnce } from "../../common/ask";

/** What an officer holds to compare a report with. */
export interface Held {
  own: boolean;
  key: Pick | null;
  checkpoint: Pick | null;
  typed: string | null;
}

export const NOTHING_HELD: Held = { own: false, key: null, checkpoint: null, typed: null };

/** What is asked about a report. */
export function examination(report: number, { own, key, checkpoint, typed }: Held): ExamineRequest {
  return { report, own, key: key?.id ?? null, checkpoint: checkpoint?.id ?? null, checkpointText: typed };
}

/** The report that is open, what it is compared with, and its verdict on exactly that. */
export function useReport() {
  const [report, setReport] = useState<Pick | null>(null);
  const [held, hold] = useState<Held>(NOTHING_HELD);
  const { mutate: pick, error: pickError } = useAskOnce("pick_files");
  // No earlier verdict is shown while another is on its way: it would be taken for the new one.
  const verdict = useAsk("examine", examination(report?.id ?? 0, held), { enabled: report !== null });
  return {
    report,
    held,
    hold,
    verdict,
    pickError,
    open: () =>
      pick(
        { purpose: "report" },
        {
          onSuccess: ({ picks: [picked] }) => {
            if (!picked) return;
            setReport(picked);
            hold(NOTHING_HELD);
          },
        },
      ),
  };
}
