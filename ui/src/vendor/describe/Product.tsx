import { Stack } from "@mantine/core";

import { useBench } from "../bench/context";
import { Fields } from "../form/Field";
import { isTable } from "../form/model";
import type { FieldSpec } from "../form/spec";
import { PRODUCT, VENDOR } from "./specs";

const PLAIN_VENDOR: readonly FieldSpec[] = [{ name: "vendor", label: "vendorName", help: "vendorName", kind: "text", required: true }];

/** What the release is, and who makes it. */
export function Product() {
  const { opened } = useBench();
  const { model } = opened?.view ?? {};
  const hasTable = isTable(model) && isTable(model["vendor"]);
  return (
    <Stack gap="sm">
      <Fields specs={PRODUCT} at={[]} />
      {hasTable ? <Fields specs={VENDOR} at={["vendor"]} /> : <Fields specs={PLAIN_VENDOR} at={[]} />}
    </Stack>
  );
}
