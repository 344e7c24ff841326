import type { ReactNode } from "react";

import { later } from "../common/later";
import { Journey } from "../technician/Journey";
import type { Place } from "./place";

// The journey is what the window opens on.
const Recovery = later(async () => (await import("../recovery/Recovery")).Recovery);
const Installed = later(async () => (await import("../installed/Installed")).Installed);
const Releases = later(async () => (await import("../releases/Releases")).Releases);
const ReleaseDetail = later(async () => (await import("../releases/ReleaseDetail")).ReleaseDetail);
const Audit = later(async () => (await import("../audit/Audit")).Audit);
const Keys = later(async () => (await import("../keys/Keys")).Keys);
const Settings = later(async () => (await import("../settings/Settings")).Settings);
const Vendor = later(async () => (await import("../vendor/Vendor")).Vendor);

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
