import "@mantine/core/styles.css";
import "./shell/shell.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";
import { tauriBackend } from "./backend/tauri";
import { newQueryClient } from "./common/ask";
import { painted, readAhead } from "./common/later";
import { prepared } from "./shell/opening";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const queries = newQueryClient();
void prepared(tauriBackend, queries).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App backend={tauriBackend} queries={queries} onOpened={() => void painted().then(readAhead)} />
    </StrictMode>,
  ),
);
