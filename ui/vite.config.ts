import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The page is served from inside the program: relative addresses, no source maps, nothing fetched.
  base: "./",
  build: { outDir: "dist", emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  test: { environment: "jsdom", setupFiles: ["src/testing.ts"] },
});
