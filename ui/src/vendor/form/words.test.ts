import { expect, test } from "vitest";

import { forReader, inTongue, withTongue } from "./words";

test("one text is English", () => {
  expect(inTongue("Monitor", "en")).toBe("Monitor");
  expect(inTongue("Monitor", "de")).toBe("");
  expect(inTongue({ en: "Monitor", de: "Wächter" }, "de")).toBe("Wächter");
});

test("English alone stays one text; a second language makes a table, and taking it away makes one text again", () => {
  expect(withTongue("Monitor", "en", "Watch")).toBe("Watch");
  const both = withTongue("Monitor", "de", "Wächter");
  expect(both).toEqual({ en: "Monitor", de: "Wächter" });
  expect(withTongue(both, "de", "")).toBe("Monitor");
  expect(withTongue(undefined, "de", "Wächter")).toEqual({ de: "Wächter" });
  expect(withTongue("Monitor", "en", "")).toBeNull();
});

test("languages without a field of their own are kept", () => {
  expect(withTongue({ en: "Monitor", fr: "Moniteur" }, "en", "Watch")).toEqual({ en: "Watch", fr: "Moniteur" });
});

test("a reader is shown the own language, and English where there is none", () => {
  const text = { en: "Server", de: "Dienst" };
  expect([forReader(text, "de-AT"), forReader(text, "en"), forReader(text, "fr")]).toEqual(["Dienst", "Server", "Server"]);
  expect([forReader("Server", "de"), forReader(undefined, "de")]).toEqual(["Server", ""]);
});
