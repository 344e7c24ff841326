import { Center, Loader } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Problem } from "./Problem";

/** Shows an answer once it is here; until then that it is waited for, or why it will not come. */
export function Answered<T>({ query, children }: { query: UseQueryResult<T>; children: (answer: T) => ReactNode }) {
  const say = useTranslations("common");
  // An answer that is here stays while it is asked for again.
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Problem error={query.error} again={() => void query.refetch()} />;
  return (
    <Center py="xl">
      <Loader aria-label={say("waiting")} role="status" />
    </Center>
  );
}
