import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Backend, Calls } from "../../backend/backend";
import type { DescriptionView } from "../../backend/generated/DescriptionView";
import { isUnsaved, newBench, TYPING_MS } from "./bench";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const file = { id: 7, name: "sealift.toml", place: "/r/sealift.toml", bytes: null };

function view(text: string, part: Partial<DescriptionView> = {}): DescriptionView {
  return { file, exists: true, text, model: {}, problems: [], form: null, check: null, sources: [], ...part };
}

/** A backend that answers when it is told to, with the text and what was set appended. */
function slow() {
  const asked: { call: keyof Calls; request: Record<string, unknown>; text?: string; answer: () => Promise<void> }[] = [];
  const ask = (call: keyof Calls, request: Record<string, unknown>) =>
    new Promise((done) => {
      const made = call === "edit_description" ? `${request["text"]}+${(request["path"] as string[]).join(".")}` : request["text"];
      const answer = async () => {
        const id = Number(request["file"] ?? file.id);
        done(view(asking.text ?? String(made ?? "begun"), { exists: call !== "new_description", file: { ...file, id } }));
        await vi.advanceTimersByTimeAsync(0);
      };
      const asking: (typeof asked)[number] = { call, request, answer };
      asked.push(asking);
    });
  return { asked, backend: { ask, watch: () => () => undefined } as unknown as Backend };
}

const packed = {
  product: "com.acme.x", version: "1.0.0", manifest: "", volumes: [],
  dated: { description: 7, issued: "2026-11-21T09:30:00Z" },
};

async function opened(how: "open" | "create" = "open") {
  const { asked, backend } = slow();
  const bench = newBench(backend);
  void bench[how](7);
  await asked[0]?.answer();
  asked.length = 0;
  return { asked, bench };
}

test("a description that is new or changed is not saved until it is saved", async () => {
  const { asked, bench } = await opened("create");
  expect(isUnsaved(bench.state().opened)).toBe(true);
  void bench.save();
  await asked[0]?.answer();
  expect(isUnsaved(bench.state().opened)).toBe(false);
  bench.type("other");
  expect(isUnsaved(bench.state().opened)).toBe(true);
});

test("what is typed while it is being saved stays unsaved", async () => {
  const { asked, bench } = await opened("create");
  void bench.save();
  bench.type("more");
  await asked[0]?.answer();
  expect(bench.state().opened).toMatchObject({ text: "more", kept: "begun" });
});

test("it is judged once nobody types, and an answer to an earlier text changes nothing", async () => {
  const { asked, bench } = await opened();
  bench.type("a");
  bench.type("ab");
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(asked.map(({ request }) => request["text"])).toEqual(["ab"]);
  bench.type("abc");
  await asked[0]?.answer();
  expect(bench.state().opened).toMatchObject({ text: "abc", view: { text: "begun" } });
});

test("edits follow one another, each upon what the one before it made", async () => {
  const { asked, bench } = await opened();
  void bench.edit(["name"], "x");
  void bench.edit(["version"], "y");
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(1);
  await asked[0]?.answer();
  await asked[1]?.answer();
  expect(bench.state().opened?.text).toBe("begun+name+version");
});

test("an edit is made anew upon what was typed meanwhile, so that neither is lost", async () => {
  const { asked, bench } = await opened();
  void bench.edit(["name"], "x");
  await vi.advanceTimersByTimeAsync(0);
  bench.type("typed");
  await asked[0]?.answer();
  await asked[1]?.answer();
  expect(bench.state().opened?.text).toBe("typed+name");
});

test("an answer about another description changes nothing", async () => {
  const { asked, bench } = await opened();
  void bench.edit(["name"], "x");
  await vi.advanceTimersByTimeAsync(0);
  void bench.open(8);
  await asked[1]?.answer();
  expect(bench.state().opened?.view.file.id).toBe(8);
  await asked[0]?.answer();
  expect(bench.state().opened?.text).toBe("begun");
  expect(asked).toHaveLength(2);
});

test("a moment that sealing wrote into the file is taken over, once, and nothing is unsaved for it", async () => {
  const { asked, bench } = await opened();
  bench.packed(packed);
  bench.packed(packed);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.map(({ call, request }) => [call, request])).toEqual([["open_description", { file: 7 }]]);
  asked[0]!.text = "begun, issued";
  await asked[0]?.answer();
  expect(bench.state().opened).toMatchObject({ text: "begun, issued", kept: "begun, issued" });
});

test("what was typed while it was sealed stays and gets the moment, so that saving cannot lose it", async () => {
  const { asked, bench } = await opened();
  bench.type("typed");
  bench.packed(packed);
  await vi.advanceTimersByTimeAsync(0);
  asked[0]!.text = "begun, issued";
  await asked[0]?.answer();
  expect(asked[1]?.request).toMatchObject({ text: "typed", path: ["issued"], value: "2026-11-21T09:30:00Z" });
  await asked[1]?.answer();
  expect(bench.state().opened).toMatchObject({ text: "typed+issued", kept: "begun, issued" });
});

test("a description that is not the one that was sealed is left alone", async () => {
  const { asked, bench } = await opened();
  bench.packed({ ...packed, dated: { ...packed.dated, description: 8 } });
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([]);
});
