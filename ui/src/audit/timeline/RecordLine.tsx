import { memo } from "react";

import type { RecordRow } from "../../backend/generated/RecordRow";
import { useFormats } from "../../common/formats";
import { StateBadge } from "../../common/StateBadge";
import { useOutcome } from "../outcomes";
import classes from "./RecordList.module.css";

export interface RowProps {
  id: string;
  row: RecordRow;
  /** Its place in the list, from 0, and how many there are. */
  at: number;
  total: number;
  chosen: boolean;
  /** Where it stands, in pixels, and how high it is. */
  top: number;
  height: number;
  onChoose: (at: number) => void;
}

/** A record on one line. */
export const RecordLine = memo(function RecordLine({ id, row, at, total, chosen, top, height, onChoose }: RowProps) {
  const formats = useFormats();
  const outcome = useOutcome()(row.outcome);
  const number = formats.count(row.sequence);
  const time = formats.moment(row.time);
  const product = [row.product, row.version].filter(Boolean).join(" ");
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-posinset={at + 1}
      aria-setsize={total}
      className={classes.row}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => onChoose(at)}
    >
      <span className={classes.number}>{number}</span>
      <time className={classes.time} dateTime={row.time} title={row.time}>
        {time}
      </time>
      <span title={row.step ?? undefined}>{row.step ? `${row.title}: ${row.step}` : row.title}</span>
      <span className={classes.product} title={product}>
        {product}
      </span>
      <span>{row.actor}</span>
      <span>
        <StateBadge tone={outcome.tone}>{outcome.text}</StateBadge>
      </span>
    </div>
  );
});
