import { useFormatter } from "use-intl";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
// Between a number and its unit, so that no line ends there.
const JOIN = "\u00a0";

/** The unit in which bytes are best read, and how many of it. */
export function binary(bytes: number): { amount: number; unit: string } {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  // 1023.96 KiB would be shown as 1024.0 KiB, so what rounds up to the next unit is that unit.
  const up = power < UNITS.length - 1 && power > 0 && bytes / 1024 ** power >= 1023.95 ? power + 1 : power;
  return { amount: bytes / 1024 ** up, unit: UNITS[up] ?? "B" };
}

/** Seconds as the two greatest units that are not nothing. */
export function spell(seconds: number): ["hour" | "minute" | "second", number][] {
  const whole = Math.max(0, Math.round(seconds));
  const parts: ["hour" | "minute" | "second", number][] = [
    ["hour", Math.floor(whole / 3600)],
    ["minute", Math.floor(whole / 60) % 60],
    ["second", whole % 60],
  ];
  const from = parts.findIndex(([, count]) => count > 0);
  if (from < 0) return [["second", 0]];
  return parts.slice(from, from + 2).filter(([, count]) => count > 0);
}

/** How the reader's locale writes what is measured and dated. */
export interface Formats {
  /** `12.4 MiB` */
  bytes(bytes: number): string;
  /** `12.4 MiB/s` */
  rate(bytesPerSecond: number): string;
  /** `2 min 10 sec`; what takes no second at all takes less than one. */
  duration(seconds: number): string;
  /** `45 %` */
  percent(fraction: number): string;
  /** `1,234` */
  count(number: number): string;
  /** Date and time of day, where the reader is; the text itself when it is no time. */
  moment(utc: string): string;
  /** The day alone. */
  day(utc: string): string;
}

export function useFormats(): Formats {
  const format = useFormatter();
  const bytes = (bytes: number) => {
    const { amount, unit } = binary(bytes);
    const digits = unit === "B" ? 0 : 1;
    return format.number(amount, { minimumFractionDigits: digits, maximumFractionDigits: digits }) + JOIN + unit;
  };
  const dated = (utc: string, how: Parameters<typeof format.dateTime>[1]) => {
    const at = new Date(utc);
    return Number.isNaN(at.getTime()) ? utc : format.dateTime(at, how as never);
  };
  return {
    bytes,
    rate: (perSecond) => `${bytes(perSecond)}/s`,
    duration: (seconds) =>
      (seconds < 1 ? `<${JOIN}` : "") +
      spell(Math.max(1, seconds))
        .map(([unit, count]) => format.number(count, { style: "unit", unit, unitDisplay: "short" }))
        .join(" "),
    // A bar that is not full must not read 100 %.
    percent: (fraction) =>
      format.number(Math.floor(fraction * 100) / 100, { style: "percent", maximumFractionDigits: 0 }),
    count: (number) => format.number(number),
    moment: (utc) => dated(utc, { dateStyle: "medium", timeStyle: "medium" } as never),
    day: (utc) => dated(utc, { dateStyle: "medium" } as never),
  };
}
