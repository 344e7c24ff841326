import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

export interface RollbackDialogProps {
  /** Versions that can be gone back to, the nearest first. */
  versions: readonly string[];
  onChoose: (version: string) => void;
  onClose: () => void;
}

/** Asks to which version to go back. The nearest one is chosen until another is. */
export function RollbackDialog({ versions, onChoose, onClose }: RollbackDialogProps) {
  const say = useTranslations("installed.rollback");
  const common = useTranslations("common");
  const [version, setVersion] = useState(versions[0] ?? "");
  return (
    <Modal opened onClose={onClose} title={say("title")} centered closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text>{say("text")}</Text>
        <Radio.Group label={say("version")} value={version} onChange={setVersion}>
          <Stack gap="xs" mt="xs">
            {versions.map((one, at) => (
              <Radio key={one} value={one} label={one} {...(at === 0 ? { "data-autofocus": true } : {})} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button onClick={() => onChoose(version)}>{say("go")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
