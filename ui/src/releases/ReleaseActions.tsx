import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { ReleaseView } from "../backend/generated/ReleaseView";
import { useRunning } from "../common/operation/useOperation";
import { useRoute } from "../shell/route";
import { useJourney } from "../technician/context";
import { ExportRelease } from "./ExportRelease";
import { RemoveRelease } from "./RemoveRelease";

export interface ReleaseActionsProps {
  product: string;
  version: string;
  /** The release in full, where it is believed. */
  release: ReleaseView | undefined;
}

/** What can be done with a release. */
export function ReleaseActions({ product, version, release }: ReleaseActionsProps) {
  const say = useTranslations("releases");
  const { go } = useRoute();
  const { act } = useJourney();
  const isBusy = useRunning().length > 0;
  const [asked, ask] = useState<"remove" | "export" | null>(null);
  const name = release?.name ?? product;
  const install = () => {
    act({ kind: "wanted", want: "install", subject: { product, name, version } });
    go({ screen: "journey" });
  };
  return (
    <Group gap="xs">
      {release?.complete && !release.installed && (
        <Button onClick={install} disabled={isBusy}>
          {say("detail.install")}
        </Button>
      )}
      {release?.complete && (
        <Button variant="default" onClick={() => ask("export")}>
          {say("export.button")}
        </Button>
      )}
      <Button variant="default" onClick={() => ask("remove")} disabled={isBusy}>
        {say("remove.button")}
      </Button>
      {asked === "remove" && <RemoveRelease product={product} version={version} name={name} onClose={() => ask(null)} />}
      {asked === "export" && <ExportRelease product={product} version={version} name={name} onClose={() => ask(null)} />}
    </Group>
  );
}
