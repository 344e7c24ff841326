import type { Preferences } from "../backend/generated/Preferences";
import { useAct } from "../common/ask";

/** Keeps changed preferences; they show at once, for everything asks for them again. */
export function usePreferences(liked: Preferences): {
  change(part: Partial<Preferences>): void;
  error: Error | null;
} {
  const { mutate, error } = useAct("set_preferences");
  const change = (part: Partial<Preferences>) => {
    const wanted = { ...liked, ...part };
    if (JSON.stringify(wanted) !== JSON.stringify(liked)) mutate(wanted);
  };
  return { change, error };
}
