import { memo } from "react";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { TONES } from "../../common/StateBadge";
import classes from "./RecordList.module.css";
import type { Worded } from "./useWorded";

export interface RecordLineProps {
  id: string;
  row: RecordRow;
  /** Puts a record into words; the same function as long as the language is the same. */
  worded: Worded;
  /** Its place in the list, from 0, and how many there are. */
  at: number;
  total: number;
  chosen: boolean;
  /** Where it stands, in pixels, and how high it is. */
  top: number;
  height: number;
  onChoose: (at: number, row: RecordRow) => void;
}

type Placed = Omit<RecordLineProps, "row" | "worded" | "onChoose">;

/** What makes an element a line of the list at its place. */
const line = ({ id, at, total, chosen, top, height }: Placed) => ({
  id,
  role: "option",
  "aria-selected": chosen,
  "aria-posinset": at + 1,
  "aria-setsize": total,
  className: classes.row,
  style: { height, transform: `translateY(${top}px)` },
});

/** A place whose record is on its way. */
export function ComingLine(placed: Placed) {
  return (
    <div {...line(placed)} aria-busy>
      <span>…</span>
    </div>
  );
}

/** A record on one line. Dozens come into sight with each frame of fast scrolling, so that it is made of little. */
export const RecordLine = memo(function RecordLine({ row, worded, onChoose, ...placed }: RecordLineProps) {
  const { number, time, title, product, outcome } = worded(row);
  const { color, Icon } = TONES[outcome.tone];
  return (
    <div {...line(placed)} onClick={() => onChoose(placed.at, row)}>
      <span className={classes.number}>{number}</span>
      <time className={classes.time} dateTime={row.time} title={row.time}>
        {time}
      </time>
      <span title={title}>{title}</span>
      <span className={classes.product} title={product}>
        {product}
      </span>
      <span>{row.actor}</span>
      <span className={classes.outcome} style={{ color: `var(--mantine-color-${color}-text)` }}>
        <Icon size="1.1em" aria-hidden />
        <span>{outcome.text}</span>
      </span>
    </div>
  );
});
