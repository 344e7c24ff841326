import { Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { familyOf, type ScopeChoice } from "./scope";
import type { ScopeState } from "./useDecision";

export interface ScopeProps {
  /** The product whose package brought the key up. */
  product: string | null;
  scope: ScopeState;
  change: (scope: ScopeState) => void;
}

/** Which products a key may speak for; as few as will do is where it begins. */
export function Scope({ product, scope, change }: ScopeProps) {
  const say = useTranslations("trust.scope");
  const family = product ? familyOf(product) : null;
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {say("title")}
      </Title>
      <Radio.Group
        value={scope.choice}
        onChange={(choice) => change({ ...scope, choice: choice as ScopeChoice })}
        name="scope"
        aria-label={say("title")}
      >
        <Stack gap="xs">
          {product && <Radio value="product" label={say("product", { product })} />}
          {family && <Radio value="vendor" label={say("vendor", { family })} />}
          <Radio value="named" label={say("named")} />
          {scope.choice === "named" && (
            <Textarea
              label={say("namedLabel")}
              description={say("namedHelp")}
              value={scope.named}
              onChange={(event) => change({ ...scope, named: event.currentTarget.value })}
              maw="30rem"
              ml="xl"
              autosize
            />
          )}
          <Radio value="all" label={say("all")} />
          {scope.choice === "all" && (
            <Text size="sm" ml="xl">
              {say("allText")}
            </Text>
          )}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
