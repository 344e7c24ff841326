import { Button, Radio, Stack } from "@mantine/core";
import { FileSearch, FolderSearch, Usb } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { Drive } from "../../backend/generated/Drive";
import type { Pick } from "../../backend/generated/Pick";
import { Announced } from "../../common/Announced";
import { Answered } from "../../common/Answered";
import { useAsk } from "../../common/ask";
import { Empty } from "../../common/Empty";
import { later } from "../../common/later";
import { Problem } from "../../common/Problem";
import { Step } from "../../common/Step";
import { useJourney } from "../context";
import { DriveCard } from "./DriveCard";
import { obvious, volumesOf } from "./offers";
import { useChoose } from "./useChoose";
import { useDriveNews } from "./useDriveNews";

const TrustKey = later(async () => (await import("../trust/TrustKey")).TrustKey);

/** Often enough that a stick shows up while one still looks at the socket. */
const LOOK_EVERY = 2000;

/** Drives as they come and go, and what lies on them. */
export function Media() {
  const say = useTranslations("media");
  const { act } = useJourney();
  const drives = useAsk("drives", {}, { every: LOOK_EVERY });
  const [chosen, choose] = useState<string | null>(null);
  const [key, compareKey] = useState<Pick | null>(null);
  const files = useChoose((volumes) => act({ kind: "chosen", volumes }));
  const news = useDriveNews(drives.data);
  if (key) return <TrustKey keys={[key]} onEnd={() => compareKey(null)} />;

  const all = drives.data ?? [];
  const manifest = chosen ?? obvious(all);
  const volumes = manifest ? volumesOf(all, manifest) : [];
  return (
    <Step
      title={say("title")}
      intro={say("intro")}
      next={{
        label: say("next"),
        go: () => act({ kind: "chosen", volumes }),
        hindered: volumes.length === 0 ? say("chooseFirst") : undefined,
      }}
      more={
        <>
          <Button variant="default" leftSection={<FileSearch size="1em" aria-hidden />} onClick={() => files.choose("pick_files")} disabled={files.pending}>
            {say("chooseFiles")}
          </Button>
          <Button variant="default" leftSection={<FolderSearch size="1em" aria-hidden />} onClick={() => files.choose("pick_folder")} disabled={files.pending}>
            {say("chooseFolder")}
          </Button>
        </>
      }
    >
      {files.error && <Problem error={files.error} />}
      <Answered query={drives}>
        {(drives) => (drives.length > 0 ? <Drives drives={drives} chosen={manifest} choose={choose} compareKey={compareKey} /> : <NoDrives />)}
      </Answered>
      <Announced text={news} />
    </Step>
  );
}

interface DrivesProps {
  drives: readonly Drive[];
  /** The manifest of the package that is chosen. */
  chosen: string | null;
  choose: (manifest: string) => void;
  compareKey: (key: Pick) => void;
}

function Drives({ drives, chosen, choose, compareKey }: DrivesProps) {
  const say = useTranslations("media");
  return (
    <Radio.Group value={chosen ?? ""} onChange={choose} name="package" aria-label={say("packages")}>
      <Stack>
        {drives.map((drive) => (
          <DriveCard key={drive.place} drive={drive} drives={drives} compareKey={compareKey} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function NoDrives() {
  const say = useTranslations("media");
  return (
    <Empty Icon={Usb} title={say("none")}>
      {say("noneHelp")}
    </Empty>
  );
}
