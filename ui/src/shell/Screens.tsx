import type { ReactNode } from "react";

import { Audit } from "../audit/Audit";
import { Installed } from "../installed/Installed";
import { Keys } from "../keys/Keys";
import { Recovery } from "../recovery/Recovery";
import { ReleaseDetail } from "../releases/ReleaseDetail";
import { Releases } from "../releases/Releases";
import { Settings } from "../settings/Settings";
import { Journey } from "../technician/Journey";
import { Vendor } from "../vendor/Vendor";
import type { Place } from "./place";

/** The screen of a place. */
export function screenOf(place: Place): ReactNode {
  switch (place.screen) {
    case "journey":
      return <Journey />;
    case "recovery":
      return <Recovery />;
    case "installed":
      return <Installed {...(place.product === undefined ? {} : { product: place.product })} />;
    case "releases":
      return <Releases />;
    case "release":
      return <ReleaseDetail product={place.product} version={place.version} />;
    case "audit":
      return <Audit {...(place.operation === undefined ? {} : { operation: place.operation })} />;
    case "keys":
      return <Keys {...(place.offered === undefined ? {} : { offered: place.offered })} />;
    case "vendor":
      return <Vendor />;
    case "settings":
      return <Settings />;
  }
}
