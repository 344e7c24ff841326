import type { QueryClient } from "@tanstack/react-query";

import type { Backend, Calls } from "../backend/backend";
import { readCatalogue } from "../i18n/catalogues";
import { speech } from "../i18n/language";

/** An answer that has just come is not asked for again by whoever shows it. */
const JUST_NOW = 2000;

/**
 * Asks at once, and all together, for what the first screen shows, and waits for that without which there is none. The
 * page is then put together once, with all of it in place; each answer that came later would cost a picture that nobody
 * needs. What is refused here is asked for again by whoever shows it, and told there.
 */
export async function prepared(backend: Backend, queries: QueryClient): Promise<void> {
  const ask = <C extends "about" | "preferences" | "overview" | "drives">(call: C) => {
    queries.setQueryDefaults([call], { staleTime: JUST_NOW });
    return queries.prefetchQuery({ queryKey: [call, {}], queryFn: () => backend.ask(call, {}) });
  };
  const known = <C extends "about" | "preferences">(call: C) => queries.getQueryData<Calls[C]["answer"]>([call, {}]);
  // A drive may take its time; the screen says so.
  void ask("drives");
  // Most people speak what their system does.
  const own = { language: navigator.language, locale: navigator.language };
  await Promise.all([ask("about"), ask("preferences"), ask("overview"), read(own, "system")]);
  await read(known("about") ?? own, known("preferences")?.language ?? "system");
}

/** Whoever speaks a language reads it as well, and tells when that fails. */
async function read(system: { language: string; locale: string }, chosen: string): Promise<void> {
  await readCatalogue(speech(chosen, system).language).catch(() => undefined);
}
