import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { show, type ShowOptions } from "../common/testing";
import { useRoute } from "../shell/route";
import { useJourney } from "../technician/context";
import { Installed } from "./Installed";

/** Where one is and what is wanted, as text. */
function Witness() {
  const { place } = useRoute();
  const { journey } = useJourney();
  const { want, subject } = journey;
  return <output aria-label="witness">{[place.screen, want, subject?.product, subject?.version].join(" ")}</output>;
}

function showLabels(options: ShowOptions = {}) {
  return show(
    <>
      <Installed product="com.example.labels" />
      <Witness />
    </>,
    options,
  );
}

const witness = () => screen.getByLabelText("witness").textContent;

test("each product says how it is, in a word", async () => {
  show(<Installed />);
  const cards = await screen.findAllByRole("listitem");
  expect(cards.map((card) => within(card).queryByText("Well") !== null)).toEqual([true, false]);
  expect(within(cards[1] as HTMLElement).getByText("Needs attention")).toBeDefined();
});

test("a health or a state of a later version is never taken for well", async () => {
  show(<Installed product="com.example.monitoring" />, {
    world: (world) => {
      const [first] = world.installed;
      if (!first) throw new Error("the mock has nothing installed");
      first.health = "splendid";
      first.services = [{ name: "a.service", state: "hibernating", detail: "", process: null }];
    },
  });
  expect(await screen.findAllByText("Not known")).toHaveLength(2);
  expect(screen.queryByText("Well")).toBeNull();
});

test("a glance at the files does not claim to have read them", async () => {
  const { user, backend } = show(<Installed product="com.example.monitoring" />);
  expect(await screen.findByText(/Their contents were not read/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Read and compare every file" }));
  expect(await screen.findByText(/^Every file was read: all are as they were installed\. As of/)).toBeDefined();
  expect(backend.made).toContainEqual({ call: "status", request: { product: "com.example.monitoring", full: true } });
});

test("nothing is said of the files of a product that is being changed", async () => {
  show(<Installed product="com.example.monitoring" />, {
    world: (world) => {
      const [first] = world.installed;
      if (!first) throw new Error("the mock has nothing installed");
      first.changing = true;
      first.health = "unknown";
    },
  });
  expect(await screen.findByText(/A change is under way, so its files are not compared/)).toBeDefined();
  expect(screen.queryByText(/At a glance no file differs/)).toBeNull();
});

test("what was read while one was elsewhere is told for a while and no longer", async () => {
  let finish: (() => void) | undefined;
  function Away() {
    const [away, setAway] = useState(false);
    return (
      <>
        <button onClick={() => setAway(!away)}>Go</button>
        {!away && <Installed product="com.example.monitoring" />}
      </>
    );
  }
  const { user } = show(<Away />, {
    over: {
      status: async (_, { world }) => {
        await new Promise<void>((done) => (finish = done));
        return world.installed[0]!;
      },
    },
  });
  const readAway = async () => {
    await user.click(await screen.findByRole("button", { name: "Read and compare every file" }));
    await user.click(screen.getByRole("button", { name: "Go" }));
    finish?.();
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    await new Promise((done) => setTimeout(done, 20));
  };
  await readAway();
  await user.click(screen.getByRole("button", { name: "Go" }));
  expect(await screen.findByText(/^Every file was read/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Go" }));
  await user.click(screen.getByRole("button", { name: "Go" }));
  await readAway();
  const later = Date.now() + 11 * 60_000;
  const clock = vi.spyOn(Date, "now").mockReturnValue(later);
  await user.click(screen.getByRole("button", { name: "Go" }));
  expect(await screen.findByText(/Their contents were not read/)).toBeDefined();
  clock.mockRestore();
});

test("what was read of another version is not told of this one", async () => {
  const { user, backend } = show(<Installed product="com.example.monitoring" />, {
    over: {
      status: (_, { world }) => {
        const [first] = world.installed;
        if (!first) throw new Error("the mock has nothing installed");
        return { ...first, version: "0.9.0" };
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Read and compare every file" }));
  await waitFor(() => expect(backend.made.some(({ call }) => call === "status")).toBe(true));
  expect(await screen.findByText(/Their contents were not read/)).toBeDefined();
  expect(screen.queryByText(/Every file was read/)).toBeNull();
});

test("removing asks for the data first; what is focused and what is chosen keep it", async () => {
  const { user } = showLabels();
  await user.click(await screen.findByRole("button", { name: "Remove…" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove Label printing?" });
  expect((within(dialog).getByRole("radio", { name: /Keep it/ }) as HTMLInputElement).checked).toBe(true);
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  await user.click(within(dialog).getByRole("button", { name: "Show what will happen" }));
  expect(witness()).toBe("journey uninstall com.example.labels ");
});

test("destroying the data is another wish, said in words", async () => {
  const { user } = showLabels();
  await user.click(await screen.findByRole("button", { name: "Remove…" }));
  expect(await screen.findByText(/Nobody can bring it back/)).toBeDefined();
  await user.click(screen.getByRole("radio", { name: /Destroy it too/ }));
  await user.click(screen.getByRole("button", { name: "Show what will happen" }));
  expect(witness()).toBe("journey purge com.example.labels ");
});

test("going back offers the earlier versions, the nearest first", async () => {
  const { user } = showLabels();
  await user.click(await screen.findByRole("button", { name: "Go back…" }));
  expect(((await screen.findByRole("radio", { name: "3.4.1" })) as HTMLInputElement).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "3.3.0" }));
  await user.click(screen.getByRole("button", { name: "Show what will happen" }));
  expect(witness()).toBe("journey rollback com.example.labels 3.3.0");
});

test("what lies ready is activated by installing that very version", async () => {
  const { user } = showLabels();
  await user.click(await screen.findByRole("button", { name: "Activate…" }));
  expect(witness()).toBe("journey install com.example.labels 3.5.0");
});

test("a product that is gone says so", async () => {
  show(<Installed product="com.example.gone" />);
  expect(await screen.findByText("This product is not installed any more.")).toBeDefined();
});

test("what was put right meanwhile is told, and stays within reach when it was seen", async () => {
  const { user, backend } = showLabels({
    world: (world) => {
      world.overview.recovered = [{ operation: "7c1d", what: "Upgrade", product: "Monitoring", outcome: "rolled-back", left: [] }];
    },
  });
  expect(await screen.findByText("Upgrade of Monitoring: Everything was taken back")).toBeDefined();
  expect(backend.world.preferences.recoverySeen).toBe("");
  await user.click(screen.getByRole("button", { name: "Show what was put right" }));
  expect(witness()).toContain("recovery");
});
