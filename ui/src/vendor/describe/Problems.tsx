import { Button, Group, Loader, ScrollArea, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { DescriptionProblem } from "../../backend/generated/DescriptionProblem";
import { StateBadge } from "../../common/StateBadge";
import { Words } from "../../common/Words";
import { useBench } from "../bench/context";

/** Everything that is wrong with the description, each with the way to its line. */
export function Problems({ onLine }: { onLine: (line: number) => void }) {
  const say = useTranslations("vendor.problems");
  const { opened, working } = useBench();
  const problems = opened?.view.problems ?? [];
  const isJudged = opened !== null && opened.view.text === opened.text;
  return (
    <Stack gap="xs">
      <Group gap="xs" h="2rem" role="status">
        {!isJudged || working ? (
          <>
            <Loader size="xs" aria-hidden />
            <Text size="sm">{say("judging")}</Text>
          </>
        ) : (
          <StateBadge tone={problems.length === 0 ? "good" : "bad"}>{say("count", { count: problems.length })}</StateBadge>
        )}
      </Group>
      {problems.length > 0 && (
        <ScrollArea.Autosize mah="9rem" viewportProps={{ tabIndex: 0, "aria-label": say("label") }}>
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
            {problems.map((problem, at) => (
              <Problem key={at} of={problem} onLine={onLine} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      )}
    </Stack>
  );
}

function Problem({ of: { line, message, remedy }, onLine }: { of: DescriptionProblem; onLine: (line: number) => void }) {
  const say = useTranslations("vendor.problems");
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
      {line !== null && (
        <Button variant="default" size="compact-xs" flex="none" onClick={() => onLine(line)}>
          {say("line", { line: `${line}` })}
        </Button>
      )}
      <Text size="sm">
        <Words>{[message, remedy].filter(Boolean).join(" ")}</Words>
      </Text>
    </Group>
  );
}
