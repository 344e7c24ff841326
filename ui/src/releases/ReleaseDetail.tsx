import { Button, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl";

import type { ReleaseView } from "../backend/generated/ReleaseView";
import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Note } from "../common/Note";
import { useRoute } from "../shell/route";
import { ChangeNotes } from "../common/ChangeNotes";
import { Documents } from "./Documents";
import { Overview } from "./Overview";
import { ReleaseActions } from "./ReleaseActions";

/** A release in the depot, in full. One that lost its trust says why, and can still be removed. */
export function ReleaseDetail({ product, version }: { product: string; version: string }) {
  const say = useTranslations("releases.detail");
  const { go } = useRoute();
  const release = useAsk("release", { product, version });
  return (
    <Stack>
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<ArrowLeft size="1em" aria-hidden />}
          onClick={() => go({ screen: "releases" })}
        >
          {say("back")}
        </Button>
      </Group>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3">
            {release.data?.name ?? product} {version}
          </Title>
          <Text c="dimmed">{release.data ? `${product} · ${release.data.vendor}` : product}</Text>
          {release.data && <Text>{release.data.summary}</Text>}
        </div>
        <ReleaseActions product={product} version={version} release={release.data} />
      </Group>
      <Answered query={release}>{(release) => <Contents release={release} />}</Answered>
    </Stack>
  );
}

function Contents({ release }: { release: ReleaseView }) {
  const say = useTranslations("releases.detail");
  return (
    <>
      {!release.complete && (
        <Note tone="warn" title={say("missing")}>
          {say("missingText", { what: release.missing.join(", ") })}
        </Note>
      )}
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="overview">{say("overview")}</Tabs.Tab>
          <Tabs.Tab value="changes">{say("changes")}</Tabs.Tab>
          <Tabs.Tab value="documents">{say("documents")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview" pt="md">
          <Overview release={release} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" pt="md">
          <ChangeNotes notes={release.changes} />
        </Tabs.Panel>
        <Tabs.Panel value="documents" pt="md">
          <Documents release={release} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
