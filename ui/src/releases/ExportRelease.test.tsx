import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { show } from "../common/testing";
import { ExportRelease } from "./ExportRelease";

const release = { product: "com.example.monitoring", version: "1.1.0", name: "Monitoring" };

test("while volumes are written it says how much is done, how fast and how long it will take", async () => {
  const { user } = show(<ExportRelease {...release} onClose={() => undefined} />, {
    over: {
      export_release: (_, { tell, operation }) => {
        tell({ kind: "started", number: 1, operation, what: "Export", steps: 1 });
        tell({
          kind: "progress", overall: 0.25, undoing: false, step: 1, bytes: { done: 1_000_000_000, total: 4_000_000_000 },
          files: null, rate: 20_000_000, secondsLeft: 150, elapsed: null,
        });
        return new Promise(() => undefined);
      },
    },
  });
  await user.click(screen.getByRole("button", { name: "Choose a folder and write…" }));
  expect(await screen.findByText("25%")).toBeDefined();
  expect(screen.getByText(/20 MB\/s|19(\.\d)? MiB\/s/)).toBeDefined();
  expect(screen.getByRole("button", { name: "Stop writing" })).toBeDefined();
});
