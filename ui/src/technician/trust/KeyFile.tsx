import { Button, Group, Radio, Stack, Text, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { KeyView } from "../../backend/generated/KeyView";
import type { Pick } from "../../backend/generated/Pick";
import { Answered } from "../../common/Answered";
import { useAskOnce } from "../../common/ask";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";

export interface KeyFileProps {
  keys: readonly Pick[];
  /** The fingerprint that is looked for. */
  wanted: string | undefined;
  chosen: Pick | null;
  choose: (key: Pick) => void;
  read: UseQueryResult<KeyView>;
}

/** Which public key file: one that lies on a drive, or one from elsewhere. */
export function KeyFile({ keys, wanted, chosen, choose, read }: KeyFileProps) {
  const say = useTranslations("trust.key");
  const { mutate: pick, error } = useAskOnce("pick_files");
  const [picked, setPicked] = useState<Pick[]>([]);
  const offered = [...keys, ...picked.filter((pick) => !keys.some((key) => key.id === pick.id))];
  const pickFile = () =>
    pick(
      { purpose: "public-key" },
      {
        onSuccess: ({ picks }) => {
          const first = picks[0];
          if (!first) return;
          setPicked((before) => [...before.filter((pick) => pick.id !== first.id), first]);
          choose(first);
        },
      },
    );
  const chooseById = (id: string) => {
    const key = offered.find((key) => `${key.id}` === id);
    if (key) choose(key);
  };
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {say("title")}
      </Title>
      {offered.length === 0 && <Text size="sm">{say("none")}</Text>}
      <Group align="center">
        <Radio.Group value={`${chosen?.id ?? ""}`} onChange={chooseById} name="key-file" aria-label={say("title")}>
          <Group>
            {offered.map((key) => (
              <Radio key={key.id} value={`${key.id}`} label={say("from", { file: key.name })} description={key.place} />
            ))}
          </Group>
        </Radio.Group>
        <Button variant="default" size="compact-sm" onClick={pickFile}>
          {say("choose")}
        </Button>
      </Group>
      {error && <Problem error={error} />}
      {chosen && <Answered query={read}>{(key) => <Told of={key} wanted={wanted} />}</Answered>}
    </Stack>
  );
}

function Told({ of, wanted }: { of: KeyView; wanted: string | undefined }) {
  const say = useTranslations("trust.key");
  return (
    <>
      {wanted !== undefined && wanted !== of.fingerprint && (
        <Note tone="bad" title={say("other")}>
          {say("otherText")}
        </Note>
      )}
      {of.products.length > 0 && <Note tone="info" title={say("already")} />}
      <Text size="sm" c="dimmed">
        {say("id", { id: of.keyId })}
      </Text>
    </>
  );
}
