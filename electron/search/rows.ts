// The only SQL of the index files.
import type { ReadableVault, WritableVault } from "#vault/vault.ts";

/** What the files hold and how names become tokens. INVARIANT: raise it when either changes: files of another form are made anew. */
export const form = 1;

const state = `
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('form', ${form}), ('reflects', 0), ('patients', 0);`;

/**
 * The word table keeps no text and no positions, so removing a person's words needs the very tokens that were put in:
 * `patient.tokens` is that copy. The ascii tokenizer splits at our spaces and leaves every other letter alone.
 */
export const identitySchema = `${state}
CREATE TABLE patient (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, sex TEXT NOT NULL, birth TEXT NOT NULL,
  sort TEXT NOT NULL, tokens TEXT NOT NULL
) STRICT;
CREATE INDEX patient_sort ON patient (sort);
CREATE INDEX patient_birth ON patient (birth);
CREATE VIRTUAL TABLE word USING fts5 (
  tokens, content = '', columnsize = 0, detail = none, prefix = '1 2 3 4 5 6 7 8', tokenize = 'ascii'
);`;

export const identifiersSchema = `${state}
CREATE TABLE identifier (
  patient BLOB NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, system TEXT NOT NULL, value TEXT NOT NULL,
  folded TEXT NOT NULL, PRIMARY KEY (patient, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_folded ON identifier (folded);`;

/** A number is kept forwards and backwards: the first digits are a prefix of one, the last of the other. */
export const contactSchema = `${state}
CREATE TABLE phone (
  patient BLOB NOT NULL, digits TEXT NOT NULL, backwards TEXT NOT NULL, PRIMARY KEY (patient, digits)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_digits ON phone (digits);
CREATE INDEX phone_backwards ON phone (backwards);`;

export const stateOf = (file: ReadableVault, name: "form" | "reflects" | "patients"): number =>
  file.one<{ value: number }>("SELECT value FROM state WHERE name = ?", name)?.value ?? 0;
export const setState = (file: WritableVault, name: "reflects", value: number): void => {
  file.run("UPDATE state SET value = ? WHERE name = ?", value, name);
};

export interface PatientRow {
  readonly number: number;
  readonly id: Uint8Array;
  readonly name: string;
  readonly sex: string;
  readonly birth: string;
  readonly tokens: string;
}
export type PatientFacts = Omit<PatientRow, "number"> & { readonly sort: string };

const columns = "patient.number, patient.id, patient.name, patient.sex, patient.birth, patient.tokens";
/** Sorts after every text that begins with the prefix: the highest code point in UTF-8. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;

export const patientById = (file: ReadableVault, id: Uint8Array): PatientRow | undefined =>
  file.one(`SELECT ${columns} FROM patient WHERE id = ?`, id);

/** `expression` holds quoted tokens only. */
export const patientsByWords = (file: ReadableVault, expression: string, limit: number): PatientRow[] =>
  file.all(
    `SELECT ${columns} FROM word JOIN patient ON patient.number = word.rowid WHERE word MATCH ? LIMIT ?`,
    expression,
    limit,
  );

/** `start` is the start of one of the person's tokens, "" for any person's. */
export const patientsBornIn = (file: ReadableVault, date: string, start: string, limit: number): PatientRow[] =>
  file.all(
    `SELECT ${columns} FROM patient WHERE birth >= ? AND birth < ? AND instr(' ' || tokens, ?) > 0
     ORDER BY birth, number LIMIT ?`,
    date,
    after(date),
    start === "" ? "" : ` ${start}`,
    limit,
  );

export const patientsInOrder = (file: ReadableVault, from: number, limit: number): PatientRow[] =>
  file.all(`SELECT ${columns} FROM patient ORDER BY sort, number LIMIT ? OFFSET ?`, limit, from);

export function putPatient(file: WritableVault, facts: PatientFacts): void {
  const { id, name, sex, birth, sort, tokens } = facts;
  const before = patientById(file, id);
  if (before === undefined) {
    const made = file.one<{ number: number }>(
      "INSERT INTO patient (id, name, sex, birth, sort, tokens) VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
      id,
      name,
      sex,
      birth,
      sort,
      tokens,
    );
    file.run("INSERT INTO word (rowid, tokens) VALUES (?, ?)", made?.number ?? null, tokens);
    file.run("UPDATE state SET value = value + 1 WHERE name = 'patients'");
    return;
  }
  const { number } = before;
  file.run(
    "UPDATE patient SET name = ?, sex = ?, birth = ?, sort = ?, tokens = ? WHERE number = ?",
    name,
    sex,
    birth,
    sort,
    tokens,
    number,
  );
  if (before.tokens === tokens) return;
  removeWords(file, before);
  file.run("INSERT INTO word (rowid, tokens) VALUES (?, ?)", number, tokens);
}

export function removePatient(file: WritableVault, id: Uint8Array): void {
  const before = patientById(file, id);
  if (before === undefined) return;
  removeWords(file, before);
  file.run("DELETE FROM patient WHERE number = ?", before.number);
  file.run("UPDATE state SET value = value - 1 WHERE name = 'patients'");
}

const removeWords = (file: WritableVault, { number, tokens }: PatientRow): void => {
  file.run("INSERT INTO word (word, rowid, tokens) VALUES ('delete', ?, ?)", number, tokens);
};

/** Merges some pages of the word table; a negative count begins to bring all into one piece. Answers whether anything was left to do. */
export function mergeWords(file: WritableVault, pages: number): boolean {
  const changes = () => file.one<{ changes: number }>("SELECT total_changes() AS changes")?.changes ?? 0;
  const before = changes();
  file.run("INSERT INTO word (word, rank) VALUES ('merge', ?)", pages);
  return changes() - before >= 2; // FTS5: fewer than two changes mean that there was nothing to merge
}

export interface IdentifierRow {
  readonly label: string;
  readonly system: string;
  readonly value: string;
}

export const identifiersOf = (file: ReadableVault, patient: Uint8Array): IdentifierRow[] =>
  file.all("SELECT label, system, value FROM identifier WHERE patient = ? ORDER BY place", patient);

export function putIdentifiers(
  file: WritableVault,
  patient: Uint8Array,
  identifiers: readonly (IdentifierRow & { readonly folded: string })[],
): void {
  removeIdentifiers(file, patient);
  identifiers.forEach(({ label, system, value, folded }, place) => {
    file.run("INSERT INTO identifier VALUES (?, ?, ?, ?, ?, ?)", patient, place, label, system, value, folded);
  });
}

export const removeIdentifiers = (file: WritableVault, patient: Uint8Array): void => {
  file.run("DELETE FROM identifier WHERE patient = ?", patient);
};

interface Holder {
  readonly patient: Uint8Array;
}

export const holdersOfIdentifier = (file: ReadableVault, folded: string, limit: number): Holder[] =>
  file.all("SELECT patient FROM identifier WHERE folded = ? LIMIT ?", folded, limit);
export const holdersOfIdentifierFrom = (file: ReadableVault, prefix: string, limit: number): Holder[] =>
  file.all(
    "SELECT patient FROM identifier WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
    prefix,
    after(prefix),
    limit,
  );

export function putPhones(file: WritableVault, patient: Uint8Array, numbers: Iterable<string>): void {
  removePhones(file, patient);
  for (const digits of numbers) {
    file.run("INSERT INTO phone VALUES (?, ?, ?)", patient, digits, backwards(digits));
  }
}

export const removePhones = (file: WritableVault, patient: Uint8Array): void => {
  file.run("DELETE FROM phone WHERE patient = ?", patient);
};

export const holdersOfPhoneFrom = (file: ReadableVault, first: string, limit: number): Holder[] =>
  file.all(
    "SELECT patient FROM phone WHERE digits >= ? AND digits < ? ORDER BY digits LIMIT ?",
    first,
    after(first),
    limit,
  );
export function holdersOfPhoneTo(file: ReadableVault, last: string, limit: number): Holder[] {
  const from = backwards(last);
  return file.all(
    "SELECT patient FROM phone WHERE backwards >= ? AND backwards < ? ORDER BY backwards LIMIT ?",
    from,
    after(from),
    limit,
  );
}

const backwards = (digits: string): string => Array.from(digits).reverse().join("");
