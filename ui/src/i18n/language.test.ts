import { expect, test } from "vitest";

import { speech } from "./language";

const german = { language: "de", locale: "de-AT" };

test("the system's language and country are spoken unless a person chose another", () => {
  expect(speech("system", german)).toEqual({ language: "de", locale: "de-AT" });
  expect(speech("en", german)).toEqual({ language: "en", locale: "en" });
  expect(speech("de", { language: "en", locale: "en-GB" })).toEqual({ language: "de", locale: "de" });
});

test("an unknown language or a broken locale falls back to English and the language's own form", () => {
  expect(speech("system", { language: "fr", locale: "fr-FR" })).toEqual({ language: "en", locale: "en" });
  expect(speech("system", { language: "en", locale: "en_US.UTF-8" })).toEqual({ language: "en", locale: "en" });
});
