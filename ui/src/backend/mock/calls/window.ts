import type { WindowCalls } from "../../generated/WindowCalls";
import type { Purpose } from "../../generated/Purpose";
import type { Answers } from "../answering";
import { digest } from "../data/digests";

/** The file that is chosen in a dialog, by what it is for. */
const FILES: Record<Purpose, string> = {
  package: "monitoring-1.1.0.sealift",
  "public-key": "northwind.pub",
  "secret-key": "sealift.key",
  facts: "facts-hall-7.json",
  answers: "answers.json",
  report: "report-hall-3.html",
  checkpoint: "checkpoint.txt",
  description: "sealift.toml",
  "log-key": "log.pub",
  text: "checkpoint.txt",
  bundle: "sealift-support.json",
  "answer-file": "certificate.pem",
  document: "licence.txt",
};

/** By which the mock's dialogs name what was chosen. */
export const PICKED: Record<Purpose, number> = {
  package: 101, "public-key": 130, "secret-key": 203, facts: 204, answers: 205, report: 206,
  checkpoint: 207, description: 208, "log-key": 209, text: 210, bundle: 211, "answer-file": 212, document: 213,
};

function pick(purpose: Purpose, name = FILES[purpose]) {
  return { picks: [{ id: PICKED[purpose], name, place: `/home/t.brandt/${name}`, bytes: 4096 }] };
}

export const window: Pick<Answers, keyof WindowCalls> = {
  about: (_, { world }) => world.about,
  preferences: (_, { world }) => world.preferences,
  set_preferences: (preferences, { world }) => (world.preferences = preferences),
  unlock: async (_, { world, wait }) => {
    await wait(800);
    world.about.locked = false;
    return { failure: null };
  },
  drives: (_, { world }) => world.drives,
  pick_files: ({ purpose }) => pick(purpose),
  pick_folder: () => ({ picks: [{ id: 300, name: "release", place: "/home/t.brandt/release", bytes: null }] }),
  pick_save: ({ purpose, suggested }) => pick(purpose, suggested),
  read_text: () => ({ text: "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" }),
  save_text: ({ text }) => ({ place: "/home/t.brandt/checkpoint.txt", bytes: text.length, sha256: digest(text) }),
  cancel: () => ({}),
  set_unsaved: () => ({}),
  close: () => ({}),
  print: () => {
    globalThis.window.print();
    return {};
  },
};
