// Codes that give a sensitive matter away, by code system; the lists are in codeLists.ts, made from general knowledge.
import type { Sensitive } from "#shared/roles.ts";
import { actCodes, cielConcepts, exactCodes, prefixCodes, type CodeRow } from "./codeLists.ts";

/** What receives findings (label.ts). */
export interface Findings {
  add(compartment: Sensitive, confidence: number): void;
}
type Meaning = readonly { readonly compartment: Sensitive; readonly confidence: number }[];
type System = keyof typeof exactCodes | "icd10" | "atc" | "actCode";

/** Addresses and OIDs under which the code systems are named, by a part of the text in lower case. */
const systemNames: readonly (readonly [part: string, system: System])[] = [
  ["snomed", "snomed"],
  ["2.16.840.1.113883.6.96", "snomed"],
  ["loinc", "loinc"],
  ["2.16.840.1.113883.6.1", "loinc"],
  ["rxnorm", "rxnorm"],
  ["2.16.840.1.113883.6.88", "rxnorm"],
  ["icd-10", "icd10"],
  ["icd10", "icd10"],
  ["2.16.840.1.113883.6.90", "icd10"],
  ["2.16.840.1.113883.6.3", "icd10"],
  ["whocc.no/atc", "atc"],
  ["/atc", "atc"],
  ["2.16.840.1.113883.6.73", "atc"],
  ["v3-actcode", "actCode"],
  ["2.16.840.1.113883.5.4", "actCode"],
];
const knownSystems = new Map<string, System | undefined>();

function systemOf(name: unknown): System | undefined {
  if (typeof name !== "string") return undefined;
  if (knownSystems.has(name)) return knownSystems.get(name);
  const text = name.toLowerCase();
  // OIDs are compared to their end, so that one is not taken for the start of another.
  const system = systemNames.find(([part]) => (/^\d/.test(part) ? text.endsWith(part) : text.includes(part)))?.[1];
  if (knownSystems.size < 1_000) knownSystems.set(name, system);
  return system;
}

function tableOf(rows: readonly CodeRow[]): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>();
  for (const [names, confidence, codes] of rows) {
    const meaning =
      names === "" ? [] : names.split("+").map((name) => ({ compartment: name as Sensitive, confidence }));
    for (const code of codes.split(/\s+/).filter(Boolean)) table.set(code, [...(table.get(code) ?? []), ...meaning]);
  }
  return table;
}
const exact = Object.fromEntries(Object.entries(exactCodes).map(([system, rows]) => [system, tableOf(rows)])) as Record<
  keyof typeof exactCodes,
  ReadonlyMap<string, Meaning>
>;
const prefixes = { icd10: tableOf(prefixCodes.icd10), atc: tableOf(prefixCodes.atc) };
const acts = tableOf(actCodes);
const ciel = tableOf(cielConcepts);

/** Looks one code up. A code that looks like ICD-10 but names no system, or an unknown one, counts as unsure. */
export function findCode(systemName: unknown, code: string, into: Findings): void {
  const system = systemOf(systemName);
  if (system === "actCode") report(acts.get(code), 1, into);
  else if (system === "icd10" || system === "atc") report(longestPrefix(prefixes[system], code), 1, into);
  else if (system !== undefined) report(exact[system].get(code), 1, into);
  else if (/^[A-TV-Z]\d[\dAB](?:\.?[\dA-Z]{1,4})?$/.test(code)) report(longestPrefix(prefixes.icd10, code), 0.45, into);
  // OpenMRS writes CIEL concepts as 36 characters, often under another system's address.
  const concept = /^(\d{1,6})A{20,}$/.exec(code)?.[1];
  if (concept !== undefined) report(ciel.get(concept), 1, into);
}

/** The longest listed start of a code decides, so that an exception can be named inside a chapter. */
function longestPrefix(table: ReadonlyMap<string, Meaning>, code: string): Meaning | undefined {
  const text = code.replaceAll(".", "").toUpperCase();
  for (let length = text.length; length > 0; length -= 1) {
    const meaning = table.get(text.slice(0, length));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function report(meaning: Meaning | undefined, most: number, into: Findings): void {
  for (const { compartment, confidence } of meaning ?? []) into.add(compartment, Math.min(confidence, most));
}
