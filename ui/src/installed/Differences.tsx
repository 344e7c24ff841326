import { Button, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "use-intl";

import type { DifferenceView } from "../backend/generated/DifferenceView";
import { DRIFTS } from "./tones";

/** More than these are shown only when asked for. */
const FEW = 10;

/** Files that are not as they were placed, and how they differ. */
export function Differences({ differences }: { differences: readonly DifferenceView[] }) {
  const say = useTranslations("installed.files");
  const [all, { toggle }] = useDisclosure(false);
  if (differences.length === 0) return null;
  const shown = all ? differences : differences.slice(0, FEW);
  return (
    <>
      <Table aria-label={say("title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say("path")}</Table.Th>
            <Table.Th scope="col">{say("drift")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ path, drift }) => {
            const word = DRIFTS.find((known) => known === drift);
            return (
              <Table.Tr key={path}>
                <Table.Td ff="monospace" fz="sm" style={{ overflowWrap: "anywhere" }}>
                  {path}
                </Table.Td>
                <Table.Td>{word ? say(`word.${word}`) : drift}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {differences.length > FEW && (
        <Button variant="subtle" onClick={toggle} aria-expanded={all}>
          {all ? say("less") : say("more", { count: `${differences.length}` })}
        </Button>
      )}
    </>
  );
}
