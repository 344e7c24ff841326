import { Accordion, Button, Code, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { SupportPart } from "../backend/generated/SupportPart";
import { useAskOnce } from "../common/ask";
import { Bytes } from "../common/Measured";
import { Problem } from "../common/Problem";
import { SaveNote } from "../common/SaveNote";
import { useSaved } from "../common/useSaved";

/** What a vendor's support needs, as a file that leaves the site only in somebody's hand, and only after it could be read. */
export function Support() {
  const say = useTranslations("settings.support");
  const look = useAskOnce("support_parts");
  const saved = useSaved("support_bundle", "bundle", "sealift-support.json");
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h4">
        {say("title")}
      </Title>
      <Text size="sm" c="dimmed">
        {say("text")}
      </Text>
      <Button variant="default" onClick={() => look.mutate({})} loading={look.isPending}>
        {say("look")}
      </Button>
      {look.error && <Problem error={look.error} />}
      {look.data && (
        <>
          <Parts parts={look.data.parts} />
          <Button variant="default" onClick={() => saved.save((to) => ({ to, digest: look.data.digest }))} loading={saved.busy}>
            {say("write")}
          </Button>
        </>
      )}
      <SaveNote saved={saved} />
    </Stack>
  );
}

function Parts({ parts }: { parts: readonly SupportPart[] }) {
  const say = useTranslations("settings.support");
  return (
    <Stack gap="xs" w="100%" component="section" aria-label={say("parts")}>
      <Text size="sm">{say("partsText")}</Text>
      <Accordion variant="separated" order={4}>
        {parts.map(({ name, title, text, bytes }) => (
          <Accordion.Item value={name} key={name}>
            <Accordion.Control>
              {title} (<Bytes value={bytes} />)
            </Accordion.Control>
            <Accordion.Panel>
              <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", maxHeight: "24rem", overflowY: "auto" }} tabIndex={0}>
                {text}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}
