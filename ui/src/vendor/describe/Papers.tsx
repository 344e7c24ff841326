import { Accordion, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Plus } from "lucide-react";
import { useTranslations } from "use-intl";

import { useBench } from "../bench/context";
import { Fields } from "../form/Field";
import { entries } from "../form/model";
import type { FieldSpec } from "../form/spec";
import { Entry } from "./Entry";
import { freshName } from "./questions";
import { DATA, DOCUMENT } from "./specs";
import { useAppend } from "./useAppend";

/** Papers that go with a release, and data that outlives it. */
export function Papers() {
  const { opened } = useBench();
  const model = opened?.view.model;
  const sources = opened?.view.sources ?? [];
  const components = entries(model, ["components"]).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  const file: FieldSpec = { name: "file", label: "file", kind: "choice", required: true, options: sources };
  const component: FieldSpec = { name: "component", label: "component", kind: "choice", required: true, options: components };
  return (
    <Stack gap="lg">
      <Tables
        name="documents"
        specs={[...DOCUMENT, file]}
        first={{ kind: "manual", title: "Manual", file: sources[0] ?? "manual.txt" }}
      />
      <Tables name="data" specs={[...DATA, component]} first={{ path: "data/", format: 1, component: components[0] ?? "" }} />
    </Stack>
  );
}

interface TablesProps {
  name: "documents" | "data";
  specs: readonly FieldSpec[];
  /** What a new entry begins with. */
  first: Record<string, unknown>;
}

function Tables({ name, specs, first }: TablesProps) {
  const say = useTranslations(`vendor.${name}`);
  const { opened } = useBench();
  const append = useAppend([name]);
  const all = entries(opened?.view.model, [name]);
  const ids = all.map(({ id }) => (typeof id === "string" ? id : ""));
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h5">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      <Accordion variant="separated" order={4}>
        {ids.map((id, at) => (
          <Entry key={at} path={[name, `${at}`]} title={id}>
            <Fields specs={specs} at={[name, `${at}`]} />
          </Entry>
        ))}
      </Accordion>
      <Group>
        <Button
          variant="default"
          leftSection={<Plus size="1em" aria-hidden />}
          onClick={() => append({ id: freshName(name === "data" ? "data" : "document", ids), ...first })}
        >
          {say("add")}
        </Button>
      </Group>
    </Stack>
  );
}
