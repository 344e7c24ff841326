import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { Want } from "../backend/generated/Want";

type Removal = Extract<Want, "uninstall" | "purge">;

export interface RemovalDialogProps {
  name: string;
  onChoose: (want: Removal) => void;
  onClose: () => void;
}

/** Asks whether data goes with a product; keeping it is chosen until somebody says otherwise. */
export function RemovalDialog({ name, onChoose, onClose }: RemovalDialogProps) {
  const say = useTranslations("installed.removal");
  const common = useTranslations("common");
  const [want, setWant] = useState<Removal>("uninstall");
  return (
    <Modal opened onClose={onClose} title={say("title", { name })} centered closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Radio.Group label={say("data")} value={want} onChange={(value) => setWant(value as Removal)}>
          <Stack gap="sm" mt="xs">
            <Radio value="uninstall" label={say("keep")} description={say("keepText")} />
            <Radio value="purge" label={say("purge")} description={say("purgeText")} />
          </Stack>
        </Radio.Group>
        <Text size="sm">{say("text")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {common("cancel")}
          </Button>
          <Button onClick={() => onChoose(want)}>
            {say("go")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
