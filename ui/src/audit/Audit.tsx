import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export function Audit({ operation }: { operation?: string }) {
  const say = useTranslations("audit");
  return <Title order={2}>{say("title")} {operation}</Title>;
}
