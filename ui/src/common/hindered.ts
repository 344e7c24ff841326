/**
 * A button that does nothing now and says why in the text with this id: still reachable by keyboard, so that the reason
 * is read out.
 */
export function hinderedBy(id: string) {
  return { "data-disabled": true, "aria-disabled": true, "aria-describedby": id } as const;
}
