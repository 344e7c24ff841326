import { useState } from "react";

import { useOperation } from "../../common/operation/useOperation";
import { useJourney } from "../context";
import { TrustKey } from "../trust/TrustKey";
import { Importing } from "./Importing";
import { importName } from "./importName";
import { ImportResult } from "./ImportResult";
import { Signatures } from "./Signatures";
import { useLookedKeys } from "./useLookedKeys";

/** Who signed the volumes; then every byte of them; then what came of it. */
export function Verify() {
  const { journey } = useJourney();
  const importing = useOperation("import", importName(journey.volumes));
  const [wanted, compare] = useState<Wanted | null>(null);
  const keys = useLookedKeys();
  if (importing.running) return <Importing importing={importing} />;
  if (importing.answer || importing.error) return <ImportResult importing={importing} />;
  if (wanted) return <TrustKey keys={keys} wanted={wanted} onEnd={() => compare(null)} />;
  return <Signatures importing={importing} compare={compare} />;
}

/** A key that signed a package and that nobody here knows. */
export interface Wanted {
  fingerprint: string;
  product: string;
}
