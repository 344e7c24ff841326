import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => {
  // The mock page shows every screen over made-up data. It is built beside the program's page and never into it.
  const isMock = mode === "mock";
  return {
    plugins: [react()],
    // The page is served from inside the program: relative addresses, no source maps, nothing fetched.
    base: "./",
    build: {
      outDir: isMock ? "dist-mock" : "dist",
      emptyOutDir: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      // Every web view that the window stands on knows it; what stands in for it would have to be fetched.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: isMock ? "mock.html" : "index.html",
        // What the first screen needs is one file, for each has to be asked for.
        output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
      },
    },
    // A test holds the page on the log's format against the names that are shown for it.
    server: { host: "127.0.0.1", port: 5173, strictPort: true, fs: { allow: [".", "../docs"] } },
    preview: { host: "127.0.0.1", port: 5174, strictPort: true },
    // A busy machine takes its time with whole screens.
    test: { environment: "jsdom", setupFiles: ["src/testing.ts"], testTimeout: 20_000 },
  };
});
