import { Accordion, Group, Select, Stack, Text } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";

import { useBench } from "../bench/context";
import { Fields } from "../form/Field";
import { entries } from "../form/model";
import { forReader } from "../form/words";
import { Entry } from "./Entry";
import { freshName } from "./questions";
import { FIRST, type Kind, KIND_NAMES, KINDS, REQUIREMENT } from "./specs";
import { useAppend } from "./useAppend";

/** What a target must be or have. */
export function Requirements() {
  const say = useTranslations("vendor.requirements");
  const locale = useLocale();
  const { opened } = useBench();
  const append = useAppend(["requirements"]);
  const requirements = entries(opened?.view.model, ["requirements"]);
  const ids = requirements.map(({ id }) => (typeof id === "string" ? id : ""));
  const options = KIND_NAMES.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say("text")}
      </Text>
      <Accordion variant="separated" order={3}>
        {requirements.map((requirement, at) => {
          const kind = KIND_NAMES.find((kind) => kind === requirement["kind"]);
          const path = ["requirements", `${at}`];
          const called = kind ? say(`kind.${kind}`) : String(requirement["kind"] ?? "");
          return (
            <Entry key={at} path={path} title={forReader(requirement["title"], locale) || called} detail={ids[at] ?? ""}>
              <Fields specs={[...(kind ? KINDS[kind] : []), ...REQUIREMENT]} at={path} />
            </Entry>
          );
        })}
      </Accordion>
      <Group>
        <Select
          label={say("add")}
          placeholder={say("choose")}
          data={options}
          value={null}
          onChange={(kind) => kind && append({ id: freshName(kind, ids), kind, ...FIRST[kind as Kind] })}
          w="20rem"
          maxDropdownHeight={320}
        />
      </Group>
    </Stack>
  );
}
