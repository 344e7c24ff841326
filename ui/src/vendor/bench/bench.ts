import type { Backend } from "../../backend/backend";
import type { Dated } from "../../backend/generated/Dated";
import type { DescriptionView } from "../../backend/generated/DescriptionView";
import type { Packed } from "../../backend/generated/Packed";
import type { PickId } from "../../backend/generated/PickId";

/** A description that is being worked on. */
export interface Opened {
  /** As it was last judged. */
  view: DescriptionView;
  /** As it stands in the editor. */
  text: string;
  /** As it stands in its file; nothing while there is no file. */
  kept: string | null;
}

/** All that a release engineer has before them. No password is ever among it. */
export interface BenchState {
  opened: Opened | null;
  /** Whether an answer about the description is on its way. */
  working: boolean;
  error: Error | null;
  /** The volumes that were sealed or signed last. */
  packed: Packed | null;
}

/** The release engineer's work. It lives above the screens, so that looking something up elsewhere loses nothing. */
export interface Bench {
  subscribe(listener: () => void): () => void;
  state(): BenchState;
  /** Begins a description for a folder. */
  create(folder: PickId): Promise<void>;
  open(file: PickId): Promise<void>;
  /** Takes what was typed; it is judged once nobody types. */
  type(text: string): void;
  /** Sets one value; null removes it. */
  edit(path: readonly string[], value: unknown): Promise<void>;
  save(): Promise<void>;
  /** Takes the volumes that were made. */
  packed(packed: Packed): void;
}

/** While somebody types, nothing is judged. */
export const TYPING_MS = 400;

export function newBench(backend: Backend): Bench {
  const listeners = new Set<() => void>();
  let state: BenchState = { opened: null, working: false, error: null, packed: null };
  let typing: ReturnType<typeof setTimeout> | undefined;
  // Edits follow one another: each begins with what the one before it made.
  let last: Promise<void> = Promise.resolve();

  const change = (part: Partial<BenchState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const fail = (error: unknown) => change({ error: error instanceof Error ? error : new Error(String(error)) });
  const during = async (work: () => Promise<void>) => {
    change({ working: true, error: null });
    await work().catch(fail);
    change({ working: false });
  };
  const begin = (ask: () => Promise<DescriptionView>) =>
    during(async () => {
      clearTimeout(typing);
      const view = await ask();
      change({ opened: { view, text: view.text, kept: view.exists ? view.text : null } });
    });
  /** Takes an answer, unless something else has been opened or typed since it was asked for. */
  const accept = (view: DescriptionView, file: PickId, asked: string): boolean => {
    const { opened } = state;
    if (!opened || opened.view.file.id !== file) return true;
    if (opened.text !== asked) return false;
    change({ opened: { ...opened, view, text: view.text } });
    return true;
  };
  const judge = () =>
    during(async () => {
      const { opened } = state;
      if (!opened) return;
      const { text } = opened;
      const file = opened.view.file.id;
      accept(await backend.ask("judge_description", { file, text }), file, text);
    });
  const set = async (path: readonly string[], value: unknown) => {
    const file = state.opened?.view.file.id;
    while (state.opened && state.opened.view.file.id === file) {
      const { text } = state.opened;
      const view = await backend.ask("edit_description", { file, text, path: [...path], value });
      if (accept(view, file, text)) return;
    }
  };

  /** Sealing has written into the file: that is what is kept now, and what is being worked on gets the same moment. */
  const takeOver = async ({ description, issued }: Dated) => {
    if (state.opened?.view.file.id !== description) return;
    const view = await backend.ask("open_description", { file: description });
    const { opened } = state;
    if (opened?.view.file.id !== description) return;
    if (isUnsaved(opened)) {
      change({ opened: { ...opened, kept: view.text } });
      await set(["issued"], issued);
    } else {
      change({ opened: { view, text: view.text, kept: view.text } });
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    create: (folder) => begin(() => backend.ask("new_description", { folder })),
    open: (file) => begin(() => backend.ask("open_description", { file })),
    type(text) {
      if (!state.opened) return;
      change({ opened: { ...state.opened, text } });
      clearTimeout(typing);
      typing = setTimeout(() => void judge(), TYPING_MS);
    },
    edit(path, value) {
      last = last.then(() => during(() => set(path, value)));
      return last;
    },
    save: () =>
      during(async () => {
        const { opened } = state;
        if (!opened) return;
        const { text } = opened;
        await backend.ask("save_description", { file: opened.view.file.id, text });
        if (state.opened?.view.file.id === opened.view.file.id) {
          const { view } = state.opened;
          change({ opened: { ...state.opened, kept: text, view: { ...view, exists: true } } });
        }
      }),
    packed(packed) {
      // The same answer is told again when a screen is shown again.
      if (packed === state.packed) return;
      change({ packed });
      const { dated } = packed;
      if (dated) last = last.then(() => during(() => takeOver(dated)));
    },
  };
}

/** Whether what stands in the editor is not what stands in the file. */
export function isUnsaved(opened: Opened | null): boolean {
  return opened !== null && opened.kept !== opened.text;
}
