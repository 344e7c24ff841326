import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";

import { BackendProvider } from "../backend/context";
import { mockBackend, type MockBackend, type MockOptions } from "../backend/mock/mock";
import { Localised } from "../i18n/Localised";
import type { Language } from "../i18n/language";
import type { Place } from "../shell/place";
import { RouteProvider } from "../shell/route";
import { theme } from "../shell/theme";
import { JourneyProvider } from "../technician/context";
import type { Journey } from "../technician/journey";
import { BenchProvider } from "../vendor/bench/context";
import { newQueryClient } from "./ask";
import { OperationsProvider } from "./operation/context";

export interface ShowOptions extends MockOptions {
  language?: Language;
  place?: Place;
  journey?: Journey;
}

/** Shows a component over the mock backend, with all that stands above it in the window. */
export function show(component: ReactNode, options: ShowOptions = {}): { backend: MockBackend; user: ReturnType<typeof userEvent.setup> } {
  const { language = "en", place = { screen: "journey" }, journey, ...mock } = options;
  const backend = mockBackend(mock);
  render(
    <QueryClientProvider client={newQueryClient()}>
      <BackendProvider backend={backend}>
        <OperationsProvider>
          <MantineProvider theme={theme} env="test">
            <Localised speech={{ language, locale: language === "de" ? "de-DE" : "en-GB" }}>
              <RouteProvider start={place}>
                <JourneyProvider {...(journey ? { start: journey } : {})}>
                  <BenchProvider>{component}</BenchProvider>
                </JourneyProvider>
              </RouteProvider>
            </Localised>
          </MantineProvider>
        </OperationsProvider>
      </BackendProvider>
    </QueryClientProvider>,
  );
  return { backend, user: userEvent.setup() };
}
