import { type KeyboardEvent, useEffect, useState } from "react";

/** What stands in a text field while somebody types; it counts when the field is left or Enter is pressed. */
export function useDraft(value: string, commit: (text: string) => void) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const done = () => {
    if (text !== value) commit(text.trim());
  };
  return {
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onBlur: done,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter") done();
    },
  };
}
