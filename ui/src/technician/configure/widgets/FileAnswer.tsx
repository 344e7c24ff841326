import { Button, Group, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { WidgetProps } from "@rjsf/utils";
import { Eye, EyeOff, FileInput } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormats } from "../../../common/formats";
import type { Schema } from "../schema";
import { around, askedOf } from "./asked";
import classes from "./FileAnswer.module.css";
import { useTextFile } from "./useTextFile";

/** What the program takes where the form names no bound. */
const MOST_BYTES = 1024 ** 2;

/** The contents of a text file, such as a certificate: pasted, or taken from a file. */
export function FileAnswer(props: WidgetProps) {
  const say = useTranslations("configure");
  const formats = useFormats();
  const { question, schema } = askedOf(props);
  const [visible, { toggle }] = useDisclosure(!question.secret);
  const bound = (schema["x-file"] as Schema | undefined)?.["max_bytes"];
  const most = typeof bound === "number" ? bound : MOST_BYTES;
  const text: string = props.value ?? "";
  const file = useTextFile(most, props.onChange);
  const { error, ...shown } = around(props, say(question.kept ? "secret.kept" : "file.help"));
  const bytes = new TextEncoder().encode(text).length;
  return (
    <>
      <Textarea
        {...shown}
        error={file.problem ?? error}
        value={text}
        onChange={({ currentTarget }) => props.onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
        rows={6}
        classNames={{ input: visible ? classes.text! : `${classes.text} ${classes.masked}` }}
        autoComplete="off"
        spellCheck={false}
      />
      <Group gap="xs" mt={6}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<FileInput size="1em" aria-hidden />}
          onClick={file.take}
          loading={file.busy}
        >
          {say("file.open")}
        </Button>
        {question.secret && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={visible ? <EyeOff size="1em" aria-hidden /> : <Eye size="1em" aria-hidden />}
            onClick={toggle}
          >
            {say(visible ? "secret.hide" : "secret.show", { title: question.title })}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {say("file.bytes", { bytes: formats.bytes(bytes), most: formats.bytes(most) })}
        </Text>
      </Group>
    </>
  );
}
