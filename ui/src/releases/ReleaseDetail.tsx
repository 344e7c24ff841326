import { Title } from "@mantine/core";

export function ReleaseDetail({ product, version }: { product: string; version: string }) {
  return (
    <Title order={2}>
      {product} {version}
    </Title>
  );
}
