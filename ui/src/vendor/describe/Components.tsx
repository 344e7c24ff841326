import { Accordion, Button, Group, Stack, Text } from "@mantine/core";
import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";

import { useBench } from "../bench/context";
import { Fields } from "../form/Field";
import { entries, lineOfTable } from "../form/model";
import type { FieldSpec } from "../form/spec";
import { forReader } from "../form/words";
import { Entry } from "./Entry";
import { freshName } from "./questions";
import { COMPONENT, PLATFORMS } from "./specs";
import { useAppend } from "./useAppend";

/** The parts of a release: where their files come from, and what each depends on. */
export function Components({ onLine }: { onLine: (line: number) => void }) {
  const say = useTranslations("vendor.components");
  const locale = useLocale();
  const { opened } = useBench();
  const append = useAppend(["components"]);
  const components = entries(opened?.view.model, ["components"]);
  const ids = components.map(({ id }) => (typeof id === "string" ? id : ""));
  const line = (at: number) => lineOfTable(opened?.text ?? "", "components", at);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say("text")}
      </Text>
      <Accordion variant="separated" order={3}>
        {components.map((component, at) => {
          const others = ids.filter((id, other) => id !== "" && other !== at);
          const begin = line(at);
          return (
            <Entry
              key={at}
              path={["components", `${at}`]}
              title={forReader(component["title"], locale) || ids[at] || say("unnamed")}
              detail={say("steps", { count: count(component["steps"]), checks: count(component["checks"]) })}
              more={
                begin && (
                  <Button variant="default" size="compact-sm" onClick={() => onLine(begin)}>
                    {say("toText")}
                  </Button>
                )
              }
            >
              <Fields specs={specsFor(opened?.view.sources ?? [], others)} at={["components", `${at}`]} />
            </Entry>
          );
        })}
      </Accordion>
      <Group>
        <Button
          variant="default"
          leftSection={<Plus size="1em" aria-hidden />}
          onClick={() => append({ id: freshName("component", ids), source: opened?.view.sources[0] ?? "build" })}
        >
          {say("add")}
        </Button>
      </Group>
    </Stack>
  );
}

function specsFor(sources: readonly string[], others: readonly string[]): FieldSpec[] {
  return [
    ...COMPONENT,
    { name: "source", label: "source", help: "source", kind: "choice", options: sources },
    { name: "depends", label: "depends", kind: "choices", options: others },
    { name: "platforms", label: "onlyOn", kind: "choices", options: PLATFORMS },
    { name: "exclude", label: "exclude", help: "exclude", kind: "list" },
  ];
}

function count(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
