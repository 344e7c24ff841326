export const en = {
  title: "Keys that are trusted here",
  intro: "Releases signed with one of these keys are accepted, for the products that it may speak for.",
  add: "Trust a key…",
  none: "No key is trusted here yet",
  noneHelp: "Nothing can be imported before. Have the vendor's public key file at hand, and its fingerprint on paper.",
  key: "Key {id}",
  trustedBy: "Trusted by {person} on {moment}",
  show: "Show the fingerprint",
  hide: "Hide the fingerprint",
  remove: {
    button: "Remove…",
    title: "Trust this key no longer?",
    consequence: "Releases that rest on it are refused from now on, also those in the depot. What is installed goes on running. The key can be trusted again later; then its releases count again.",
    action: "Remove the key",
  },
  revoke: {
    button: "Revoke…",
    title: "Revoke this key for ever?",
    consequence: "Releases that rest on it are refused for ever, also those in the depot. What is installed goes on running, but cannot be repaired from them. A revoked key can never be trusted again here. Do this when the key was lost or stolen.",
    action: "Revoke for ever",
  },
} as const;
