import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { BackendError } from "../backend/backend";
import type { ReleaseSummary } from "../backend/generated/ReleaseSummary";
import { show } from "../common/testing";
import { Releases } from "./Releases";

const monitoring: ReleaseSummary = {
  product: "com.example.monitoring",
  name: "Monitoring",
  vendor: "Example <b>Works</b>",
  version: "1.1.0",
  sequence: 2,
  manifestDigest: "ab".repeat(32),
  issued: "2026-11-21T09:30:00Z",
  trusted: true,
  complete: true,
  installed: false,
  rawBytes: 150_000_000,
};

function showReleases(releases: ReleaseSummary[]) {
  return show(<Releases />, { over: { releases: () => releases } });
}

test("lists each release with its state", async () => {
  showReleases([monitoring, { ...monitoring, version: "1.2.0", manifestDigest: "cd".repeat(32), complete: false }]);
  expect(await screen.findByText("1.1.0")).toBeDefined();
  expect(screen.getByText("Ready")).toBeDefined();
  expect(screen.getByText("Incomplete")).toBeDefined();
});

test("u01 a vendor's markup stays text", async () => {
  showReleases([monitoring]);
  expect(await screen.findByText("Example <b>Works</b>")).toBeDefined();
});

test("a release that lost its trust is listed by its product, and nothing it says of itself", async () => {
  showReleases([{ ...monitoring, name: "", vendor: "", issued: "", trusted: false }]);
  expect(await screen.findByText("com.example.monitoring")).toBeDefined();
  expect(screen.getByText("Not trusted")).toBeDefined();
  expect(screen.queryByText("Ready")).toBeNull();
});

test("an empty depot says what to do", async () => {
  showReleases([]);
  expect(await screen.findByText(/no releases here yet/)).toBeDefined();
});

test("a failure shows what is wrong, the remedy and the code", async () => {
  const explained = {
    code: "state-newer-format",
    message: "A newer Sealift wrote this depot.",
    detail: "schema 9, known up to 1",
    lines: [],
    questions: [],
    remedy: "Use the newer Sealift.",
    exit: 1,
  };
  show(<Releases />, {
    over: {
      releases: () => {
        throw new BackendError(explained);
      },
    },
  });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Use the newer Sealift.");
  expect(alert.textContent).toContain("state-newer-format");
});
