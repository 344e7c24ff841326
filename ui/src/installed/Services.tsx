import { Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { ServiceView } from "../backend/generated/ServiceView";
import { StateBadge } from "../common/StateBadge";
import { known, SERVICE } from "./tones";

/** The services of a product and how each is. */
export function Services({ services }: { services: readonly ServiceView[] }) {
  const say = useTranslations("installed.services");
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      {services.length === 0 ? (
        <Text c="dimmed">{say("none")}</Text>
      ) : (
        <Table aria-label={say("title")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say("name")}</Table.Th>
              <Table.Th scope="col">{say("state")}</Table.Th>
              <Table.Th scope="col">{say("detail")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {services.map((service) => (
              <ServiceRow key={service.name} service={service} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function ServiceRow({ service }: { service: ServiceView }) {
  const say = useTranslations("installed.services.word");
  const state = known(SERVICE, service.state);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>{service.name}</Table.Td>
      <Table.Td>
        <StateBadge tone={SERVICE[state]}>{say(state)}</StateBadge>
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>{service.detail}</Table.Td>
    </Table.Tr>
  );
}
