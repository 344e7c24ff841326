import type { FoundPackage } from "../../generated/FoundPackage";
import type { PackageLook } from "../../generated/PackageLook";
import type { PickId } from "../../generated/PickId";
import { type Answers, explained, type Scene } from "../answering";
import { digest } from "../data/digests";
import { EXAMPLE_WORKS, NORTHWIND } from "../data/keys";
import { play } from "../simulate";
import type { World } from "../world";

export const media: Pick<Answers, "look" | "import"> = {
  look: ({ volumes }, { world }) => ({
    packages: meant(world, volumes).map((found) => looked(world, found)),
    refused: [],
  }),
  import: async ({ volumes }, scene) => {
    const packages = meant(scene.world, volumes);
    const steps = packages
      .flatMap((found) => found.volumes)
      .map(({ file }, at) => ({ number: at + 1, title: file.name, component: null, bytes: file.bytes ?? 0 }));
    const outcome = await play(scene, { what: "Bring in", steps });
    if (outcome === "cancelled") {
      const message = "The import was stopped. What was already verified is kept.";
      return { volumes: [], failure: explained("cancelled", message, "Import again to go on where it stopped.", { exit: 20 }) };
    }
    return { volumes: packages.flatMap((found) => taken(scene, found)), failure: null };
  },
};

/** The packages that are meant by volumes or by whole drives. */
function meant(world: World, volumes: readonly PickId[]): FoundPackage[] {
  return world.drives.flatMap((drive) =>
    volumes.includes(drive.id)
      ? drive.packages
      : drive.packages.filter((found) => found.volumes.some((volume) => volumes.includes(volume.file.id))),
  );
}

function looked(world: World, found: FoundPackage): PackageLook {
  const signer = found.product.startsWith("com.example.") ? EXAMPLE_WORKS : NORTHWIND;
  const trusted = world.keys.find((key) => key.fingerprint === signer.fingerprint) ?? null;
  return {
    found,
    bytes: found.volumes.reduce((sum, volume) => sum + (volume.file.bytes ?? 0), 0),
    signers: [{ fingerprint: signer.fingerprint, trusted, state: trusted ? "valid" : "unknown-key" }],
    trusted: trusted !== null,
    refusal: trusted ? null : unknownKey(found),
  };
}

function unknownKey(found: FoundPackage) {
  return explained(
    "signature-unknown-key",
    "No key that this site trusts has signed this package.",
    "If you know the vendor, compare the key's fingerprint with the one on paper and trust the key; then import again.",
    { detail: `${found.product} ${found.version}: signed by ${NORTHWIND.grouped}`, exit: 10 },
  );
}

function taken({ world }: Scene, found: FoundPackage) {
  const { product, version, name, vendor, manifest } = found;
  const complete = found.missing.length === 0;
  if (!world.releases.some((release) => release.manifestDigest === manifest)) {
    world.releases.unshift({
      product, name, vendor, version, sequence: 40, manifestDigest: manifest, issued: "2026-11-10T08:00:00Z",
      trusted: true, complete, installed: false, rawBytes: 212 * 1024 ** 2,
    });
  }
  return found.volumes.map(({ file, number, count }) => ({
    volume: file.name, product, version, number, count, newChunks: 34, knownChunks: 3, damaged: [], complete,
    manifest: manifest || digest(file.name),
  }));
}
