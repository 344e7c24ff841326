import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export function Vendor() {
  const say = useTranslations("vendor");
  return <Title order={2}>{say("title")}</Title>;
}
