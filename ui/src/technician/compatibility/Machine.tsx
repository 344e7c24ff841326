import { Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { CheckView } from "../../backend/generated/CheckView";
import { Moment } from "../../common/Measured";
import { useJourney } from "../context";

/** Which machine was judged, and when it was looked at. */
export function Machine({ check }: { check: CheckView }) {
  const say = useTranslations("compatibility");
  const { journey } = useJourney();
  const host = check.host ?? say("unnamed");
  return (
    <Group gap="lg">
      <Text size="sm">
        <Text span inherit c="dimmed">
          {say("machine")}:{" "}
        </Text>
        {check.here ? say("here", { host }) : say("elsewhere", { host, file: journey.facts?.name ?? "" })}
      </Text>
      <Text size="sm">
        <Text span inherit c="dimmed">
          {say("collected")}:{" "}
        </Text>
        <Moment at={check.collected} />
      </Text>
    </Group>
  );
}
