import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Calm, with system fonts: a facility's machine may have no others, and nothing is ever fetched. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 8 },
  // Lettering on a coloured ground is black or white, whichever reads better.
  autoContrast: true,
  defaultRadius: "md",
  respectReducedMotion: true,
  fontFamily: "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  components: {
    // By its name alone: the first screen has no dialog, and does not wait until one has been read.
    Modal: { defaultProps: { transitionProps: { duration: 120 } } },
  },
});

const COLOURS = ["indigo", "teal", "yellow", "red", "gray"] as const;

/** Lettering in a colour, and on a tint of it, at 4.5 to 1 or better, which Mantine's own shades miss. */
function lettering(shade: (colour: string) => string): Record<string, string> {
  return Object.fromEntries(
    COLOURS.flatMap((colour) => [
      [`--mantine-color-${colour}-light-color`, shade(colour)],
      [`--mantine-color-${colour}-text`, shade(colour)],
      [`--mantine-color-${colour}-outline`, shade(colour)],
    ]),
  );
}

/** Where even Mantine's darkest shade is too light for lettering on the tint of what the mouse is over. */
const RED = "#ab2121";
const DARKER: Record<string, string> = { indigo: "#3048b8", yellow: "#7a4a00", teal: "#05674a", red: RED };

/** Contrast as WCAG AA asks for it, in both themes. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...lettering((colour) => DARKER[colour] ?? `var(--mantine-color-${colour}-9)`),
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-8)",
    // White on the red of a button that destroys something.
    "--mantine-color-red-filled": "var(--mantine-color-red-9)",
    "--mantine-color-red-filled-hover": RED,
    "--sealift-focus": "var(--mantine-color-indigo-7)",
    "--sealift-ground": "var(--mantine-color-gray-0)",
  },
  dark: {
    ...lettering((colour) => `var(--mantine-color-${colour}-2)`),
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-1)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-3)",
    "--sealift-focus": "var(--mantine-color-indigo-3)",
    "--sealift-ground": "var(--mantine-color-dark-8)",
  },
});

/** The three sizes of text, as the size of a rem; everything is measured in it. */
export const TEXT_SIZES: Record<string, number> = { normal: 1, large: 1.15, larger: 1.3 };
