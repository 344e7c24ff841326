// What jsdom lacks and Mantine asks for.
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

import { readCatalogue } from "./i18n/catalogues";
import { LANGUAGES } from "./i18n/language";

Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoObserver;

// A screen that a test shows by itself speaks at once.
await Promise.all(LANGUAGES.map(readCatalogue));

// A busy machine takes its time with whole screens.
configure({ asyncUtilTimeout: 5000 });

afterEach(cleanup);

// jsdom lays nothing out, so nothing covers anything.
document.elementFromPoint ??= () => null;

// Nor does it load fonts, whose arrival a text field that grows waits for.
if (!("fonts" in document)) {
  Object.defineProperty(document, "fonts", { value: { addEventListener() {}, removeEventListener() {} } });
}
