import type { Answers, Scene } from "../answering";
import { digest } from "../data/digests";

/** Work of one step that is told in bytes. */
async function count(scene: Scene, what: string, total: number): Promise<void> {
  const { tell, wait, operation } = scene;
  tell({ kind: "started", number: 1, operation, what, steps: 1 });
  for (let slice = 1; slice <= 20 && !scene.isStopped(); slice++) {
    await wait(120);
    const done = (slice * total) / 20;
    tell({
      kind: "progress", overall: slice / 20, undoing: false, step: 1, bytes: { done, total }, files: null,
      rate: 180_000_000, secondsLeft: (total - done) / 180_000_000, elapsed: null,
    });
  }
  tell({ kind: "finished", number: 2, outcome: "succeeded" });
}

export const site: Pick<
  Answers,
  | "overview" | "recover" | "policy" | "record_rules" | "verify_depot" | "clean_depot" | "export_release" | "support_parts"
  | "support_bundle"
> = {
  overview: (_, { world }) => ({
    founded: true,
    products: world.installed.length,
    releases: world.releases.length,
    keys: world.keys.length,
    ...world.overview,
  }),
  recover: async (_, { world, wait }) => {
    await wait(2500);
    const runs = world.overview.unfinished.map(({ operation, what, product }) => ({
      operation,
      what,
      product,
      outcome: "rolled-back",
      left: [],
    }));
    world.overview = { unfinished: [], recovered: [...runs, ...world.overview.recovered] };
    return { runs, failure: null };
  },
  policy: () => ({
    file: "/etc/sealift/policy.toml",
    rules: [
      { name: "Signatures that a release needs", value: "1" },
      { name: "A ticket number with each change", value: "needed" },
      { name: "A reason with each change", value: "not needed" },
      { name: "Steps that cannot be undone", value: "asked about" },
      { name: "Going back to an earlier version", value: "allowed" },
    ],
  }),
  record_rules: (_, { world }) => world.rules,
  verify_depot: async (_, scene) => {
    await count(scene, "Check the depot", 440_000_000);
    return { chunks: 212, bytes: 440_000_000, failure: null };
  },
  clean_depot: ({ remove }, { world }) => {
    const before = world.releases.length;
    world.releases = world.releases.filter(
      ({ product, version }) => !remove.some((named) => named.product === product && named.version === version),
    );
    return { releases: before - world.releases.length, chunks: 81, bytes: 169_000_000 };
  },
  export_release: async ({ release }, scene) => {
    await count(scene, "Export", 74_000_000);
    const place = `/home/t.brandt/release/${release.product}-${release.version}.sealift`;
    return { volumes: [{ place, bytes: 74_000_000, sha256: digest(place) }] };
  },
  support_parts: () => ({
    parts: [
      { name: "version", title: "Version of Sealift", text: '"0.1.0"', bytes: 7 },
      { name: "records", title: "The last 500 records of the log, without people", text: '[{ "event": "site-created" }]', bytes: 29 },
    ],
  }),
  support_bundle: () => ({ place: "/home/t.brandt/sealift-support.json", bytes: 48_220, sha256: digest("bundle") }),
};
