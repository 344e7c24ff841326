import type { KeyView } from "../../generated/KeyView";

function key(fingerprint: string, words: string, keyId: string): KeyView {
  return {
    fingerprint,
    grouped: (fingerprint.match(/.{4}/g) ?? []).join(" "),
    words: words.split(" "),
    keyId,
    products: [],
    addedBy: null,
    addedAt: null,
  };
}

/** The vendor whom this site trusts. */
export const EXAMPLE_WORKS: KeyView = {
  ...key(
    "e58294f2e9a227486e8b061b31cc528fd7fa3f19b3e2a1c04c5d6e7f8a9b0c1d",
    "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter revolver Dupont midsummer",
    "9A1F2C0044D7B3E1",
  ),
  products: ["com.example.*"],
  addedBy: "Ines Kowalski (i.kowalski)",
  addedAt: "2026-03-02T08:12:44Z",
};

/** A vendor whom nobody here knows yet. */
export const NORTHWIND: KeyView = key(
  "0f3c77aa1e5b92d0c4418e6f20b7d9553ac8e1024f6b7d80915ea2c3d4f60718",
  "artist corporate jawbone paperback befriend examiner preclude sardonic skullcap determine Oakland headwaters blackjack publisher surmount equipment",
  "51C2E8077F30AA9D",
);

/** A key that was lost and is believed no more. */
export const LOST: KeyView = key(
  "b7d0c94a5512fe83e6a0317c28d94f6b1c5e8a90d2437fb6450e9c8d1a2b3f47",
  "select Saturday spigot divisive endow belowground willow liberty tracker opulent chisel insurgent breadline souvenir drifter hamburger",
  "0B77D3A1C24E9F60",
);
