import type { LogFilter } from "../../generated/LogFilter";
import type { RecordView } from "../../generated/RecordView";
import { type Answers, explained, refuse } from "../answering";
import { digest } from "../data/digests";
import { EVENTS } from "../data/log";

type Named =
  | "records" | "log_facets" | "record" | "checkpoint" | "save_checkpoint" | "save_log_key" | "export_log" | "examine";

const ORIGIN = "sealift/hall-7-scada/3f9ac1/1";

export const log: Pick<Answers, Named> = {
  records: ({ filter, before, skip, most }, { world }) => {
    const fitting = world.log.filter((record) => fits(record, filter)).reverse();
    const from = before === null ? fitting : fitting.filter((record) => record.row.sequence < before);
    const page = from.slice(skip, skip + most);
    const last = page[page.length - 1];
    return {
      records: page.map((record) => record.row),
      total: fitting.length,
      size: world.log.length,
      next: last && from.length > skip + page.length ? last.row.sequence : null,
    };
  },
  log_facets: (_, { world }) => ({
    products: [...new Set(world.log.flatMap((record) => record.row.product ?? []))],
    actors: [...new Set(world.log.flatMap((record) => record.row.actor ?? []))],
    events: EVENTS.map(([name, value]) => ({ name, value })),
    outcomes: [
      { name: "succeeded", value: "Done" },
      { name: "refused", value: "Refused" },
      { name: "rolled-back", value: "Failed and taken back" },
    ],
    first: world.log[0]?.row.time ?? null,
    last: world.log[world.log.length - 1]?.row.time ?? null,
  }),
  record: ({ sequence }, { world }) =>
    world.log[sequence] ?? refuse(explained("record-absent", "The log has no such record.", "Look at the list again.")),
  checkpoint: (_, { world }) => ({
    text: `${ORIGIN}\n${world.log.length}\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— ${ORIGIN} Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`,
    origin: ORIGIN,
    size: world.log.length,
    root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
    logKey: `${ORIGIN}+51c2e807+AQ3f7hJg0mLrJ5y2k8b1vQ==`,
  }),
  save_checkpoint: () => ({ place: "/home/t.brandt/checkpoint.txt", bytes: 211, sha256: digest("checkpoint") }),
  save_log_key: () => ({ place: "/home/t.brandt/log.pub", bytes: 96, sha256: digest("log key") }),
  export_log: async ({ form }, { wait }) => {
    await wait(1200);
    return { place: `/home/t.brandt/report.${form}`, bytes: 1_204_220, sha256: digest("report") };
  },
  examine: async ({ own, checkpoint, checkpointText, key }, { world, wait }) => {
    await wait(900);
    const isProven = own || checkpoint !== null || key !== null || checkpointText !== null;
    return {
      verdict: isProven ? "VALID" : "CONSISTENT, ORIGIN UNPROVEN",
      good: isProven,
      unproven: !isProven,
      headline: isProven
        ? "This report is whole and comes from the log whose key you hold."
        : "Nothing in this report contradicts itself, but nothing proves where it comes from.",
      remedy: isProven ? "" : "Compare it with a checkpoint or a log key that you got another way.",
      findings: [],
      held: own ? ["this machine's log key", "this machine's newest checkpoint"] : [],
      origin: ORIGIN,
      size: world.log.length,
      exported: "2026-11-20T16:02:11Z",
      redacted: false,
      records: world.log.map((record) => record.row).reverse(),
    };
  },
};

function fits({ row, fields }: RecordView, filter: LogFilter): boolean {
  const words = (filter.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const all = JSON.stringify([row, fields]).toLowerCase();
  return (
    (!filter.from || row.time >= filter.from) &&
    (!filter.until || row.time <= filter.until) &&
    (!filter.product || row.product === filter.product) &&
    (!filter.actor || row.actor === filter.actor) &&
    (!filter.outcome || row.outcome === filter.outcome) &&
    (!filter.event || row.event === filter.event) &&
    (!filter.operation || row.operation === filter.operation) &&
    words.every((word) => all.includes(word))
  );
}
