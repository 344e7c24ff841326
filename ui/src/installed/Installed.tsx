import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

export function Installed({ product }: { product?: string }) {
  const say = useTranslations("installed");
  return <Title order={2}>{say("title")} {product}</Title>;
}
