import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { useBackend } from "../../backend/context";
import type { Flat, Nested } from "./answers";
import { judged, type Judgement } from "./judge";

/** Long enough that typing is not judged letter by letter. */
const PAUSE = 250;

export interface Judging {
  /** The last judgement, of these answers or of those a moment ago. */
  judgement: Judgement | undefined;
  error: Error | null;
  /** Judges these very answers now. */
  now(): Promise<Judgement>;
}

/** Has the program judge answers whenever they have been left alone for a moment. */
export function useJudgement(product: string, version: string, answers: Flat): Judging {
  const backend = useBackend();
  const judge = (answers: Nested) => backend.ask("judge_answers", { product, version, answers });
  const [settled] = useDebouncedValue(answers, PAUSE);
  const { data, error } = useQuery({
    queryKey: ["judge_answers", product, version, settled],
    queryFn: () => judged(judge, settled),
    placeholderData: keepPreviousData,
    // Answers may hold secrets, which are kept no longer than they are shown.
    gcTime: 0,
  });
  return { judgement: data, error, now: () => judged(judge, answers) };
}
