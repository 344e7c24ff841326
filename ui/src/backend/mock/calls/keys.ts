import { type Answers, explained, refuse } from "../answering";
import { EXAMPLE_WORKS, NORTHWIND } from "../data/keys";

export const keys: Pick<Answers, "look_at_key" | "trusted_keys" | "trust_key" | "distrust_key"> = {
  look_at_key: () => NORTHWIND,
  trusted_keys: (_, { world }) => world.keys,
  trust_key: ({ fingerprint, products, comparedBy }, { world }) => {
    const plain = fingerprint.toLowerCase().replace(/\s+/g, " ").trim();
    const isDigits = plain.replace(/ /g, "") === NORTHWIND.fingerprint;
    if (!isDigits && plain !== NORTHWIND.words.join(" ").toLowerCase()) {
      refuse(
        explained(
          "trust-fingerprint-differs",
          "The fingerprint that you typed is not this key's.",
          "Compare again, sign by sign. If they really differ, do not trust this key, and tell your security officer.",
          { exit: 10 },
        ),
      );
    }
    const key = {
      ...NORTHWIND,
      products: products.length > 0 ? products : ["*"],
      addedBy: `${comparedBy} (${world.about.user})`,
      addedAt: new Date().toISOString(),
    };
    world.keys = [...world.keys.filter((known) => known.fingerprint !== key.fingerprint), key];
    return key;
  },
  distrust_key: ({ fingerprint }, { world }) => {
    world.keys = world.keys.filter((key) => key.fingerprint !== fingerprint);
    const isOurs = fingerprint === EXAMPLE_WORKS.fingerprint;
    world.releases = world.releases.map((release) =>
      isOurs ? { ...release, trusted: false, name: "", vendor: "", issued: "" } : release,
    );
    return {};
  },
};
