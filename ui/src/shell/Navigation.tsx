import { NavLink, ScrollArea, Tooltip } from "@mantine/core";
import { useTranslations } from "use-intl";

import { entries } from "./navigation";
import { useRoute } from "./route";

export interface NavigationProps {
  exportMode: boolean;
  /** Whether there is room for signs only; the words are then read out and shown on focus. */
  narrow: boolean;
}

/** Where one can go. */
export function Navigation({ exportMode, narrow }: NavigationProps) {
  const say = useTranslations("shell.navigation");
  const { place, go } = useRoute();
  return (
    <ScrollArea p={narrow ? 4 : "xs"} component="nav" aria-label={say("label")}>
      {entries(exportMode).map(({ screen, Icon, covers }, at) => (
        <Tooltip key={screen} label={say(screen)} position="right" disabled={!narrow} events={{ hover: true, focus: true, touch: false }}>
          <NavLink
            component="button"
            type="button"
            label={narrow ? undefined : say(screen)}
            aria-label={say(screen)}
            aria-keyshortcuts={`Alt+${at + 1}`}
            leftSection={<Icon size="1.25rem" aria-hidden />}
            active={covers.includes(place.screen)}
            aria-current={covers.includes(place.screen) ? "page" : undefined}
            onClick={() => go({ screen })}
            px={narrow ? "md" : "sm"}
            py="sm"
            style={{ borderRadius: "var(--mantine-radius-md)" }}
          />
        </Tooltip>
      ))}
    </ScrollArea>
  );
}
