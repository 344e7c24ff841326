import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { useBackend } from "../../backend/context";
import type { LogFilter } from "../../backend/generated/LogFilter";
import type { RecordRow } from "../../backend/generated/RecordRow";
import { useThrottled } from "../../common/useThrottled";
import { PAGE, pagesAround } from "./pages";

/** Whoever drags through the whole log passes pages that nobody reads. */
const DRAGGING_MS = 80;

export interface Records {
  /** Another word for each list of other records, so that one is begun at its newest. */
  list: string;
  /** The record at a place of the list, from 0, the newest first; nothing until its page has come. */
  at(place: number): RecordRow | undefined;
  /** How many fit in all. */
  total: number;
  /** How many there are in all; nothing until the first answer. */
  size: number | null;
  error: Error | null;
  /** Whether other records than those asked for are shown until those come. */
  stale: boolean;
  fetching: boolean;
  /** Says which places are in sight, so that their pages are fetched. */
  see(from: number, to: number): void;
  again(): void;
}

/** The records that fit. Each page is fetched when it comes into sight, wherever in the log it lies. */
export function useRecords(filter: LogFilter): Records {
  const backend = useBackend();
  const first = useQuery({
    queryKey: ["records", filter],
    // With what they were asked for: until others come, further pages are of these.
    queryFn: async () => ({ filter, page: await backend.ask("records", { filter, before: null, skip: 0, most: PAGE }) }),
    placeholderData: keepPreviousData,
  });
  const { filter: of, page } = first.data ?? {};
  const [seen, setSeen] = useState<readonly number[]>([]);
  const wanted = useThrottled(seen, DRAGGING_MS);
  const size = page?.size ?? null;
  const further = useQueries({
    queries: wanted.map((number) => ({
      queryKey: ["records", of, size, number],
      // Records that are written meanwhile come before all of these and move none of them.
      queryFn: () => backend.ask("records", { filter: of ?? filter, before: size, skip: number * PAGE, most: PAGE }),
      // Whoever looks through all of a long log need not hold all of it.
      gcTime: 60_000,
      enabled: of !== undefined && number * PAGE < (page?.total ?? 0),
    })),
  });
  const see = useCallback((from: number, to: number) => setSeen((seen) => pagesAround(from, to, seen)), []);
  const rows = new Map(wanted.map((number, at) => [number, further[at]?.data?.records]));
  const failed = further.find(({ error }) => error !== null);
  return {
    list: JSON.stringify(of ?? filter),
    at: (place) => (place < PAGE ? page?.records : rows.get(Math.floor(place / PAGE)))?.[place % PAGE],
    total: page?.total ?? 0,
    size,
    error: first.error ?? failed?.error ?? null,
    stale: first.isPlaceholderData,
    fetching: further.some(({ isFetching }) => isFetching),
    see,
    again: () => {
      void first.refetch();
      void failed?.refetch();
    },
  };
}
