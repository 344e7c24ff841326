import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

export interface ConfirmProps {
  opened: boolean;
  title: string;
  /** What will be so afterwards and cannot be taken back. */
  consequence: string;
  /** The word on the button that does it. */
  action: string;
  /** The word on the button that leaves all as it is; "Cancel" unless told. */
  keep?: string;
  /** Whether something must be said first, such as a reason. */
  hindered?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Further fields, such as a reason. */
  children?: ReactNode;
}

/** Asks before something that cannot be taken back. What is focused first changes nothing. */
export function Confirm(props: ConfirmProps) {
  const say = useTranslations("common");
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered closeButtonProps={{ "aria-label": say("close") }}>
      <Stack>
        <Text>{props.consequence}</Text>
        {props.children}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {props.keep ?? say("cancel")}
          </Button>
          <Button color="red" onClick={props.onConfirm} loading={props.busy ?? false} disabled={props.hindered ?? false}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
