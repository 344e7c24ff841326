import { CircleAlert } from "lucide-react";
import { type Ref, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { useBench } from "../bench/context";
import classes from "./RawText.module.css";

/** A place that is to be shown; a new object shows it again. */
export interface Shown {
  line: number;
}

/** The description as it stands in its file, with the numbers of its lines and a mark where something is wrong. */
export function RawText({ shown }: { shown: Shown | null }) {
  const say = useTranslations("vendor.text");
  const { opened, bench } = useBench();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown && area.current) goTo(area.current, shown.line);
  }, [shown]);
  if (!opened) return null;
  const wrong = new Map(opened.view.problems.map(({ line, message }) => [line, message]));
  return (
    <div className={classes.frame}>
      <Gutter ref={gutter} lines={opened.text.split("\n").length} wrong={wrong} />
      <textarea
        ref={area}
        className={classes.text}
        aria-label={say("label", { file: opened.view.file.name })}
        aria-invalid={wrong.size > 0}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={opened.text}
        onChange={(event) => bench.type(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}

interface GutterProps {
  ref: Ref<HTMLDivElement>;
  lines: number;
  wrong: ReadonlyMap<number | null, string>;
}

/** Read out nowhere: what is wrong is told in a list of its own. */
function Gutter({ ref, lines, wrong }: GutterProps) {
  return (
    <div ref={ref} className={classes.gutter} aria-hidden>
      {Array.from({ length: lines }, (_, at) => {
        const message = wrong.get(at + 1);
        return (
          <div key={at} className={classes.line} data-wrong={message === undefined ? undefined : true} title={message}>
            {message !== undefined && <CircleAlert size="1em" />}
            {at + 1}
          </div>
        );
      })}
    </div>
  );
}

/** Puts the cursor on a line, selects it and brings it into sight. */
function goTo(area: HTMLTextAreaElement, line: number) {
  const lines = area.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(before, before + (lines[line - 1]?.length ?? 0));
  const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 24;
  area.scrollTop = Math.max(0, (line - 1) * height - area.clientHeight / 2);
}
