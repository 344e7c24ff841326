import { VisuallyHidden } from "@mantine/core";

import { useThrottled } from "./useThrottled";

/** Told to screen readers when it changes, but not so often that nobody can follow. */
export function Announced({ text }: { text: string }) {
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {useThrottled(text, 5000)}
    </VisuallyHidden>
  );
}
