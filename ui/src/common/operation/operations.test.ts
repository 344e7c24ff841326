import { expect, test, vi } from "vitest";

import type { Backend } from "../../backend/backend";
import { newOperations } from "./operations";

/** A backend whose import ends when it is told to. */
function waiting() {
  let end: (answer: unknown) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ask = vi.fn((call: string) =>
    call === "import"
      ? new Promise((resolve, reject) => {
          end = resolve;
          fail = reject;
        })
      : Promise.resolve({}),
  );
  const backend = { ask, watch: () => () => undefined } as unknown as Backend;
  return { backend, ask, end: (answer: unknown) => end(answer), fail: (error: Error) => fail(error) };
}

test("a second press does not begin the work twice", () => {
  const { backend, ask } = waiting();
  const operations = newOperations(backend, () => undefined);
  void operations.start("import", "import", { volumes: [1] });
  void operations.start("import", "import", { volumes: [1] });
  expect(ask).toHaveBeenCalledTimes(1);
  expect(operations.running().length).toBe(1);
});

test("how it ends is kept until it is forgotten, and everything shown is asked for again", async () => {
  const { backend, end } = waiting();
  const settled = vi.fn();
  const operations = newOperations(backend, settled);
  const done = operations.start("import", "import", { volumes: [1] });
  operations.forget("import");
  expect(operations.of("import")).toBeDefined();
  end({ volumes: [], failure: null });
  await done;
  expect(operations.of("import")?.end).toEqual({ answer: { volumes: [], failure: null } });
  expect(operations.running()).toEqual([]);
  expect(settled).toHaveBeenCalledTimes(1);
  operations.forget("import");
  expect(operations.of("import")).toBeUndefined();
});

test("stopping asks under the very id that it was begun with", async () => {
  const { backend, ask, fail } = waiting();
  const operations = newOperations(backend, () => undefined);
  const done = operations.start("import", "import", { volumes: [1] });
  operations.stop("import");
  const id = operations.of("import")?.id;
  expect(ask).toHaveBeenLastCalledWith("cancel", { operation: id });
  expect(operations.of("import")?.stopping).toBe(true);
  fail(new Error("stopped"));
  await done;
  expect(operations.of("import")?.end).toEqual({ error: new Error("stopped") });
});

test("what the last run tells late is not taken for the next one's", async () => {
  const tells: ((event: never) => void)[] = [];
  const ask = vi.fn((_call: string, _request: unknown, watching?: { tell: (event: never) => void }) => {
    if (watching) tells.push(watching.tell);
    return Promise.resolve({ volumes: [], failure: null });
  });
  const operations = newOperations({ ask, watch: () => () => undefined } as unknown as Backend, () => undefined);
  await operations.start("import", "import", { volumes: [1] });
  await operations.start("import", "import", { volumes: [1] });
  tells[0]?.({ kind: "started", number: 1, operation: "old", what: "Old", steps: 9 } as never);
  expect(operations.of("import")?.state.what).toBe("");
});
