import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import page from "../../../../docs/audit-log.md?raw";
import { show } from "../../common/testing";
import { useFieldName } from "./useFieldName";

/** The facts that the page on the log's format names, but for those inside others. */
function documented(): string[] {
  const table = /\| event \| details \| private \|\n[^\n]*\n((?:\|.*\n)+)/.exec(page)?.[1] ?? "";
  const cells = table.split("\n").flatMap((line) => line.split("|").slice(2, 4));
  const plain = cells.map((cell) => cell.replace(/\([^)]*\)/g, ""));
  return plain.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name ?? ""));
}

function Named({ names }: { names: readonly string[] }) {
  const nameOf = useFieldName();
  return <output>{JSON.stringify(names.map(nameOf))}</output>;
}

test.each(["en", "de"] as const)("every fact that a record can have has a name for people (%s)", (language) => {
  const names = documented();
  expect(names.length).toBeGreaterThan(40);
  show(<Named names={names} />, { language });
  const shown = JSON.parse(screen.getByRole("status").textContent ?? "") as string[];
  expect(shown.filter((name, at) => name === names[at])).toEqual([]);
});

test("a fact that was withheld is called as one in the open, and one of a later version as it stands", () => {
  show(<Named names={["details.path", "path", "warp-factor", "toString"]} />);
  expect(screen.getByRole("status").textContent).toBe('["File","File","warp-factor","toString"]');
});
