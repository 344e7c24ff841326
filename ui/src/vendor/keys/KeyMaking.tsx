import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { NewKey } from "../../backend/generated/NewKey";
import { useAct } from "../../common/ask";
import { Fingerprint } from "../../common/Fingerprint";
import { Note } from "../../common/Note";
import { Problem } from "../../common/Problem";
import { PickField } from "../seal/PickField";
import { usePicks } from "../seal/usePicks";

/** Makes the key pair with which a vendor signs. */
export function KeyMaking() {
  const say = useTranslations("vendor.keys");
  const folder = usePicks("pick_folder", "secret-key");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const { mutate: generate, data, error, isPending } = useAct("generate_key");
  const to = folder.picks[0];
  const differs = again !== password;
  const make = () => {
    if (!to || differs) return;
    generate({ folder: to.id, password });
    setPassword("");
    setAgain("");
  };
  return (
    <Stack gap="md" maw="48rem">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      <PickField label={say("folder")} of={folder} />
      <Group align="flex-start" grow maw="36rem">
        <PasswordInput
          label={say("password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
        />
        <PasswordInput
          label={say("again")}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={differs && again !== "" ? say("differs") : undefined}
          autoComplete="new-password"
        />
      </Group>
      {password === "" && again === "" && !data && <Note tone="warn" title={say("open")} />}
      <Group>
        <Button onClick={make} disabled={!to || differs} loading={isPending}>
          {say("go")}
        </Button>
      </Group>
      {error && <Problem error={error} />}
      {data && <Made of={data} />}
    </Stack>
  );
}

function Made({ of: { key, secret, public: shared } }: { of: NewKey }) {
  const say = useTranslations("vendor.keys");
  return (
    <Stack gap="md" role="status">
      <Note tone="good" title={say("made")}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {say("secret", { place: secret.place })}
        </Text>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {say("public", { place: shared.place })}
        </Text>
      </Note>
      <Text>{say("tell")}</Text>
      <Fingerprint of={key} />
    </Stack>
  );
}
