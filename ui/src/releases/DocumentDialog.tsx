import { Modal, ScrollArea, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { DocumentView } from "../backend/generated/DocumentView";
import type { ReleaseView } from "../backend/generated/ReleaseView";
import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Note } from "../common/Note";
import { SaveDocument } from "./SaveDocument";

export interface DocumentDialogProps {
  release: Pick<ReleaseView, "product" | "version">;
  document: Pick<DocumentView, "id" | "title">;
  onClose: () => void;
}

/** A document as plain text: what a vendor sends is never taken for anything else. */
export function DocumentDialog({ release, document, onClose }: DocumentDialogProps) {
  const say = useTranslations();
  const { product, version } = release;
  const text = useAsk("document", { product, version, document: document.id });
  return (
    <Modal
      opened
      onClose={onClose}
      title={document.title}
      size="xl"
      closeButtonProps={{ "aria-label": say("common.close") }}
    >
      <Answered query={text}>
        {({ text, cut }) => (
          <Stack>
            {cut && <Note tone="info" title={say("releases.document.cut")} />}
            <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0, role: "region", "aria-label": document.title }}>
              <Text component="pre" size="sm" ff="monospace" m={0} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {text}
              </Text>
            </ScrollArea.Autosize>
            <SaveDocument product={product} version={version ?? ""} document={document.id} />
          </Stack>
        )}
      </Answered>
    </Modal>
  );
}
