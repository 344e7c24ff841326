import { Button, Group } from "@mantine/core";
import { FileText, FolderPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useAskOnce } from "../../common/ask";
import { Confirm } from "../../common/Confirm";
import { Problem } from "../../common/Problem";
import { isUnsaved } from "../bench/bench";
import { useBench } from "../bench/context";

type Way = "create" | "open";

/** Begins a description or opens one; asks first where work would be lost. */
export function Open() {
  const say = useTranslations("vendor.open");
  const { opened, bench } = useBench();
  const folder = useAskOnce("pick_folder");
  const file = useAskOnce("pick_files");
  const [asking, ask] = useState<Way | null>(null);
  const go = (way: Way) => {
    ask(null);
    const pick = way === "create" ? folder : file;
    pick.mutate({ purpose: "description" }, { onSuccess: ({ picks: [picked] }) => picked && void bench[way](picked.id) });
  };
  const begin = (way: Way) => (isUnsaved(opened) ? ask(way) : go(way));
  const error = folder.error ?? file.error;
  return (
    <>
      <Group gap="xs" wrap="nowrap" flex="none">
        <Button size="xs" variant="default" leftSection={<FolderPlus size="1em" aria-hidden />} onClick={() => begin("create")}>
          {say("create")}
        </Button>
        <Button size="xs" variant="default" leftSection={<FileText size="1em" aria-hidden />} onClick={() => begin("open")}>
          {say("open")}
        </Button>
      </Group>
      {error && <Problem error={error} />}
      <Confirm
        opened={asking !== null}
        title={say("unsaved")}
        consequence={say("unsavedText")}
        action={say("discard")}
        onConfirm={() => asking && go(asking)}
        onClose={() => ask(null)}
      />
    </>
  );
}
