import { Stack } from "@mantine/core";

import { Answered } from "../common/Answered";
import { useAsk } from "../common/ask";
import { Product } from "./Product";
import { ProductList } from "./ProductList";
import { Unfinished } from "./Unfinished";

/** What is installed, or one product of it. */
export function Installed({ product }: { product?: string }) {
  return (
    <Stack>
      <Unfinished />
      <Answered query={useAsk("installed", {})}>
        {(products) => {
          if (product === undefined) return <ProductList products={products} />;
          return <Product of={products.find((one) => one.product === product)} />;
        }}
      </Answered>
    </Stack>
  );
}
