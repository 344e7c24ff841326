import type { PickId } from "../../backend/generated/PickId";
import { useAskOnce } from "../../common/ask";

/** Lets a person choose package files or a folder of them in a dialog. */
export function useChoose(chosen: (volumes: PickId[]) => void): {
  choose(dialog: "pick_files" | "pick_folder"): void;
  error: Error | null;
  /** Whether a dialog is open; another would lie upon it. */
  pending: boolean;
} {
  const files = useAskOnce("pick_files");
  const folder = useAskOnce("pick_folder");
  const pending = files.isPending || folder.isPending;
  return {
    choose(dialog) {
      if (pending) return;
      const ask = dialog === "pick_files" ? files : folder;
      ask.mutate(
        { purpose: "package" },
        // A dialog that was closed changes nothing.
        { onSuccess: ({ picks }) => picks.length > 0 && chosen(picks.map((pick) => pick.id)) },
      );
    },
    error: files.error ?? folder.error,
    pending,
  };
}
