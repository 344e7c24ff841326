/** The same names with any texts: what a translation of a catalogue must have, no more and no less. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
