import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Calm, with system fonts: a facility's machine may have no others, and nothing is ever fetched. */
export const theme = createTheme({
  primaryColor: "indigo",
  // Lettering on a coloured ground is black or white, whichever reads better.
  autoContrast: true,
  defaultRadius: "md",
  fontFamily: "system-ui, 'Segoe UI', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
});

/** Secondary lettering keeps the contrast of 4.5 to 1 that WCAG asks for; Mantine's own does not. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "var(--mantine-color-gray-7)" },
  dark: { "--mantine-color-dimmed": "var(--mantine-color-dark-1)" },
});
