import { type Answers, explained, refuse } from "../answering";
import { planOf } from "../data/plan";
import { count, play } from "../simulate";

const MIB = 1024 ** 2;

const OUTPUT = [
  "level=info msg=\"Starting\" version=2.53.1",
  "level=info msg=\"Reading the samples\" blocks=118",
  "level=info msg=\"Block converted\" block=01J9ZC format=2",
  "level=info msg=\"Block converted\" block=01J9ZD format=2",
];

export const change: Pick<Answers, "plan" | "run" | "events" | "installed" | "status"> = {
  plan: async (change, { wait }) => {
    await wait(600);
    return planOf(change);
  },
  run: async ({ change }, scene) => {
    const plan = planOf(change);
    const steps = plan.steps.map(({ number, title, component, verb }) => ({
      number,
      title,
      component,
      bytes: verb === "create" || verb === "remove" ? 60 * MIB : null,
      output: verb === "run" || verb === "start" ? OUTPUT : [],
    }));
    const played = await play(scene, { what: "Upgrade", steps });
    const success = played === "succeeded";
    const outcome = success && change.stageOnly ? "staged" : played;
    if (success && plan.to && !change.stageOnly) activate(scene.world, plan.product, plan.to);
    return {
      operation: scene.operation,
      outcome,
      success,
      failure: success
        ? null
        : explained("cancelled", "You stopped it, and everything was taken back.", "Begin again when you like.", { exit: 20 }),
      left: [],
      active: success ? plan.to : plan.from,
      reboot: false,
      recovered: [],
    };
  },
  events: ({ operation, after }, { world }) =>
    (world.events.get(operation) ?? []).filter((event) => "number" in event && event.number > after),
  installed: (_, { world }) => world.installed,
  status: async ({ product }, scene) => {
    await count(scene, "Verify", 940_000_000);
    const found = scene.world.installed.find((view) => view.product === product);
    return found ?? refuse(explained("not-installed", `${product} is not installed.`, "Look at the list of what is installed."));
  },
};

function activate(world: Parameters<Answers["installed"]>[1]["world"], product: string, version: string) {
  world.installed = world.installed.map((view) =>
    view.product === product
      ? { ...view, earlier: [view.version, ...view.earlier], newer: [], version, installedAt: new Date().toISOString() }
      : view,
  );
  world.releases = world.releases.map((release) =>
    release.product === product ? { ...release, installed: release.version === version } : release,
  );
}
