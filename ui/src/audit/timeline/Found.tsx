import { Group, Loader, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormats } from "../../common/formats";
import type { Records } from "./useRecords";

export interface FoundProps {
  records: Records;
  /** Whether the answer to what is asked for now has not come yet. */
  searching: boolean;
  filtered: boolean;
}

/** How many records fit. */
export function Found({ records: { total, size, fetching }, searching, filtered }: FoundProps) {
  const say = useTranslations("audit.list");
  const { count } = useFormats();
  if (size === null) return null;
  const words = filtered ? say("found", { found: count(total), size: count(size) }) : say("all", { size: count(size) });
  return (
    <Group gap="xs" h="1.4rem">
      <Text size="sm" role="status" fw={600}>
        {searching ? say("searching") : words}
      </Text>
      {fetching && (
        <Text size="sm" c="dimmed">
          {say("loading")}
        </Text>
      )}
      {(searching || fetching) && <Loader size="xs" aria-hidden />}
      <Text size="sm" c="dimmed" ml="auto" visibleFrom="sm">
        {say("keys")}
      </Text>
    </Group>
  );
}
