import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import type { About } from "../backend/generated/About";
import { useAct } from "../common/ask";
import { Note } from "../common/Note";
import { Problem } from "../common/Problem";

export interface LockedProps {
  about: About;
  /** Whether it was open in this window before, so that a person wonders why it no longer is. */
  again: boolean;
}

/** The whole machine's site is closed to a plain user until an administrator says yes. */
export function Locked({ about, again }: LockedProps) {
  const say = useTranslations("shell.locked");
  const { mutate: unlock, data, error, isPending } = useAct("unlock");
  const queries = useQueryClient();
  // A site that was locked again in the middle may be another afterwards: it is opened on what it is then.
  useEffect(() => queries.removeQueries({ queryKey: ["overview"] }), [queries]);
  const problem = error ?? data?.failure;
  return (
    <Center mih="100dvh" p="lg" component="main">
      <Stack align="center" maw="32rem" ta="center">
        <LockKeyhole size="3rem" strokeWidth={1.5} aria-hidden />
        <Title order={1} size="h3">
          {say("title")}
        </Title>
        {again && (
          <Note tone="warn" title={say("again")}>
            <Text size="sm">{say("againText")}</Text>
          </Note>
        )}
        <Text c="dimmed">{say("text", { host: about.host })}</Text>
        <Button size="md" onClick={() => unlock({})} loading={isPending} autoFocus>
          {say("unlock")}
        </Button>
        {problem && <Problem error={problem} />}
      </Stack>
    </Center>
  );
}
