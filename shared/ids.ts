// Branded identifiers: random 128-bit ids as 32 lower-case hex digits, so that a patient is not a string.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A chart, and what the contract calls a patient: the first chart of the person's set of charts. */
export type PatientId = Branded<"PatientId">;
export type EntryId = Branded<"EntryId">;
export type VersionId = Branded<"VersionId">;
export type PersonId = Branded<"PersonId">;
export type TerminalId = Branded<"TerminalId">;
export type UnitId = Branded<"UnitId">;
export type DomainId = Branded<"DomainId">;
export type JobId = Branded<"JobId">;
export type SessionToken = Branded<"SessionToken">;

export const idPattern = /^[0-9a-f]{32}$/;
/** 32 hex digits as 16 bytes. */
export const idBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
/** 16 bytes as 32 hex digits; the caller says which kind of id it is. */
export const idOf = <Id extends string>(bytes: Uint8Array): Id =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") as Id;
