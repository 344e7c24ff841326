import { Button, Group, PasswordInput, Radio, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Note } from "../../common/Note";
import { ProgressPanel } from "../../common/operation/ProgressPanel";
import { Problem } from "../../common/Problem";
import { useBench } from "../bench/context";
import { PackedFiles } from "./PackedFiles";
import { PickField } from "./PickField";
import { SIZE_NAMES, type SizeName } from "./sizes";
import { useHindrance } from "./useHindrance";
import { usePacking } from "./usePacking";
import { usePicks } from "./usePicks";

/** Seals the release that is described. */
export function Pack() {
  const say = useTranslations("vendor.seal");
  const { opened } = useBench();
  const [signing, setSigning] = useState("now");
  const [password, setPassword] = useState("");
  const [size, setSize] = useState<SizeName>("whole");
  const [mebibytes, setMebibytes] = useState("");
  const key = usePicks("pick_files", "secret-key");
  const to = usePicks("pick_folder", "package");
  const bases = usePicks("pick_files", "package");
  const packing = usePacking();
  const form = { signing, key: key.picks[0], to: to.picks[0], bases: bases.picks, size, mebibytes };
  const hindered = useHindrance(opened, form);
  const start = () => {
    packing.start(form, password);
    // It has been handed over and is kept nowhere.
    setPassword("");
  };
  if (!opened) return <Note tone="info" title={say("noDescription")} />;
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {opened.view.file.place}
        </Text>
      </div>
      <Radio.Group label={say("signing")} value={signing} onChange={setSigning}>
        <Group mt={4} gap="xl">
          <Radio value="now" label={say("now")} />
          <Radio value="later" label={say("later")} />
        </Group>
      </Radio.Group>
      {signing === "now" && (
        <>
          <PickField label={say("key")} of={key} />
          <PasswordInput
            label={say("password")}
            description={say("passwordHelp")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="off"
            maw="24rem"
          />
        </>
      )}
      <PickField label={say("to")} of={to} />
      <Group align="flex-end">
        <Select
          label={say("size")}
          data={SIZE_NAMES.map((name) => ({ value: name, label: say(`sizes.${name}`) }))}
          value={size}
          onChange={(name) => name && setSize(name as SizeName)}
          allowDeselect={false}
          w="22rem"
        />
        {size === "own" && (
          <TextInput
            label={say("mebibytes")}
            value={mebibytes}
            onChange={(event) => setMebibytes(event.currentTarget.value)}
            inputMode="numeric"
            w="10rem"
          />
        )}
      </Group>
      <PickField label={say("bases")} help={say("basesHelp")} of={bases} several />
      <Group>
        <Button onClick={start} disabled={hindered !== undefined} loading={packing.running} aria-describedby="pack-hindered">
          {say("go")}
        </Button>
        <Text size="sm" c="dimmed" id="pack-hindered">
          {hindered}
        </Text>
      </Group>
      {packing.running && <ProgressPanel state={packing.state} title={say("sealing")} stopping={packing.stopping} onStop={packing.stop} />}
      {packing.error && <Problem error={packing.error} />}
      {packing.answer && <PackedFiles of={packing.answer} signed={packing.signed} />}
    </Stack>
  );
}
