import { en as audit } from "../audit/texts.en";
import { en as claims } from "../common/claims/texts.en";
import { en as common } from "../common/texts.en";
import { en as compatibility } from "../technician/compatibility/texts.en";
import { en as configure } from "../technician/configure/texts.en";
import { en as done } from "../technician/done/texts.en";
import { en as install } from "../technician/install/texts.en";
import { en as installed } from "../installed/texts.en";
import { en as journey } from "../technician/texts.en";
import { en as keys } from "../keys/texts.en";
import { en as media } from "../technician/media/texts.en";
import { en as operation } from "../common/operation/texts.en";
import { en as recovery } from "../recovery/texts.en";
import { en as releases } from "../releases/texts.en";
import { en as review } from "../technician/review/texts.en";
import { en as settings } from "../settings/texts.en";
import { en as shell } from "../shell/texts.en";
import { en as trust } from "../technician/trust/texts.en";
import { en as vendor } from "../vendor/texts.en";
import { en as verify } from "../technician/verify/texts.en";

/** Every text of the window in English, by feature. The other languages have the same names. */
export const english = {
  audit,
  claims,
  common,
  compatibility,
  configure,
  done,
  install,
  installed,
  journey,
  keys,
  media,
  operation,
  recovery,
  releases,
  review,
  settings,
  shell,
  trust,
  vendor,
  verify,
} as const;
