import { useFormats } from "./formats";

/** A size. */
export function Bytes({ value }: { value: number }) {
  return <>{useFormats().bytes(value)}</>;
}

/** A moment, as the reader's clock shows it; UTC on hovering. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {useFormats().moment(at)}
    </time>
  );
}

/** A span of time. */
export function Duration({ seconds }: { seconds: number }) {
  return <>{useFormats().duration(seconds)}</>;
}
