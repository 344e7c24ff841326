import { createContext, useContext } from "react";

/** What the fields of a form have in common. */
export interface FormSubject {
  product: string;
  version: string;
  /** The version that answers were carried over from. */
  carriedFrom: string | null;
}

const Context = createContext<FormSubject | null>(null);

export const FormSubjectProvider = Context.Provider;

export function useSubject(): FormSubject {
  const subject = useContext(Context);
  if (!subject) throw new Error("there is no FormSubjectProvider above this component");
  return subject;
}
