import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";

import { hinderedBy } from "./hindered";

export interface ConfirmProps {
  opened: boolean;
  title: string;
  /** What will be so afterwards and cannot be taken back. */
  consequence: string;
  /** The word on the button that does it. */
  action: string;
  /** The word on the button that leaves all as it is; "Cancel" unless told. */
  keep?: string;
  /** Why it cannot be done yet, such as a reason that nobody has said; the button then says so and does nothing. */
  hindered?: string | undefined;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Further fields, such as a reason. */
  children?: ReactNode;
}

/** Asks before something that cannot be taken back. What is focused first changes nothing. */
export function Confirm(props: ConfirmProps) {
  const say = useTranslations("common");
  const why = useId();
  const { hindered } = props;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered closeButtonProps={{ "aria-label": say("close") }}>
      <Stack>
        <Text>{props.consequence}</Text>
        {props.children}
        {hindered && (
          <Text size="sm" c="dimmed" ta="right" id={why}>
            {hindered}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {props.keep ?? say("cancel")}
          </Button>
          <Button
            color="red"
            onClick={() => !hindered && props.onConfirm()}
            loading={props.busy ?? false}
            {...(hindered ? hinderedBy(why) : {})}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
