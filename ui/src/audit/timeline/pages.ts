/** Few enough records to come at once, many enough that fast scrolling seldom waits. */
export const PAGE = 200;
/** What lies this near to what is in sight is fetched as well. */
const NEAR = 40;
/** As many pages are kept at hand: those in sight, and a few around them. */
const KEPT = 6;

/** The pages of places in sight, before those that were at hand; the first one is always there. The same list if none is new. */
export function pagesAround(from: number, to: number, before: readonly number[]): readonly number[] {
  const pages: number[] = [];
  for (let page = Math.floor(Math.max(0, from - NEAR) / PAGE); page <= Math.floor((to + NEAR) / PAGE); page++) {
    if (page > 0) pages.push(page);
  }
  if (pages.every((page) => before.includes(page))) return before;
  return [...pages, ...before.filter((page) => !pages.includes(page))].slice(0, Math.max(KEPT, pages.length));
}
