// The sections of a chart: one table. An entry stands in the first section that takes it; the last takes the rest.
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import { guarded, type Compartment } from "#shared/roles.ts";
import type { LanguageTag } from "#shared/words/index.ts";
import type { Column } from "#ui/Grid.tsx";
import type { Say } from "#ui/language.ts";
import * as columns from "./columns.tsx";
import { codesOf } from "./elements.ts";
import type { Line } from "./line.ts";
import { groupVitals } from "./vitals.ts";

export const sectionIds = [
  "problems",
  "medicines",
  "vitals",
  "results",
  "encounters",
  "allergies",
  "immunisations",
  "documents",
  "rest",
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface Section {
  readonly id: SectionId;
  /** Where its entries usually lie: when all of these are closed, so is the section. */
  readonly home: readonly Compartment[];
  /** Where else its entries may lie. */
  readonly also: readonly Compartment[];
  readonly takes: (entry: DecodedEntry) => boolean;
  readonly lines: (entries: readonly DecodedEntry[]) => readonly Line[];
  readonly columns: (say: Say, language: LanguageTag) => readonly Column<Line>[];
}

/** True when everywhere that the section's entries usually lie is closed to the reader. */
export const isClosed = ({ home }: Section, withheld: readonly { readonly compartment: Compartment }[]): boolean =>
  home.length > 0 && home.every((each) => withheld.some(({ compartment }) => compartment === each));

const ofType =
  (...types: readonly string[]) =>
  ({ type }: DecodedEntry): boolean =>
    types.includes(type);
const isVital = ({ type, resource }: DecodedEntry): boolean =>
  type === "Observation" && codesOf(resource["category"]).includes("vital-signs");

const newestFirst = (entries: readonly DecodedEntry[]): readonly Line[] =>
  entries
    .map((entry) => ({ entry, earlier: [] }))
    .sort((one, other) => columns.dateOf(other.entry).localeCompare(columns.dateOf(one.entry)));

export const sections: readonly Section[] = [
  {
    id: "problems",
    home: ["clinical"],
    also: guarded,
    takes: ofType("Condition"),
    lines: newestFirst,
    columns: columns.problems,
  },
  {
    id: "medicines",
    home: ["medications"],
    also: guarded,
    takes: ofType("MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense"),
    lines: newestFirst,
    columns: columns.medicines,
  },
  { id: "vitals", home: ["clinical"], also: [], takes: isVital, lines: groupVitals, columns: columns.vitals },
  {
    id: "results",
    home: ["labs"],
    also: ["clinical", ...guarded],
    takes: ofType("Observation", "DiagnosticReport"),
    lines: newestFirst,
    columns: columns.results,
  },
  {
    id: "encounters",
    home: ["clinical"],
    also: guarded,
    takes: ofType("Encounter", "EpisodeOfCare", "Appointment"),
    lines: newestFirst,
    columns: columns.encounters,
  },
  {
    id: "allergies",
    home: ["safety"],
    also: [],
    takes: ofType("AllergyIntolerance", "Flag"),
    lines: newestFirst,
    columns: columns.allergies,
  },
  {
    id: "immunisations",
    home: ["medications"],
    also: [],
    takes: ofType("Immunization"),
    lines: newestFirst,
    columns: columns.immunisations,
  },
  {
    id: "documents",
    home: ["documents"],
    also: guarded,
    takes: ofType("DocumentReference", "DocumentManifest", "Composition", "Binary", "Media", "ImagingStudy", "Bundle"),
    lines: newestFirst,
    columns: columns.rest,
  },
  {
    id: "rest",
    home: [],
    also: ["clinical", "contact", "identifiers", "billing", ...guarded],
    takes: () => true,
    lines: newestFirst,
    columns: columns.rest,
  },
];

/** The lines of every section; no entry is in two and none in none. */
export function lineUp(entries: readonly DecodedEntry[]): ReadonlyMap<SectionId, readonly Line[]> {
  const taken = new Map<SectionId, DecodedEntry[]>(sectionIds.map((id) => [id, []]));
  for (const entry of entries) {
    const section = sections.find((candidate) => candidate.takes(entry));
    if (section !== undefined) taken.get(section.id)?.push(entry);
  }
  return new Map(sections.map((section) => [section.id, section.lines(taken.get(section.id) ?? [])]));
}
