import { later } from "../../../common/later";

/** The form, whose library is large and read only when it is looked at. */
export const LazyAnswersForm = later(async () => (await import("./AnswersForm")).AnswersForm);
