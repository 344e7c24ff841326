import type { Answers } from "../answering";
import { digest } from "../data/digests";
import { count, play } from "../simulate";

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
  recover: async (_, scene) => {
    const { world } = scene;
    const back = ["Start a service", "Switch to the new release", "Place files"];
    await play(scene, {
      what: "Recover",
      steps: back.map((title, at) => ({ number: at + 1, title, component: "server", bytes: null })),
    });
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
    digest: digest("support"),
  }),
  support_bundle: () => ({ place: "/home/t.brandt/sealift-support.json", bytes: 48_220, sha256: digest("bundle") }),
};
