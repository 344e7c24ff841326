import type { Translated } from "../../i18n/translated";
import type { en } from "./texts.en";

export const de: Translated<typeof en> = {
  title: "Medium",
};
