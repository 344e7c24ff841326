import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";

import type { Preferences } from "../backend/generated/Preferences";
import { TEXT_SIZES } from "./theme";

/** Shows the window in the colours and the size of text that the person likes. */
export function useAppearance({ colours, text }: Preferences) {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    setColorScheme(colours === "light" || colours === "dark" ? colours : "auto");
  }, [colours, setColorScheme]);
  useEffect(() => {
    document.documentElement.style.fontSize = `${(TEXT_SIZES[text] ?? 1) * 100}%`;
  }, [text]);
}
