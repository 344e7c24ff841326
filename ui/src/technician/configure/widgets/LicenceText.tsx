import { Button, Group, Modal, ScrollArea, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Answered } from "../../../common/Answered";
import { useAsk } from "../../../common/ask";
import { SaveDocument } from "../../../releases/SaveDocument";
import { useSubject } from "../form/context";

export interface LicenceTextProps {
  document: string;
  opened: boolean;
  close: () => void;
  accept: () => void;
}

/** The terms themselves, as the vendor sealed them. */
export function LicenceText({ document, opened, close, accept }: LicenceTextProps) {
  const say = useTranslations();
  const { product, version } = useSubject();
  const text = useAsk("document", { product, version, document }, { enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={text.data?.title ?? say("configure.licence.read")}
      size="xl"
      closeButtonProps={{ "aria-label": say("common.close") }}
    >
      <Stack>
        <Answered query={text}>
          {(document) => (
            <>
              <ScrollArea.Autosize mah="55vh" viewportProps={{ tabIndex: 0, role: "document", "aria-label": document.title }}>
                <Text component="pre" size="sm" ff="monospace" m={0} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                  {document.text}
                </Text>
              </ScrollArea.Autosize>
              {document.cut && <Text size="sm">{say("configure.licence.cut")}</Text>}
              <SaveDocument product={product} version={version} document={document.id} />
            </>
          )}
        </Answered>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {say("common.close")}
          </Button>
          <Button onClick={accept} disabled={!text.data}>
            {say("configure.licence.acceptAndClose")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
