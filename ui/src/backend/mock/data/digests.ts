/** Digests by what they stand for; made up, but of the right form. */
export function digest(seed: string): string {
  let state = 0x811c9dc5;
  let digits = "";
  for (let at = 0; digits.length < 64; at++) {
    for (const letter of `${seed}/${at}`) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    digits += state.toString(16).padStart(8, "0");
  }
  return digits;
}
