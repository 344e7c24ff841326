import { Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useAskOnce } from "../../common/ask";
import { Problem } from "../../common/Problem";
import { useBench } from "../bench/context";
import { Inspection } from "./Inspection";

/** A sealed volume, looked at as a technician will see it. */
export function Inspect() {
  const say = useTranslations("vendor.inspect");
  const { packed } = useBench();
  const picking = useAskOnce("pick_files");
  const { mutate: inspect, data, error, isPending } = useAskOnce("inspect");
  const choose = () =>
    picking.mutate({ purpose: "package" }, { onSuccess: ({ picks: [file] }) => file && inspect({ file: file.id }) });
  const problem = picking.error ?? error;
  return (
    <Stack gap="md" maw="60rem">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      <Group gap="xs">
        {packed?.volumes.map(({ file }) => (
          <Button key={file.id} onClick={() => inspect({ file: file.id })}>
            {file.name}
          </Button>
        ))}
        <Button variant="default" onClick={choose}>
          {say("choose")}
        </Button>
        {isPending && <Loader size="sm" role="status" aria-label={say("looking")} />}
      </Group>
      {problem && <Problem error={problem} />}
      {data && !isPending && <Inspection of={data} />}
    </Stack>
  );
}
