import { Button, Group, Select, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";

import { useBench } from "../bench/context";
import { ADDABLE, asName, firstOf, freshName } from "./questions";

/** Adds a question: what is asked, and what kind of answer it takes. Its name is made from what is asked. */
export function AddQuestion({ names }: { names: readonly string[] }) {
  const say = useTranslations("vendor.questions");
  const { bench } = useBench();
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<(typeof ADDABLE)[number]>("text");
  const name = asName(title);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name === "") return;
    void bench.edit(["configuration", "questions", freshName(name, names)], firstOf(kind, title.trim()));
    setTitle("");
  };
  return (
    <form onSubmit={add}>
      <Group align="flex-end" gap="xs">
        <TextInput label={say("asked")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} flex="1 1 12rem" />
        <Select
          label={say("answer")}
          data={ADDABLE.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
          value={kind}
          onChange={(kind) => kind && setKind(kind as typeof ADDABLE[number])}
          allowDeselect={false}
          w="11rem"
        />
        <Button type="submit" variant="default" leftSection={<Plus size="1em" aria-hidden />} disabled={name === ""}>
          {say("add")}
        </Button>
      </Group>
    </form>
  );
}
