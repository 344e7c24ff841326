import "@mantine/core/styles.css";

import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { BackendProvider } from "./backend/context";
import { tauriBackend } from "./backend/tauri";
import { Shell } from "./shell/Shell";
import { colours, theme } from "./shell/theme";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={colours} defaultColorScheme="auto">
      <QueryClientProvider client={new QueryClient()}>
        <BackendProvider backend={tauriBackend}>
          <Shell />
        </BackendProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
