import type { DecodedEntry } from "#shared/fhir/decode.ts";

/** One line of a section: an entry, or the newest of several that tell one course. */
export interface Line {
  readonly entry: DecodedEntry;
  /** The same measurement before, newest first. */
  readonly earlier: readonly DecodedEntry[];
}
