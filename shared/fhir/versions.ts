// The versions of the rules that decide a part's compartment; every manifest names them, so that a change can re-label.

/** Raised when the table path → compartment or the subject table changes. */
export const splitTableVersion = 1;
/** Raised when a code list or a term list changes. */
export const codeListVersion = 1;
