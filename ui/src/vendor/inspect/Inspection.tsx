import { Code, List, Stack, Tabs, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { FormView } from "../../backend/generated/FormView";
import type { InspectionView } from "../../backend/generated/InspectionView";
import { Note } from "../../common/Note";
import { Findings } from "../../technician/compatibility/Findings";
import { LazyForm } from "../preview/LazyForm";
import { useTriedAnswers } from "../preview/useTriedAnswers";
import { About } from "./About";

const TABS = ["about", "check", "form", "files"] as const;

/** What a volume holds: the release, its requirements on this machine, its form, its files. */
export function Inspection({ of }: { of: InspectionView }) {
  const say = useTranslations("vendor.inspect");
  const [tab, setTab] = useState<string | null>("about");
  const { release, form, check, files, damaged } = of;
  return (
    <Stack gap="sm">
      {damaged.length > 0 && (
        <Note tone="bad" title={say("damaged", { count: damaged.length })}>
          {say("damagedText")}
        </Note>
      )}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="about">
          <About of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="check">
          <Findings findings={check.findings} />
        </Tabs.Panel>
        <Tabs.Panel value="form">
          {form ? <Asked form={form} product={release.product} version={release.version} /> : <Text>{say("noForm")}</Text>}
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <Text size="sm" mb="xs">
            {say("files", { shown: files.length, count: `${release.files}` })}
          </Text>
          <List size="sm" listStyleType="none" style={{ overflowWrap: "anywhere" }}>
            {files.map((file) => (
              <List.Item key={file}>
                <Code>{file}</Code>
              </List.Item>
            ))}
          </List>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Asked({ form, product, version }: { form: FormView; product: string; version: string }) {
  const [answers, change] = useTriedAnswers(form);
  return <LazyForm form={form} product={product} version={version} answers={answers} onChange={change} />;
}
