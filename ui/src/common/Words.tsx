import { Code } from "@mantine/core";

/** A text of the catalogue, in which what is to be typed stands between backticks. */
export function Words({ children }: { children: string }) {
  // Every second part lies between two backticks.
  return children.split("`").map((part, at) => (at % 2 === 1 ? <Code key={at}>{part}</Code> : part));
}
