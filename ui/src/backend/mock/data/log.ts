import type { RecordRow } from "../../generated/RecordRow";
import type { RecordView } from "../../generated/RecordView";
import { digest } from "./digests";
import { MONITORING } from "./releases";

/** The events of the log that the mock uses: word and wording. */
export const EVENTS: readonly [word: string, title: string][] = [
  ["site-founded", "Site founded"],
  ["key-trusted", "Key trusted"],
  ["volume-imported", "Volume brought in"],
  ["import-refused", "Volume refused"],
  ["operation-started", "Install started"],
  ["step-done", "Step done"],
  ["operation-ended", "Install ended"],
  ["log-exported", "Report exported"],
];

const ACTORS = ["t.brandt", "i.kowalski", "root"];

/** A log of some length, the oldest record first. */
export function newLog(length = 260): RecordView[] {
  return Array.from({ length }, (_, sequence) => record(sequence, length));
}

/** One record of a log of some length, which need not exist as a whole. */
export function record(sequence: number, size: number): RecordView {
  const [event, title] = EVENTS[sequence === 0 ? 0 : 1 + (sequence % (EVENTS.length - 1))] ?? ["", ""];
  const outcome = event === "import-refused" ? "refused" : sequence % 41 === 40 ? "rolled-back" : "succeeded";
  const time = new Date(Date.UTC(2026, 4, 20, 8) + sequence * 61 * 60_000).toISOString().replace(".000", "");
  const isOfProduct = !["site-founded", "key-trusted", "log-exported"].includes(event);
  const row: RecordRow = {
    sequence,
    time,
    event,
    title,
    outcome,
    product: isOfProduct ? MONITORING : null,
    version: isOfProduct ? (sequence > 130 ? "1.1.0" : "1.0.0") : null,
    step: event === "step-done" ? "Write what is scraped" : null,
    actor: ACTORS[sequence % ACTORS.length] ?? null,
    operation: event.startsWith("operation") || event === "step-done" ? digest(`run ${Math.floor(sequence / 8)}`).slice(0, 16) : null,
  };
  return {
    row,
    fields: [
      { name: "Who", value: `${row.actor ?? ""} (login t.brandt)` },
      { name: "Machine", value: "hall-7-scada" },
      { name: "Ticket", value: `CHG-${4200 + sequence}` },
      { name: "Reason", value: "Planned maintenance" },
    ],
    leaf: JSON.stringify({ event, outcome, sequence, time, type: "sealift.record/v1" }),
    leafBytes: btoa(JSON.stringify({ event, outcome, sequence, time, type: "sealift.record/v1" })),
    leafHash: digest(`leaf ${sequence}`),
    proof: Array.from({ length: 8 }, (_, level) => digest(`proof ${sequence} ${level}`)),
    root: digest(`root ${size}`),
    size,
    proven: true,
  };
}
