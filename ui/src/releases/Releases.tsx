import { Alert, Button, Code, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { BackendError } from "../backend/backend";
import { useBackend } from "../backend/context";
import { Words } from "../shell/Words";
import { ReleaseTable } from "./ReleaseTable";

/** The releases in the depot, or why they cannot be shown. */
export function Releases() {
  const backend = useBackend();
  const releases = useQuery({ queryKey: ["releases"], queryFn: () => backend.releases(), retry: false });

  if (releases.isPending) return <Loader aria-label="Reading the depot" />;
  if (releases.isError) return <Failed error={releases.error} again={() => void releases.refetch()} />;
  if (releases.data.length === 0) return <Empty />;
  return <ReleaseTable releases={releases.data} />;
}

function Failed({ error, again }: { error: Error; again: () => void }) {
  const explained = error instanceof BackendError ? error.explained : undefined;
  return (
    <Alert color="red" role="alert" title={<Words>{error.message}</Words>}>
      <Stack gap="xs">
        {explained?.remedy && (
          <Text size="sm">
            <Words>{explained.remedy}</Words>
          </Text>
        )}
        {explained?.detail && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {explained.detail}
          </Text>
        )}
        {explained?.lines.map((line) => (
          <Text key={line} size="sm" c="dimmed">
            {line}
          </Text>
        ))}
        <Group justify="space-between" mt="xs">
          <Button size="xs" variant="default" onClick={again}>
            Try again
          </Button>
          {explained?.code && <Code>{explained.code}</Code>}
        </Group>
      </Stack>
    </Alert>
  );
}

function Empty() {
  return (
    <Stack align="center" gap="xs" py={96}>
      <Title order={2} size="h3">
        There are no releases here yet
      </Title>
      <Text c="dimmed" ta="center">
        Bring the media with the packages and run <Code>sealift import</Code> with the folder they are in.
      </Text>
    </Stack>
  );
}
