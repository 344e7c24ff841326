import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { FindingView } from "../../backend/generated/FindingView";
import { StateBadge } from "../../common/StateBadge";
import { Words } from "../../common/Words";
import { byWeight, STATUS_TONES, statusOf, type Weight, WEIGHTS } from "./findings";
import classes from "./Findings.module.css";

/** Every requirement, expected against found: what stops first, then what is worth knowing, then what is met. */
export function Findings({ findings }: { findings: readonly FindingView[] }) {
  const say = useTranslations("compatibility");
  const groups = byWeight(findings);
  return (
    <Stack>
      {WEIGHTS.filter((weight) => groups[weight].length > 0).map((weight) => (
        <section key={weight} aria-label={say(`groups.${weight}`)}>
          <Title order={3} size="h5" mb="xs">
            {say(`groups.${weight}`)} ({groups[weight].length})
          </Title>
          <Paper withBorder>
            <FindingTable findings={groups[weight]} weight={weight} />
          </Paper>
        </section>
      ))}
    </Stack>
  );
}

function FindingTable({ findings, weight }: { findings: readonly FindingView[]; weight: Weight }) {
  const say = useTranslations("compatibility");
  return (
    <Table className={classes.table} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("columns.what")}</Table.Th>
          <Table.Th>{say("columns.expected")}</Table.Th>
          <Table.Th>{say("columns.found")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {findings.map((finding) => (
          <FindingRows key={finding.id} finding={finding} weight={weight} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FindingRows({ finding, weight }: { finding: FindingView; weight: Weight }) {
  const say = useTranslations("compatibility");
  const status = statusOf(finding);
  return (
    <>
      <Table.Tr data-open={finding.remedy !== "" || undefined}>
        <Table.Td>
          <Stack gap={4} align="flex-start">
            <Text fw={weight === "met" ? 400 : 600}>{finding.title}</Text>
            <StateBadge tone={STATUS_TONES[status]}>
              {`${say(`status.${status}`)} · ${say(finding.required ? "level.required" : "level.recommended")}`}
            </StateBadge>
          </Stack>
        </Table.Td>
        <Table.Td>{finding.expected}</Table.Td>
        <Table.Td fw={weight === "met" ? 400 : 600}>{finding.found}</Table.Td>
      </Table.Tr>
      {finding.remedy && (
        <Table.Tr>
          <Table.Td colSpan={3}>
            <Text size="sm">
              <Text span fw={600}>
                {say("columns.remedy")}:{" "}
              </Text>
              <Words>{finding.remedy}</Words>
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
