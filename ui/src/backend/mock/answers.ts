import type { Answers } from "./answering";
import { change } from "./calls/change";
import { keys } from "./calls/keys";
import { log } from "./calls/log";
import { media } from "./calls/media";
import { release } from "./calls/release";
import { site } from "./calls/site";
import { vendor } from "./calls/vendor";
import { window } from "./calls/window";

/** The usual answer to every call. */
export const answers: Answers = { ...site, ...media, ...keys, ...release, ...change, ...log, ...vendor, ...window };
