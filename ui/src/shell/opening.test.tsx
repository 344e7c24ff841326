import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { App } from "../App";
import { explained, refuse } from "../backend/mock/answering";
import { answers } from "../backend/mock/answers";
import { mockBackend } from "../backend/mock/mock";
import { newQueryClient } from "../common/ask";
import { prepared } from "./opening";

const calls = (made: readonly { call: string }[]) => made.map(({ call }) => call);

test("what the first screen shows is asked for together and once, and the screen is there with the first picture", async () => {
  const backend = mockBackend();
  const queries = newQueryClient();
  const ready = prepared(backend, queries);
  expect(calls(backend.made).sort()).toEqual(["about", "drives", "overview", "preferences"]);
  await ready;
  render(<App backend={backend} queries={queries} />);
  expect(screen.getByRole("heading", { name: "Where is the software?" })).toBeDefined();
  const again = calls(backend.made).filter((call) => ["about", "overview", "preferences"].includes(call));
  expect(again).toHaveLength(3);
});

test("another language than the system's is spoken from the first picture on", async () => {
  const backend = mockBackend({ world: (world) => (world.preferences.language = "de") });
  const queries = newQueryClient();
  await prepared(backend, queries);
  render(<App backend={backend} queries={queries} />);
  expect(screen.getByRole("heading", { name: "Wo ist die Software?" })).toBeDefined();
});

test("a locked site is opened on what it is when it has been unlocked, not on what was refused before", async () => {
  const locked = explained("elevation-needed", "It is locked.", "Unlock it.");
  const backend = mockBackend({
    world: (world) => (world.about.locked = true),
    over: { overview: (request, scene) => (scene.world.about.locked ? refuse(locked) : answers.overview(request, scene)) },
  });
  const queries = newQueryClient();
  await prepared(backend, queries);
  render(<App backend={backend} queries={queries} />);
  screen.getByRole("button", { name: "Ask for an administrator" }).click();
  expect(await screen.findByRole("heading", { name: "Where is the software?" })).toBeDefined();
});

test("a program that refuses all of it is told, as it always was", async () => {
  const broken = () => refuse(explained("internal", "Something is broken.", "Tell somebody."));
  const backend = mockBackend({ over: { about: broken, preferences: broken, overview: broken } });
  const queries = newQueryClient();
  await prepared(backend, queries);
  render(<App backend={backend} queries={queries} />);
  expect(await screen.findByText("Something is broken.")).toBeDefined();
});
