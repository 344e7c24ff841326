import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
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
  /** What was answered before the window was put together; nothing unless told. */
  queries?: QueryClient;
  /** The screen to open on; the program decides unless told. */
  place?: Place | undefined;
  /** Where the technician's journey stands; at its beginning unless told. */
  journey?: Journey | undefined;
  /** Told once it is known what the first screen is. */
  onOpened?: () => void;
}

/** The whole window over a backend. */
export function App({ backend, queries: given, place, journey, onOpened }: AppProps) {
  const [queries] = useState(() => given ?? newQueryClient());
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
            <Start place={place} journey={journey} onOpened={onOpened} />
          </MantineProvider>
        </OperationsProvider>
      </BackendProvider>
    </QueryClientProvider>
  );
}
