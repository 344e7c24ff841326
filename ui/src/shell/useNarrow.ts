import { useMediaQuery } from "@mantine/hooks";

import { useAsk } from "../common/ask";
import { TEXT_SIZES } from "./theme";

/** Whether the window is too narrow, at this size of text, for words beside the signs of the navigation. */
export function useNarrow(): boolean {
  const { data } = useAsk("preferences", {});
  // Media queries measure in the browser's em, which the chosen size of text does not change.
  const size = TEXT_SIZES[data?.text ?? "normal"] ?? 1;
  return useMediaQuery(`(max-width: ${60 * size}em)`) ?? false;
}
