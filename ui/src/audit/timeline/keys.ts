/** Where a key leads in a list; nothing for a key that leads nowhere. */
export function moved(key: string, at: number, count: number, page: number): number | undefined {
  const within = (to: number) => Math.min(Math.max(to, 0), Math.max(count - 1, 0));
  switch (key) {
    case "ArrowDown":
      return within(at + 1);
    case "ArrowUp":
      return within(at - 1);
    case "PageDown":
      return within(at + page);
    case "PageUp":
      return within(at - page);
    case "Home":
      return 0;
    case "End":
      return within(count - 1);
    default:
      return undefined;
  }
}
