import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { Backend } from "./backend/backend";
import { BackendProvider } from "./backend/context";
import { newQueryClient, noticing } from "./common/ask";
import { OperationsProvider } from "./common/operation/context";
import type { Place } from "./shell/place";
import { styleNonce } from "./shell/nonce";
import { Start } from "./shell/Start";
import { colours, theme } from "./shell/theme";
import type { Journey } from "./technician/journey";

export interface AppProps {
  backend: Backend;
  /** The screen to open on; the program decides unless told. */
  place?: Place | undefined;
  /** Where the technician's journey stands; at its beginning unless told. */
  journey?: Journey | undefined;
}

/** The whole window over a backend. */
export function App({ backend, place, journey }: AppProps) {
  const [queries] = useState(newQueryClient);
  const asked = useMemo(() => noticing(backend, queries), [backend, queries]);
  return (
    <QueryClientProvider client={queries}>
      <BackendProvider backend={asked}>
        <OperationsProvider>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={colours}
            defaultColorScheme="auto"
            getStyleNonce={() => styleNonce}
          >
            <Start place={place} journey={journey} />
          </MantineProvider>
        </OperationsProvider>
      </BackendProvider>
    </QueryClientProvider>
  );
}
