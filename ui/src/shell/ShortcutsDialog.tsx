import { Kbd, Modal, Table } from "@mantine/core";
import { useTranslations } from "use-intl";

import { entries } from "./navigation";

export interface ShortcutsDialogProps {
  opened: boolean;
  exportMode: boolean;
  onClose: () => void;
}

/** Every key that does something anywhere. */
export function ShortcutsDialog({ opened, exportMode, onClose }: ShortcutsDialogProps) {
  const say = useTranslations("shell");
  const places = entries(exportMode).map(({ screen }, at): [string[], string] => [
    ["Alt", `${at + 1}`],
    say(`navigation.${screen}`),
  ]);
  const keys: [string[], string][] = [
    [["Enter"], say("keys.primary")],
    [[say("keys.ctrl"), "Enter"], say("keys.primaryAnywhere")],
    [["Esc"], say("keys.back")],
    [["Alt", "←"], say("keys.backAnywhere")],
    [["Tab"], say("keys.tab")],
    [["↑", "↓"], say("keys.arrows")],
    [["?"], say("keys.help")],
    ...places,
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={say("keys.title")} closeButtonProps={{ "aria-label": say("keys.close") }} centered>
      <Table>
        <Table.Tbody>
          {keys.map(([pressed, does]) => (
            <Table.Tr key={pressed.join()}>
              <Table.Td w="9rem">
                {pressed.map((key, at) => (
                  <span key={key}>
                    {at > 0 && (key === "↓" ? " " : " + ")}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
