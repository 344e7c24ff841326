import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import type { ExamineRequest } from "../../backend/generated/ExamineRequest";
import type { VerdictView } from "../../backend/generated/VerdictView";
import { show } from "../../common/testing";
import { Report } from "./Report";
import { toneOf } from "./tone";

const WHOLE: VerdictView = {
  verdict: "VALID", good: true, unproven: false, headline: "The report is whole.", remedy: "", findings: [], held: ["a key"],
  origin: "sealift/a/b/1", size: 3, exported: null, redacted: false, records: [],
};
const BROKEN: VerdictView = {
  ...WHOLE, verdict: "BROKEN", good: false, headline: "The report was changed.", remedy: "Do not rely on it.", held: [],
  findings: [{ code: "record-changed", message: "The record was changed.", record: 7 }],
  records: [
    {
      sequence: 7, time: "2026-11-21T08:58:03Z", event: "step-done", title: "Step done", outcome: "succeeded", product: null,
      version: null, step: null, actor: null, operation: null,
    },
  ],
};

test("the verdict on a broken report comes first, then why, and its records carry a warning", async () => {
  const { user } = show(<Report />, { over: { examine: () => BROKEN } });
  await user.click(await screen.findByRole("button", { name: "Open a report…" }));
  expect(await screen.findByText("Verdict: The report was changed.")).toBeDefined();
  expect(screen.getByText("Do not rely on it.")).toBeDefined();
  expect(screen.getByText(/Record 7/)).toBeDefined();
  expect(screen.getByText(/These records cannot be relied on/)).toBeDefined();
});

test("holding something else judges anew, and the verdict on what was held before is gone meanwhile", async () => {
  const seen: ExamineRequest[] = [];
  let answer: (view: VerdictView) => void = () => undefined;
  const { user } = show(<Report />, {
    over: {
      examine: (request) => {
        seen.push(request);
        return request.own ? new Promise<VerdictView>((done) => (answer = done)) : WHOLE;
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Open a report…" }));
  await screen.findByText("Verdict: The report is whole.");
  await user.click(screen.getByRole("checkbox", { name: /own log key/ }));
  expect(await screen.findByText("Verifying every record of the report…")).toBeDefined();
  expect(screen.queryByText("Verdict: The report is whole.")).toBeNull();
  await waitFor(() => expect(seen.map(({ own }) => own)).toEqual([false, true]));
  answer(BROKEN);
  expect(await screen.findByText("Verdict: The report was changed.")).toBeDefined();
});

test("a checkpoint from paper counts only when it is done", async () => {
  const seen: (string | null)[] = [];
  const { user } = show(<Report />, {
    over: {
      examine: ({ checkpointText }) => {
        seen.push(checkpointText);
        return WHOLE;
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Open a report…" }));
  await user.type(await screen.findByLabelText(/A checkpoint, typed/), "sealift/a{Enter}3");
  expect(seen).toEqual([null]);
  await user.click(screen.getByRole("button", { name: "Compare with this" }));
  await waitFor(() => expect(seen).toEqual([null, "sealift/a\n3"]));
});

test("only a verdict that is known to be harmless is not grave", () => {
  const of = (verdict: string, good = false, unproven = false) => toneOf({ verdict, good, unproven });
  expect(of("VALID", true)).toBe("good");
  expect(of("CONSISTENT, ORIGIN UNPROVEN", false, true)).toBe("warn");
  expect(of("CLOCK-ANOMALY")).toBe("warn");
  expect(of("TRUNCATED")).toBe("bad");
  expect(of("SOMETHING-NEW")).toBe("bad");
});
