import type { ReleaseSummary } from "../../generated/ReleaseSummary";
import { type Answers, explained, refuse } from "../answering";
import { compatible } from "../data/check";
import { digest } from "../data/digests";
import { form } from "../data/form";
import { inFull } from "../data/releases";
import type { World } from "../world";

type Named =
  | "releases" | "release" | "document" | "save_document" | "check" | "save_facts"
  | "form" | "judge_answers" | "load_answers" | "save_answers";

const TEXTS: Record<string, string> = {
  changes: "# Changes\n\n- 1.1.0: Alertmanager.\n- 1.0.0: exporter and Prometheus.\n",
  licence: "Licence terms of Example Works\n\n1. You may run this software on machines of your site.\n2. There is no warranty.\n",
  sbom: '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6"\n}\n',
  manual: "Operator's manual\n\nOpen http://127.0.0.1:9190 in a browser on this machine.\n",
};

export const release: Pick<Answers, Named> = {
  releases: (_, { world }) => world.releases,
  release: ({ product, version }, { world }) => {
    const active = world.releases.find((release) => release.product === product && release.installed);
    return inFull(named(world, product, version), active?.version ?? null);
  },
  document: ({ document }) => ({
    id: document,
    title: document,
    text: TEXTS[document] ?? "",
    cut: document === "sbom",
  }),
  save_document: ({ of }) => ({ place: `/home/t.brandt/${of.document}.txt`, bytes: 300_000, sha256: digest(of.document) }),
  check: async (_, { wait }) => {
    await wait(900);
    return compatible;
  },
  save_facts: () => ({ place: "/home/t.brandt/facts.json", bytes: 9_120, sha256: digest("facts") }),
  form: () => form,
  judge_answers: ({ answers }) => {
    const port = answers["prometheus_port"];
    const isPort = typeof port === "number" && port >= 1024 && port <= 65535;
    const problems = isPort
      ? []
      : [{ field: "prometheus_port", code: "answer-too-small", message: "The port must be between 1024 and 65535." }];
    if (answers["accept_licence"] !== true) {
      problems.push({ field: "accept_licence", code: "licence-not-accepted", message: "The licence terms must be accepted." });
    }
    return {
      problems,
      asked: form.questions.map((question) => question.key),
      sha256: problems.length === 0 ? digest(JSON.stringify(answers)) : null,
    };
  },
  load_answers: () => ({ answers: { ...form.answers, retention_days: 90 } }),
  save_answers: () => ({ place: "/home/t.brandt/answers.json", bytes: 812, sha256: digest("answers") }),
};

function named(world: World, product: string, version: string | null): ReleaseSummary {
  const found = world.releases.find((release) => release.product === product && (!version || release.version === version));
  return (
    found ??
    refuse(
      explained(
        "depot-no-release",
        `The depot has no release ${version ?? ""} of ${product}.`,
        "Bring in the volumes of the release first.",
      ),
    )
  );
}
