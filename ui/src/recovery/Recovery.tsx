import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export function Recovery() {
  const say = useTranslations("recovery");
  return <Title order={2}>{say("title")}</Title>;
}
