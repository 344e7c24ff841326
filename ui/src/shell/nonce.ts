import { setNonce } from "get-nonce";

/**
 * The word by which the program's policy knows styles that are the page's own: new with every start, and given to the
 * one style that stands in the page. What libraries add while the page runs must carry it, or it is not applied.
 */
export const styleNonce = document.querySelector("style")?.nonce ?? "";

setNonce(styleNonce);
