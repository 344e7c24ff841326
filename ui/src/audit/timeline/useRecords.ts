import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { useBackend } from "../../backend/context";
import type { LogFilter } from "../../backend/generated/LogFilter";
import type { RecordRow } from "../../backend/generated/RecordRow";

/** Few enough to come at once, many enough that fast scrolling seldom waits. */
const PAGE = 200;

export interface Records {
  /** Those fetched so far, the newest first. */
  rows: readonly RecordRow[];
  /** How many fit in all. */
  total: number;
  /** How many there are in all; nothing until the first answer. */
  size: number | null;
  error: Error | null;
  /** Whether other records than those asked for are shown until those come. */
  stale: boolean;
  fetching: boolean;
  /** Fetches the next page, unless it is on its way or there is none. */
  more(): void;
  again(): void;
}

/** The records that fit, page by page as they are needed. */
export function useRecords(filter: LogFilter): Records {
  const backend = useBackend();
  const query = useInfiniteQuery({
    queryKey: ["records", filter],
    queryFn: ({ pageParam }) => backend.ask("records", { filter, before: pageParam, most: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.records) ?? [], [data]);
  return {
    rows,
    total: data?.pages[0]?.total ?? 0,
    size: data?.pages[0]?.size ?? null,
    error: query.error,
    stale: query.isPlaceholderData,
    fetching: query.isFetchingNextPage,
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    again: () => void query.refetch(),
  };
}
