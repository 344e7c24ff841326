import "@mantine/core/styles.css";
import "../../shell/shell.css";

import { createRoot } from "react-dom/client";

import { App } from "../../App";
import type { Place, Screen } from "../../shell/place";
import { CASES, journeyAt } from "./cases";
import { mockBackend } from "./mock";

// What is looked at stands in the address:
// ?screen=releases&case=usual&step=verify&theme=dark&lang=de&text=large&pace=0&product=…&version=…&axe=1
const asked = new URLSearchParams(location.search);
const chosen = CASES[asked.get("case") ?? "usual"] ?? {};
const backend = mockBackend({ ...chosen, pace: Number(asked.get("pace") ?? "1") });
const { preferences, about } = backend.world;
preferences.colours = asked.get("theme") ?? preferences.colours;
preferences.text = asked.get("text") ?? preferences.text;
preferences.exportMode ||= asked.get("screen") === "vendor";
if (asked.get("lang") === "de") Object.assign(about, { language: "de", locale: "de-DE" });

function placeAsked(): Place | undefined {
  const screen = asked.get("screen") as Screen | null;
  if (!screen) return asked.has("step") ? { screen: "journey" } : undefined;
  const product = asked.get("product") ?? "com.example.monitoring";
  if (screen === "release") return { screen, product, version: asked.get("version") ?? "1.1.0" };
  if (screen === "installed" && asked.has("product")) return { screen, product };
  return { screen } as Place;
}

function press(text: string) {
  const controls = [...document.querySelectorAll<HTMLElement>("button, [role=tab], [role=radio], label, a, summary")];
  const names = (element: HTMLElement) => [element.getAttribute("aria-label") ?? "", element.textContent ?? ""];
  controls.find((control) => names(control).some((name) => name.startsWith(text)))?.click();
}

const root = document.getElementById("root");
if (!root) throw new Error("mock.html has no #root");
createRoot(root).render(<App backend={backend} place={placeAsked()} journey={journeyAt(asked.get("step") ?? "")} />);

// For trying things from the browser's console: sealift.happen({ kind: "hovering" })
Object.assign(globalThis, { sealift: backend });
// ?happen={"kind":"hovering"} does it from the address.
const happening = asked.get("happen");
if (happening) setTimeout(() => backend.happen(JSON.parse(happening)), 500);
// ?click=Compare&click=Type presses one control after the other, each found by how its text or its name begins.
asked.getAll("click").forEach((text, at) => setTimeout(() => press(text), 800 + at * 500));
if (asked.has("axe")) void import("./axe").then(({ judge }) => setTimeout(judge, 1500 + asked.getAll("click").length * 500));
