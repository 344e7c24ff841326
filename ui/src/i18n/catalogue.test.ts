import { createTranslator } from "use-intl";
import { expect, test } from "vitest";

import { english } from "./english";
import { german } from "./german";

type Tree = { readonly [name: string]: string | Tree };

function texts(tree: Tree, path = ""): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string" ? [[path + name, value] as [string, string]] : texts(value, `${path}${name}.`),
  );
}

const inEnglish = new Map(texts(english));
const inGerman = new Map(texts(german));

/** The arguments of a text, wherever they stand, and its tags. What a plural says in a case is no argument. */
function placeholders(text: string): string[] {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`));
  let depth = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "}") depth--;
    // Cases stand within arguments, and arguments within cases.
    if (letter === "{" && ++depth % 2 === 1) names.add(/^\s*(\w+)/.exec(text.slice(at + 1))?.[1] ?? "");
  }
  return [...names].sort();
}

test("no text is empty, and both languages have the same ones", () => {
  expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  for (const [path, text] of [...inEnglish, ...inGerman]) expect(text.trim(), path).not.toBe("");
});

test("a translation fills in the same things", () => {
  for (const [path, text] of inEnglish) expect(placeholders(inGerman.get(path) ?? ""), path).toEqual(placeholders(text));
});

/** Words of which the house has another one: Version, unterschrieben, importieren. */
const OTHER_WORDS = /\bReleases?\b|signier|herein(ge)?bring|hereingebracht/i;

test("a thing has one name in German", () => {
  expect([...inGerman].filter(([, text]) => OTHER_WORDS.test(text))).toEqual([]);
});

test.each([
  ["en", english],
  ["de", german],
] as const)("every text of %s can be read", (locale, messages) => {
  const failures: string[] = [];
  const onError = (error: Error) => failures.push(error.message);
  const say = createTranslator({ locale, messages, onError }) as unknown as { markup(path: string, values: object): string };
  for (const [path, text] of texts(messages as Tree)) {
    const values = Object.fromEntries(placeholders(text).map((name) => [name.replace(/[<>]/g, ""), tagOr(name)]));
    say.markup(path, values);
  }
  expect(failures).toEqual([]);
});

function tagOr(name: string) {
  return name.startsWith("<") ? (chunks: string) => chunks : 2;
}
