export const PREFIX = "answer";

/** Where the input of a question is found in the page. */
export function inputId(key: string): string {
  return `${PREFIX}_${key}`;
}
