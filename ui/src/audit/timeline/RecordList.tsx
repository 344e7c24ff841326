import { Box } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { moved } from "./keys";
import classes from "./RecordList.module.css";
import { RecordLine } from "./RecordLine";
import { useWorded } from "./useWorded";

export interface RecordListProps {
  rows: readonly RecordRow[];
  /** How many there are beyond those that are here. */
  total: number;
  /** The height of all of it; what is left beside the head is for the lines. */
  height: string;
  /** Whether other records are on their way. */
  fading?: boolean;
  /** Told when the end of what is here comes into sight. */
  onEnd?: () => void;
  /** Told when a record is opened; nothing opens without it. */
  onOpen?: (row: RecordRow) => void;
}

/** Lines out of sight that are drawn all the same, so that scrolling shows no gaps. */
const OVERSCAN = 12;
/** The end is near enough to fetch what comes after it. */
const NEAR = 40;

/** A list of any length, of which only what is in sight is drawn. */
export function RecordList({ rows, total, height, fading = false, onEnd, onOpen }: RecordListProps) {
  const say = useTranslations("audit");
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState(0);
  const worded = useWorded();
  const lineHeight = useLineHeight();
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: OVERSCAN,
  });
  const drawn = lines.getVirtualItems();
  const last = Math.max(drawn[drawn.length - 1]?.index ?? 0, chosen);
  useEffect(() => lines.measure(), [lineHeight, lines]);
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - NEAR) onEnd?.();
  }, [last, rows.length, onEnd]);

  const pick = useCallback(
    (at: number) => {
      choose(at);
      const row = rows[at];
      if (row) onOpen?.(row);
    },
    [rows, onOpen],
  );
  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const to = moved(event.key, chosen, rows.length, page);
    if (to !== undefined) {
      choose(to);
      lines.scrollToIndex(to);
    } else if (event.key === "Enter") pick(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Box className={classes.frame} h={height}>
      <Head />
      <div
        ref={scroller}
        className={fading ? `${classes.scroller} ${classes.fading}` : classes.scroller}
        role="listbox"
        tabIndex={0}
        aria-label={say("list.label")}
        aria-activedescendant={drawn.some(({ index }) => index === chosen) ? `${id}-${chosen}` : undefined}
        onKeyDown={pressed}
      >
        <div role="presentation" style={{ height: lines.getTotalSize(), position: "relative" }}>
          {drawn.map(({ index, start, size }) => {
            const row = rows[index];
            const at = { id: `${id}-${index}`, at: index, total, top: start, height: size, chosen: index === chosen };
            return row && <RecordLine key={row.sequence} row={row} worded={worded} onChoose={pick} {...at} />;
          })}
        </div>
      </div>
    </Box>
  );
}

function Head() {
  const say = useTranslations("audit.column");
  return (
    <div className={classes.head} aria-hidden>
      {(["number", "time", "title", "product", "actor", "outcome"] as const).map((column) => (
        <span key={column} className={column === "product" ? classes.product : undefined}>
          {say(column)}
        </span>
      ))}
    </div>
  );
}

/** A line's height in pixels at the present size of text. */
function useLineHeight(): number {
  const size = typeof document === "undefined" ? 16 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round((Number.isFinite(size) ? size : 16) * 2.4);
}
