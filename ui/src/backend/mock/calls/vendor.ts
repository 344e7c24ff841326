import type { DescriptionView } from "../../generated/DescriptionView";
import type { VendorCalls } from "../../generated/VendorCalls";
import type { Answers } from "../answering";
import { compatible } from "../data/check";
import { DESCRIPTION, MODEL } from "../data/description";
import { digest } from "../data/digests";
import { form } from "../data/form";
import { NORTHWIND } from "../data/keys";
import { inFull, releases } from "../data/releases";
import { play } from "../simulate";

const FILE = { id: 208, name: "sealift.toml", place: "/home/t.brandt/release/sealift.toml", bytes: 2_048 };

/** The description as the mock judges it: only its version is looked at. */
function judged(text: string): DescriptionView {
  const hasVersion = /^version = "\d+\.\d+\.\d+"/m.test(text);
  return {
    file: FILE,
    exists: true,
    text,
    model: MODEL,
    problems: hasVersion
      ? []
      : [{ code: "source-version", message: "This is no version.", remedy: "Write it as 1.2.3.", line: 6, path: ["version"] }],
    form: hasVersion ? form : null,
    check: compatible,
    sources: ["exporter", "prometheus", "alertmanager"],
  };
}

function packed(name: string) {
  return {
    product: "com.example.monitoring",
    version: "1.2.0",
    manifest: digest(name),
    dated: null,
    volumes: [1, 2].map((number) => ({
      file: { id: 400 + number, name: `${name}.${number}.sealift`, place: `/home/t.brandt/release/${name}.${number}.sealift`, bytes: 71_000_000 },
      number,
      count: 2,
      sha256: digest(`${name}.${number}`),
    })),
  };
}

function steps(...titles: string[]) {
  return titles.map((title, at) => ({ number: at + 1, title, component: null, bytes: 71_000_000 }));
}

export const vendor: Pick<Answers, keyof VendorCalls> = {
  new_description: () => ({ ...judged(DESCRIPTION), exists: false }),
  open_description: () => judged(DESCRIPTION),
  judge_description: ({ text }) => judged(text),
  edit_description: ({ text, path, value }) => {
    const name = path[path.length - 1] ?? "";
    return judged(text.replace(new RegExp(`^${name} = .*$`, "m"), `${name} = ${JSON.stringify(value)}`));
  },
  save_description: ({ text }) => ({ place: FILE.place, bytes: text.length, sha256: digest(text) }),
  generate_key: () => ({
    key: NORTHWIND,
    secret: { id: 203, name: "sealift.key", place: "/home/t.brandt/keys/sealift.key", bytes: 348 },
    public: { id: 204, name: "sealift.pub", place: "/home/t.brandt/keys/sealift.pub", bytes: 113 },
  }),
  pack: async (_, scene) => {
    await play(scene, { what: "Seal", steps: steps("Read exporter", "Read prometheus", "Write volume 1", "Write volume 2") });
    return { ...packed("monitoring-1.2.0"), dated: { description: FILE.id, issued: "2026-11-21T09:30:00Z" } };
  },
  sign: () => packed("monitoring-1.2.0"),
  inspect: () => {
    const release = releases[1] ?? releases[0];
    if (!release) throw new Error("the mock has no releases");
    return {
      release: inFull(release, null),
      number: 1,
      count: 1,
      bytes: 74_000_000,
      signers: [NORTHWIND.fingerprint],
      damaged: [],
      form,
      check: compatible,
      files: ["bin/prometheus", "bin/promtool", "share/prometheus.yml.j2", "share/rules.yml.j2"],
    };
  },
  try_release: async (_, scene) => {
    await play(scene, { what: "Try", steps: steps("Place files", "Write what is scraped") });
    return {
      end: {
        operation: scene.operation, outcome: "succeeded", success: true, failure: null, left: [], active: "1.2.0",
        reboot: false, recovered: [],
      },
      root: "/tmp/sealift-try-4f1c",
      kept: false,
    };
  },
  write_media: async ({ volumes }, scene) => {
    await play(scene, { what: "Write to the drive", steps: steps(...volumes.flatMap((id) => [`Copy ${id}`, `Read back ${id}`])) });
    return {
      files: volumes.map((id) => ({ place: `/media/t.brandt/EXAMPLE/${id}.sealift`, bytes: 71_000_000, sha256: digest(`${id}`) })),
    };
  },
};
