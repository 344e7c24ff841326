import { Button, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { DocumentView } from "../backend/generated/DocumentView";
import type { ReleaseView } from "../backend/generated/ReleaseView";
import { useFormats } from "../common/formats";
import { DocumentDialog } from "./DocumentDialog";

/** A release's documents, to read. */
export function Documents({ release }: { release: Pick<ReleaseView, "product" | "version" | "documents"> }) {
  const say = useTranslations("releases");
  const formats = useFormats();
  const [read, setRead] = useState<DocumentView | null>(null);
  if (release.documents.length === 0) return <Text c="dimmed">{say("detail.noDocuments")}</Text>;
  return (
    <>
      <Table aria-label={say("detail.documents")}>
        <Table.Tbody>
          {release.documents.map((document) => (
            <Table.Tr key={document.id}>
              <Table.Td>
                <Text fw={600}>{document.title}</Text>
                <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {say("document.sum", { sum: document.sha256 })}
                </Text>
              </Table.Td>
              <Table.Td>
                <Kind kind={document.kind} />
              </Table.Td>
              <Table.Td style={{ whiteSpace: "nowrap" }}>{formats.bytes(document.bytes)}</Table.Td>
              <Table.Td>
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => setRead(document)}
                  aria-label={`${say("document.open")}: ${document.title}`}
                >
                  {say("document.open")}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {read && <DocumentDialog release={release} document={read} onClose={() => setRead(null)} />}
    </>
  );
}

const KINDS = ["changelog", "licence", "sbom", "vex", "manual"] as const;

function Kind({ kind }: { kind: string }) {
  const say = useTranslations("releases.document.kind");
  const known = KINDS.find((known) => known === kind);
  return <>{known ? say(known) : kind}</>;
}
