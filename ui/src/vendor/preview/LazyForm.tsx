import { later } from "../../common/later";

/** An operator's form, which is large and read only when it is looked at. */
export const LazyForm = later(async () => (await import("./OperatorForm")).OperatorForm);
