import { ActionIcon, Button, Group, Input, Stack, Text } from "@mantine/core";
import type { WidgetProps } from "@rjsf/utils";
import { ListPlus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { itemKind } from "../form/kinds";
import type { Schema } from "../schema";
import { around, askedOf } from "./asked";
import { ItemInput } from "./ItemInput";

/** Several values of one kind, one a row. */
export function ListAnswer(props: WidgetProps) {
  const say = useTranslations("configure.list");
  const { question, schema } = askedOf(props);
  const { id, onBlur, ...shown } = around(props);
  const items: readonly unknown[] = Array.isArray(props.value) ? props.value : [];
  const itemSchema = (schema["items"] ?? {}) as Schema;
  const set = (changed: readonly unknown[]) => props.onChange(changed.length === 0 ? undefined : changed);
  const add = () => set([...items, itemKind(itemSchema) === "text" ? "" : null]);
  return (
    <Input.Wrapper {...shown} labelElement="div">
      <Stack gap="xs" mt={6} role="group" aria-label={question.title}>
        {items.length === 0 && (
          <Text size="sm" c="dimmed">
            {say("none")}
          </Text>
        )}
        {items.map((item, at) => (
          <Group key={at} gap="xs" wrap="nowrap">
            <ItemInput
              schema={itemSchema}
              label={say("item", { title: question.title, number: `${at + 1}` })}
              value={item}
              onChange={(value) => set(items.map((item, place) => (place === at ? value : item)))}
              onBlur={onBlur}
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={say("remove", { number: `${at + 1}` })}
              onClick={() => set(items.filter((_, place) => place !== at))}
            >
              <Trash2 size="1.1em" aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button id={id} size="compact-sm" variant="default" leftSection={<ListPlus size="1em" aria-hidden />} onClick={add}>
            {say("add")}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}
