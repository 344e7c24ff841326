import {
  keepPreviousData,
  QueryClient,
  useMutation,
  type UseMutationResult,
  usePrefetchQuery,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";

import { type Backend, BackendError, type Calls } from "../backend/backend";
import { useBackend } from "../backend/context";

/** Keeps what was answered. The machine is offline by design, and that must not hold back a question. */
export function newQueryClient(): QueryClient {
  const always = { networkMode: "always", retry: false } as const;
  return new QueryClient({ defaultOptions: { queries: { ...always, refetchOnWindowFocus: false }, mutations: always } });
}

/**
 * The same backend. Once it refuses because an administrator's rights are gone, what the program is about is asked anew,
 * so that the window shows the way to unlock the machine again, whoever asked and however.
 */
export function noticing(backend: Backend, queries: QueryClient): Backend {
  return {
    watch: (tell) => backend.watch(tell),
    async ask(call, request, watching) {
      try {
        return await backend.ask(call, request, watching);
      } catch (error) {
        const isElevation = error instanceof BackendError && error.explained.code.startsWith("elevation-");
        if (isElevation && call !== "about") void queries.invalidateQueries({ queryKey: ["about"] });
        throw error;
      }
    },
  };
}

export interface AskOptions {
  /** Whether it is asked at all yet; yes unless told otherwise. */
  enabled?: boolean;
  /** Asked again every so many milliseconds. */
  every?: number;
  /** Whether the last answer to another request is shown until this one's comes. */
  keepPrevious?: boolean;
  /** How many milliseconds an answer that nobody looks at is kept, with its request; some minutes unless told. */
  keptFor?: number;
}

/** Asks and keeps the answer, asked again when something has changed. */
export function useAsk<C extends keyof Calls>(
  call: C,
  request: Calls[C]["request"],
  { enabled = true, every, keepPrevious = false, keptFor }: AskOptions = {},
): UseQueryResult<Calls[C]["answer"]> {
  const backend = useBackend();
  return useQuery({
    queryKey: [call, request],
    queryFn: () => backend.ask(call, request),
    enabled,
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(keptFor === undefined ? {} : { gcTime: keptFor }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Asks for what will be wanted in a moment. */
export function useAskAhead<C extends keyof Calls>(call: C, request: Calls[C]["request"]): void {
  const backend = useBackend();
  usePrefetchQuery({ queryKey: [call, request], queryFn: () => backend.ask(call, request) });
}

/** Does something once, when told to; afterwards everything shown is asked for again. */
export function useAct<C extends keyof Calls>(
  call: C,
): UseMutationResult<Calls[C]["answer"], Error, Calls[C]["request"]> {
  const backend = useBackend();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: Calls[C]["request"]) => backend.ask(call, request),
    // Whoever asked for it need not wait until everything has been asked for again.
    onSuccess: () => void queries.invalidateQueries(),
  });
}

/** Asks once, when told to, without anything changing by it: a dialog, a look at a file. */
export function useAskOnce<C extends keyof Calls>(
  call: C,
): UseMutationResult<Calls[C]["answer"], Error, Calls[C]["request"]> {
  const backend = useBackend();
  return useMutation({ mutationFn: (request: Calls[C]["request"]) => backend.ask(call, request) });
}
