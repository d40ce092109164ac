// What somebody types is read in every sense it can have; the most telling sense answers first.
import type { ReadableVault } from "#vault/vault.ts";
import { typedDate } from "./birthDates.ts";
import { foldDigits, foldIdentifier, withoutTrunk } from "./fold.ts";
import {
  holdersOfIdentifier,
  holdersOfIdentifierFrom,
  holdersOfPhoneFrom,
  holdersOfPhoneTo,
  patientById,
  patientsBornIn,
  patientsByWords,
  type PatientRow,
} from "./rows.ts";
import { fits, pairs, queryTerms, type Term } from "./tokens.ts";

export interface IndexFiles {
  readonly identity?: ReadableVault;
  readonly identifiers?: ReadableVault;
  readonly contact?: ReadableVault;
}

/** Fewer characters of a number find nobody but who has exactly that number. */
const leastOfIdentifier = 3;
const leastOfPhone = 4;
/** Holders of a number's beginning that are looked at when a name must fit as well. */
const mostHolders = 200;
/** People born on a date, with a name that begins as typed, that are looked at when more must fit. */
const mostBorn = 1000;
/** Characters of a query that are looked at. */
const longestQuery = 300;

/**
 * At most `limit` people, each once: by birth date, by a whole number, by name (a whole last word before a beginning),
 * then by the beginning of a number and by telephone. Files that are not open answer nothing.
 */
export function findPatients(files: IndexFiles, text: string, limit: number): PatientRow[] {
  const { identity } = files;
  if (identity === undefined) return [];
  const found = new Map<number, PatientRow>();
  for (const sense of senses({ ...files, identity }, text.slice(0, longestQuery), limit)) {
    for (const row of sense()) {
      if (found.size >= limit) break;
      found.set(row.number, row);
    }
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

type Open = IndexFiles & { readonly identity: ReadableVault };
type Sense = () => Iterable<PatientRow>;

function senses(files: Open, text: string, limit: number): Sense[] {
  const typed = typedDate(text);
  const byDate: Sense[] = (typed?.dates ?? []).map((date) => () => {
    const names = queryTerms(typed?.rest ?? "");
    const start = names[0]?.han ? (Array.from(names[0].text)[0] ?? "") : (names[0]?.text ?? "");
    const born = patientsBornIn(files.identity, date, start, names.length === 0 ? limit : mostBorn);
    return born.filter((row) => fits(row.tokens.split(" "), names));
  });
  const byWords = expressions(queryTerms(text)).map((words) => () => patientsByWords(files.identity, words, limit));
  const { number, names } = apart(text);
  if (number === "") return [...byDate, ...byWords];
  const holders =
    (fitted: readonly Term[]): ByHolders =>
    (find) =>
    () =>
      fitting(files.identity, find, fitted, limit);
  // "mrn 012345" is a number with a space in it, or a name beside a number.
  const readings = [{ number: text, by: holders([]) }];
  if (names.length > 0) readings.push({ number, by: holders(names) });
  const whole = readings.flatMap((reading) => wholeNumber(files, reading.number, reading.by));
  const parts = readings.flatMap((reading) => partOfNumber(files, reading.number, reading.by));
  return [...byDate, ...whole, ...byWords, ...parts];
}

type ByHolders = (find: (most: number) => { patient: Uint8Array }[]) => Sense;

function wholeNumber({ identifiers }: Open, number: string, holders: ByHolders): Sense[] {
  const folded = foldIdentifier(number);
  if (identifiers === undefined || folded === "") return [];
  return [holders((most) => holdersOfIdentifier(identifiers, folded, most))];
}

function partOfNumber({ identifiers, contact }: Open, number: string, holders: ByHolders): Sense[] {
  const senses: Sense[] = [];
  const folded = foldIdentifier(number);
  if (identifiers && folded.length >= leastOfIdentifier) {
    senses.push(holders((most) => holdersOfIdentifierFrom(identifiers, folded, most)));
  }
  const digits = /\p{L}/u.test(number) ? "" : foldDigits(number);
  if (contact && digits.length >= leastOfPhone) {
    // The zeros before a number may be its own or a way to dial it.
    const dialled = withoutTrunk(digits);
    if (dialled.length >= leastOfPhone) senses.push(holders((most) => holdersOfPhoneFrom(contact, dialled, most)));
    senses.push(holders((most) => holdersOfPhoneTo(contact, digits, most)));
    if (dialled.length >= leastOfPhone) senses.push(holders((most) => holdersOfPhoneTo(contact, dialled, most)));
  }
  return senses;
}

function* fitting(
  identity: ReadableVault,
  find: (most: number) => { patient: Uint8Array }[],
  names: readonly Term[],
  limit: number,
): Generator<PatientRow> {
  for (const { patient } of find(names.length > 0 ? mostHolders : limit)) {
    const row = patientById(identity, patient);
    if (row && fits(row.tokens.split(" "), names)) yield row;
  }
}

/** "wang 138 1234 5678": the pieces with a digit are one number, the others names. */
function apart(text: string): { number: string; names: Term[] } {
  const pieces = text.split(/\s+/).filter((piece) => piece !== "");
  const number = pieces.filter((piece) => /\p{Nd}/u.test(piece) || !/\p{L}/u.test(piece)).join("");
  if (!/\p{Nd}/u.test(number)) return { number: "", names: [] };
  return { number, names: queryTerms(pieces.filter((piece) => !/\p{Nd}/u.test(piece)).join(" ")) };
}

/** FTS5 expressions, stricter ones first. Tokens are letters and digits, quoted: nothing typed is ever an operator. */
function expressions(terms: readonly Term[]): string[] {
  if (terms.length === 0) return [];
  const begins = ({ text }: Term) => [`"${text}"*`];
  const neighbours = ({ text }: Term) => {
    const two = pairs(text);
    return (two.length === 0 ? [text] : two).map((token) => `"${token}"`);
  };
  const anywhere = ({ text }: Term) => Array.from(text, (character) => `"${character}"`);
  const join = (word: typeof begins, han: typeof begins) =>
    terms.flatMap((term) => (term.han ? han(term) : word(term))).join(" AND ");
  const last = terms.at(-1);
  const wholeLast = (term: Term) => (term === last ? [`"${term.text}"`] : begins(term));
  return [...new Set([join(wholeLast, neighbours), join(begins, neighbours), join(begins, anywhere)])];
}
