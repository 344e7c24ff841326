import { type ReactNode, useEffect } from "react";
import { IntlProvider } from "use-intl";

import { CATALOGUES, type Speech } from "./language";

/** Speaks one language below it, and says so to screen readers. */
export function Localised({ speech, children }: { speech: Speech; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = speech.language;
  }, [speech.language]);
  return (
    <IntlProvider
      locale={speech.locale}
      messages={CATALOGUES[speech.language]}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      {children}
    </IntlProvider>
  );
}
