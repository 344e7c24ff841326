import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useOperation } from "../../common/operation/useOperation";
import { Problem } from "../../common/Problem";
import { PackedFiles } from "./PackedFiles";
import { PickField } from "./PickField";
import { usePicks } from "./usePicks";

/** Signs volumes that were sealed without a key, on the machine that has it. */
export function SignLater() {
  const say = useTranslations("vendor.sign");
  const volumes = usePicks("pick_files", "package");
  const key = usePicks("pick_files", "secret-key");
  const [password, setPassword] = useState("");
  const { answer, error, running, start } = useOperation("sign");
  const secret = key.picks[0];
  const isReady = volumes.picks.length > 0 && secret !== undefined;
  const sign = () => {
    if (!secret) return;
    start({ volumes: volumes.picks.map(({ id }) => id), key: secret.id, password });
    setPassword("");
  };
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h4">
          {say("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {say("text")}
        </Text>
      </div>
      <PickField label={say("volumes")} of={volumes} several />
      <PickField label={say("key")} of={key} />
      <PasswordInput
        label={say("password")}
        description={say("passwordHelp")}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
        maw="24rem"
      />
      <Group>
        <Button variant="default" onClick={sign} disabled={!isReady} loading={running}>
          {say("go")}
        </Button>
      </Group>
      {error && <Problem error={error} />}
      {answer && <PackedFiles of={answer} signed />}
    </Stack>
  );
}
