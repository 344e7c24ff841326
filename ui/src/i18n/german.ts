import { de as audit } from "../audit/texts.de";
import { de as claims } from "../common/claims/texts.de";
import { de as common } from "../common/texts.de";
import { de as compatibility } from "../technician/compatibility/texts.de";
import { de as configure } from "../technician/configure/texts.de";
import { de as done } from "../technician/done/texts.de";
import { de as install } from "../technician/install/texts.de";
import { de as installed } from "../installed/texts.de";
import { de as journey } from "../technician/texts.de";
import { de as keys } from "../keys/texts.de";
import { de as media } from "../technician/media/texts.de";
import { de as operation } from "../common/operation/texts.de";
import { de as recovery } from "../recovery/texts.de";
import { de as releases } from "../releases/texts.de";
import { de as review } from "../technician/review/texts.de";
import { de as settings } from "../settings/texts.de";
import { de as shell } from "../shell/texts.de";
import { de as trust } from "../technician/trust/texts.de";
import { de as vendor } from "../vendor/texts.de";
import { de as verify } from "../technician/verify/texts.de";
import type { english } from "./english";
import type { Translated } from "./translated";

/** Every text of the window in German, by feature. */
export const german: Translated<typeof english> = {
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
};
