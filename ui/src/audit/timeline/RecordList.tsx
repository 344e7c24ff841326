import { Box } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { moved } from "./keys";
import classes from "./RecordList.module.css";
import { ComingLine, RecordLine } from "./RecordLine";
import { useWorded } from "./useWorded";

export interface RecordListProps {
  /** The record at a place, from 0; nothing while it is on its way. */
  at: (place: number) => RecordRow | undefined;
  /** How many there are. */
  total: number;
  /** The height of all of it; what is left beside the head is for the lines. */
  height: string;
  /** Whether other records are on their way. */
  fading?: boolean;
  /** Told which places are in sight. */
  onSight?: (from: number, to: number) => void;
  /** Told when a record is opened, with its place; nothing opens without it. */
  onOpen?: (row: RecordRow, place: number) => void;
}

/** Lines out of sight that are drawn all the same, so that scrolling shows no gaps. */
const OVERSCAN = 12;

/** A list of any length, of which only what is in sight is drawn. */
export function RecordList({ at, total, height, fading = false, onSight, onOpen }: RecordListProps) {
  const say = useTranslations("audit");
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState(0);
  const worded = useWorded();
  const lineHeight = useLineHeight();
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: OVERSCAN,
  });
  const drawn = lines.getVirtualItems();
  const from = drawn[0]?.index ?? 0;
  const to = drawn[drawn.length - 1]?.index ?? 0;
  useEffect(() => lines.measure(), [lineHeight, lines]);
  useEffect(() => onSight?.(from, to), [from, to, onSight]);
  // What a key chose is opened with the next one, also before it has come into sight.
  useEffect(() => onSight?.(chosen, chosen), [chosen, onSight]);

  // The lines are drawn anew only when they change, not whenever somebody hears of it in another way.
  const opening = useRef(onOpen);
  opening.current = onOpen;
  const pick = useCallback((place: number, row: RecordRow) => {
    choose(place);
    opening.current?.(row, place);
  }, []);
  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const to = moved(event.key, chosen, total, page);
    if (to !== undefined) {
      choose(to);
      lines.scrollToIndex(to);
    } else if (event.key === "Enter") {
      const row = at(chosen);
      if (row) pick(chosen, row);
    } else return;
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
            const row = at(index);
            const place = { id: `${id}-${index}`, at: index, total, top: start, height: size, chosen: index === chosen };
            return row ? (
              <RecordLine key={row.sequence} row={row} worded={worded} onChoose={pick} {...place} />
            ) : (
              <ComingLine key={`coming-${index}`} {...place} />
            );
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
