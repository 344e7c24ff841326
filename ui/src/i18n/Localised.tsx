import { type ReactNode, useEffect, useState } from "react";
import { IntlProvider } from "use-intl";

import { catalogueOf, readCatalogue } from "./catalogues";
import type { Speech } from "./language";

/** Speaks one language below it, and says so to screen readers. Until its texts have been read, the last one is spoken. */
export function Localised({ speech, children }: { speech: Speech; children: ReactNode }) {
  const [last, speak] = useState<Speech | null>(null);
  const [failure, fail] = useState<Error | null>(null);
  const { language, locale } = speech;
  useEffect(() => {
    let isWanted = true;
    readCatalogue(language).then(() => isWanted && speak({ language, locale }), fail);
    return () => {
      isWanted = false;
    };
  }, [language, locale]);
  const spoken = catalogueOf(language) ? speech : last;
  useEffect(() => {
    if (spoken) document.documentElement.lang = spoken.language;
  }, [spoken?.language]);
  if (failure) throw failure;
  const messages = spoken && catalogueOf(spoken.language);
  if (!messages) return null;
  return (
    <IntlProvider locale={spoken.locale} messages={messages} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      {children}
    </IntlProvider>
  );
}
