export const en = {
  title: "Releases in the depot",
  none: "There are no releases here yet",
  noneHelp: "Plug in the medium with the packages, or choose their files.",
  bringIn: "Bring in",
  column: {
    product: "Product",
    version: "Version",
    vendor: "Vendor",
    state: "State",
    issued: "Issued",
    manifest: "Manifest SHA-256",
  },
  state: {
    untrusted: "Not trusted",
    incomplete: "Incomplete",
    installed: "Installed",
    ready: "Ready",
  },
} as const;
