import { Button, Stack } from "@mantine/core";
import { FileDown } from "lucide-react";
import { useTranslations } from "use-intl";

import { SaveNote } from "../common/SaveNote";
import { useSaved } from "../common/useSaved";

export interface SaveDocumentProps {
  product: string;
  version: string;
  /** The document's id. */
  document: string;
}

/** Writes a whole document where a person chose, byte for byte as the vendor sealed it. */
export function SaveDocument(of: SaveDocumentProps) {
  const say = useTranslations("releases.document");
  const saved = useSaved("save_document", "document", `${of.product}-${of.version}-${of.document}.txt`);
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<FileDown size="1em" aria-hidden />}
        onClick={() => saved.save((to) => ({ of: { ...of }, to }))}
        loading={saved.busy}
      >
        {say("save")}
      </Button>
      <SaveNote saved={saved} />
    </Stack>
  );
}
