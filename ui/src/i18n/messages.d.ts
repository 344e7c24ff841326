import type { english } from "./english";

// use-intl knows every name and every placeholder of the catalogue from here.
declare module "use-intl" {
  interface AppConfig {
    Messages: typeof english;
  }
}
