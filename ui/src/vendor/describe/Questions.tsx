import { Accordion, Stack, Text } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";

import { Note } from "../../common/Note";
import { useBench } from "../bench/context";
import { Fields } from "../form/Field";
import { isTable, lookup } from "../form/model";
import { forReader } from "../form/words";
import { AddQuestion } from "./AddQuestion";
import { Entry } from "./Entry";
import { kindOf, specsOf } from "./questions";

const AT = ["configuration", "questions"];

/** What an operator is asked. */
export function Questions() {
  const say = useTranslations("vendor.questions");
  const locale = useLocale();
  const { opened } = useBench();
  const { model } = opened?.view ?? {};
  const configuration = lookup(model, ["configuration"]).value;
  if (isTable(configuration) && ("schema" in configuration || "file" in configuration)) {
    return <Note tone="info" title={say("elsewhere")} />;
  }
  const { value } = lookup(model, AT);
  const questions = isTable(value) ? Object.entries(value) : [];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say("text")}
      </Text>
      <Accordion variant="separated" order={3}>
        {questions.map(([name, schema]) => {
          const question = isTable(schema) ? schema : {};
          const kind = kindOf(question);
          const asked = forReader(lookup(question, ["x-title"]).value, locale);
          return (
            <Entry key={name} path={[...AT, name]} title={asked || name} detail={`${name} · ${say(`kind.${kind}`)}`}>
              {kind === "other" && <Text size="sm">{say("byHand")}</Text>}
              <Fields specs={specsOf(kind)} at={[...AT, name]} />
            </Entry>
          );
        })}
      </Accordion>
      <AddQuestion names={questions.map(([name]) => name)} />
    </Stack>
  );
}
