import { useFormatter } from "use-intl";

/** Numbers as the reader's language lists them: `2, 3 and 5`. */
export function useNumbers(): (numbers: readonly number[]) => string {
  const format = useFormatter();
  return (numbers) => format.list(numbers.map(String), { type: "conjunction" });
}
