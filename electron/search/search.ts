// Finding people: three encrypted index files, one for each compartment they are taken from, opened only with its key.
import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FoundPatient } from "#shared/contract/index.ts";
import { idBytes, idOf, type PatientId } from "#shared/ids.ts";
import { openSealedFile, type Vault } from "#vault/vault.ts";
import { findPatients } from "./find.ts";
import { foldIdentifier, foldPhone } from "./fold.ts";
import * as rows from "./rows.ts";
import { nameTokens, sortKey } from "./tokens.ts";

/** The compartments that people are found by. */
export const indexParts = ["identity", "identifiers", "contact"] as const;
export type IndexPart = (typeof indexParts)[number];

/** What the index knows of a person; each part takes its own members and leaves the others alone. */
export interface Indexed {
  readonly patientId: PatientId;
  /** As shown: family first without a space in Chinese, "FAMILY, Given" in Latin letters. */
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly sex: string;
  /** FHIR date, may be partial. */
  readonly birthDate: string;
  readonly identifiers: readonly { readonly label: string; readonly system: string; readonly value: string }[];
  readonly phones: readonly string[];
}
export type PartlyIndexed = Pick<Indexed, "patientId"> & Partial<Indexed>;

export interface Search {
  /** Parts whose file was made anew at this opening, because it was missing or of an older form: all must be put again. */
  readonly rebuilt: readonly IndexPart[];
  /** Replaces what the part knows of each person, durably. A part that is not open is passed over: it stays behind. */
  put(part: IndexPart, patients: readonly PartlyIndexed[]): void;
  /** Forgets people in every open part. */
  remove(patients: readonly PatientId[]): void;
  /** At most `limit` people, the most telling match first. Never throws on what is typed. */
  find(text: string, limit: number): FoundPatient[];
  /** A page of everybody, by pinyin or folded letters, and how many there are. */
  list(from: number, limit: number): { patients: FoundPatient[]; total: number };
  /** The last change of the vault that every open part knows of. */
  reflects(): number;
  setReflects(change: number): void;
  /** One short slice of tidying after a bulk load; answers whether more is to do. */
  settle(): boolean;
  close(): void;
}

const schemas: Readonly<Record<IndexPart, string>> = {
  identity: rows.identitySchema,
  identifiers: rows.identifiersSchema,
  contact: rows.contactSchema,
};
const longestFact = 1000;

type Files = Partial<Record<IndexPart, Vault>>;

/** Opens the parts whose keys are given. Refuses as `openSealedFile` does; `discardIndex` clears the way for a rebuild. */
export function openSearch(folder: string, keys: Readonly<Partial<Record<IndexPart, Uint8Array>>>): Search {
  const files: Files = {};
  const rebuilt: IndexPart[] = [];
  try {
    for (const part of indexParts) {
      const key = keys[part];
      if (key !== undefined) files[part] = openPart(folder, part, key, rebuilt);
    }
  } catch (error) {
    closeAll(files);
    throw error;
  }
  return searchOver(files, rebuilt);
}

/** Deletes a part's file: it only repeats what the charts say, and `rebuilt` at the next opening tells to put all again. */
export function discardIndex(folder: string, part: IndexPart): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(pathOf(folder, part) + ending, { force: true });
}

const pathOf = (folder: string, part: IndexPart): string => join(folder, `${part}.index`);

function openPart(folder: string, part: IndexPart, key: Uint8Array, rebuilt: IndexPart[]): Vault {
  const path = pathOf(folder, part);
  // A crash while the file was being made leaves it empty.
  if (existsSync(path) && statSync(path).size === 0) discardIndex(folder, part);
  let file = openSealedFile(path, key, schemas[part], { create: !existsSync(path) });
  if (rows.stateOf(file, "form") !== rows.form) {
    file.close();
    discardIndex(folder, part);
    file = openSealedFile(path, key, schemas[part], { create: true });
  }
  if (rows.stateOf(file, "reflects") === 0) rebuilt.push(part);
  return file;
}

function closeAll(files: Files): void {
  for (const file of Object.values(files)) file.close();
}

function searchOver(files: Files, rebuilt: readonly IndexPart[]): Search {
  const { identity } = files;
  const shown = (row: rows.PatientRow): FoundPatient => {
    const identifiers = files.identifiers ? rows.identifiersOf(files.identifiers, row.id) : [];
    const labelled = identifiers.map(({ label, value }) => ({ label, value }));
    return {
      patientId: idOf<PatientId>(row.id),
      name: row.name,
      sex: row.sex,
      birthDate: row.birth,
      identifiers: labelled,
    };
  };
  return {
    rebuilt,
    put(part, patients) {
      const file = files[part];
      file?.commit(() => {
        for (const patient of patients) putInto[part](file, patient);
      });
    },
    remove(patients) {
      for (const part of indexParts) {
        const file = files[part];
        file?.commit(() => {
          for (const patient of patients) removeFrom[part](file, idBytes(patient));
        });
      }
    },
    find: (text, limit) => findPatients(files, text, limit).map(shown),
    list(from, limit) {
      if (identity === undefined) return { patients: [], total: 0 };
      return {
        patients: rows.patientsInOrder(identity, from, limit).map(shown),
        total: rows.stateOf(identity, "patients"),
      };
    },
    reflects() {
      const open = Object.values(files).map((file) => rows.stateOf(file, "reflects"));
      return open.length === 0 ? 0 : Math.min(...open);
    },
    setReflects(change) {
      for (const file of Object.values(files)) rows.setState(file, "reflects", change);
    },
    settle: settling(identity),
    close: () => closeAll(files),
  };
}

const putInto: Readonly<Record<IndexPart, (file: Vault, patient: PartlyIndexed) => void>> = {
  identity(file, { patientId, name = "", otherNames = [], sex = "", birthDate = "" }) {
    const tokens = nameTokens([name, ...otherNames]).join(" ");
    const facts = {
      name: name.slice(0, longestFact),
      sex: sex.slice(0, longestFact),
      birth: birthDate.slice(0, longestFact),
    };
    rows.putPatient(file, { id: idBytes(patientId), ...facts, sort: sortKey(name), tokens });
  },
  identifiers(file, { patientId, identifiers = [] }) {
    const short = identifiers.map(({ label, system, value }) => {
      const cut = value.slice(0, longestFact);
      return {
        label: label.slice(0, longestFact),
        system: system.slice(0, longestFact),
        value: cut,
        folded: foldIdentifier(cut),
      };
    });
    rows.putIdentifiers(file, idBytes(patientId), short);
  },
  contact(file, { patientId, phones = [] }) {
    const numbers = new Set(phones.map((phone) => foldPhone(phone.slice(0, longestFact))));
    numbers.delete("");
    rows.putPhones(file, idBytes(patientId), numbers);
  },
};

const removeFrom: Readonly<Record<IndexPart, (file: Vault, patient: Uint8Array) => void>> = {
  identity: rows.removePatient,
  identifiers: rows.removeIdentifiers,
  contact: rows.removePhones,
};

/** Pages of the word table merged in one slice: a few milliseconds. */
const slice = 8;

function settling(file: Vault | undefined): () => boolean {
  let begun = false;
  return () => {
    if (file === undefined) return false;
    const pages = begun ? slice : -slice;
    begun = rows.mergeWords(file, pages);
    return begun;
  };
}
