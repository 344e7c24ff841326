import { Center, Loader } from "@mantine/core";
import { type ComponentType, useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** What has been named to be read later, in the order in which it was named. */
const named: (() => Promise<unknown>)[] = [];

/**
 * A part of the page that is read when it is shown for the first time, or by [readAhead]; once it has been read, it is
 * there at once. What the first screen does not show keeps it waiting no longer.
 */
export function later<P extends object>(
  read: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType = Waiting,
): ComponentType<P> {
  let part: ComponentType<P> | undefined;
  let reading: Promise<ComponentType<P>> | undefined;
  const load = () => (reading ??= read().then((read) => (part = read)));
  named.push(load);

  // React's own `lazy` would let go of a screen for a moment even where the part has long been read.
  return function Later(props: P) {
    const [Part, show] = useState(() => part);
    const [failure, fail] = useState<Error | null>(null);
    useEffect(() => {
      if (!Part) load().then((part) => show(() => part), fail);
    }, [Part]);
    if (failure) throw failure;
    return Part ? <Part {...props} /> : <Meanwhile />;
  };
}

/** For what stands above the page, such as a dialog: until it is there, there is nothing to see. */
export const NOTHING: ComponentType = () => null;

function Waiting() {
  const say = useTranslations("common");
  return (
    <Center py="xl">
      <Loader aria-label={say("waiting")} role="status" />
    </Center>
  );
}

/** A first screen that has been painted may still settle; nobody reaches another one sooner. */
const SETTLED = 300;
/** A window that nobody sees is not painted, and a web view may not tell. */
const UNSEEN = 3000;

/** Waits until the first screen has been painted, so that nothing stands in its way. */
export async function painted(): Promise<void> {
  const contents = new Promise<void>((done) => {
    new PerformanceObserver((told) => {
      if (told.getEntriesByName("first-contentful-paint").length > 0) done();
    }).observe({ type: "paint", buffered: true });
  });
  await Promise.race([contents, pause(UNSEEN)]);
  await pause(SETTLED);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Between two parts, so that whoever uses the first screen meanwhile is not kept waiting. */
const BREATH = 30;

/**
 * Reads whatever was named, one part after the other, so that nobody who goes there has to wait. The page's own times tell
 * when it began and when all was there.
 */
export async function readAhead(): Promise<void> {
  performance.mark("reading-ahead");
  for (const load of named) {
    await pause(BREATH);
    // Whoever looks at it is told.
    await load().catch(() => undefined);
  }
  performance.mark("read-ahead");
}
