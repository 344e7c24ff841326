import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export function Keys() {
  const say = useTranslations("keys");
  return <Title order={2}>{say("title")}</Title>;
}
