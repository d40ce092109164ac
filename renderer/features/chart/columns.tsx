// What each section shows of an entry, column by column. What is absent is "not known" or blank by the column's sense.
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import type { JsonValue } from "#shared/fhir/json.ts";
import type { LanguageTag } from "#shared/words/index.ts";
import { showDay, showInstant } from "#ui/dates.ts";
import type { Column } from "#ui/Grid.tsx";
import type { Say } from "#ui/language.ts";
import { Spark } from "#ui/Spark.tsx";
import { conceptText, dateIn, listOf, objectOf, referenceText, stringOf } from "./elements.ts";
import { EntryName } from "./EntryName.tsx";
import type { Line } from "./line.ts";
import { measuredIn } from "./measured.ts";
import { Value } from "./Value.tsx";
import { statusWords } from "./statusWords.ts";

type Columns = (say: Say, language: LanguageTag) => readonly Column<Line>[];

const dates = [
  "effectiveDateTime",
  "effectivePeriod",
  "onsetDateTime",
  "onsetPeriod",
  "authoredOn",
  "occurrenceDateTime",
  "performedDateTime",
  "performedPeriod",
  "period",
  "recordedDate",
  "billablePeriod",
  "created",
  "date",
  "issued",
  "start",
  "started",
] as const;

/** When the entry is about, for the order of lines. */
export const dateOf = ({ resource }: DecodedEntry): string => dateIn(resource, ...dates);

/** What the entry is called, whichever element says so. */
export function nameOf({ type, resource }: DecodedEntry): string {
  const concepts = ["code", "medicationCodeableConcept", "vaccineCode", "type", "category", "class", "serviceType"];
  for (const member of concepts) if (conceptText(resource[member]) !== "") return conceptText(resource[member]);
  const texts = ["title", "description", "name"].map((member) => stringOf(resource[member]));
  return texts.find((text) => text !== "") ?? referenceText(resource["medicationReference"]) ?? type;
}

const name = (header: string): Column<Line> => ({
  id: "name",
  header,
  width: "minmax(240px, 3fr)",
  cell: ({ entry }) => <EntryName entry={entry} name={nameOf(entry)} />,
});
const day = (header: string, language: LanguageTag, dateIs: (entry: DecodedEntry) => string): Column<Line> => ({
  id: header,
  header,
  width: "150px",
  cell: ({ entry }) => showDay(dateIs(entry), language),
});
const words = (id: string, header: string, width: string, text: (entry: DecodedEntry) => string): Column<Line> => ({
  id,
  header,
  width,
  cell: ({ entry }) => <span title={text(entry)}>{text(entry)}</span>,
});
const status = (say: Say, member: string): Column<Line> =>
  words("status", say("chart.status"), "150px", ({ resource }) => statusWords(say, resource[member]));

export const problems: Columns = (say, language) => [
  name(say("chart.problem")),
  status(say, "clinicalStatus"),
  words("certainty", say("chart.certainty"), "130px", ({ resource }) =>
    statusWords(say, resource["verificationStatus"]),
  ),
  day(say("chart.since"), language, ({ resource }) => dateIn(resource, "onsetDateTime", "onsetPeriod", "recordedDate")),
  day(say("chart.until"), language, ({ resource }) => dateIn(resource, "abatementDateTime", "abatementPeriod")),
];

export const medicines: Columns = (say, language) => [
  name(say("chart.medicine")),
  words("dose", say("chart.dose"), "minmax(160px, 2fr)", ({ resource }) =>
    doseText(resource["dosageInstruction"] ?? resource["dosage"]),
  ),
  status(say, "status"),
  words("reason", say("chart.reason"), "minmax(120px, 1fr)", ({ resource }) => conceptText(resource["reasonCode"])),
  day(say("chart.ordered"), language, dateOf),
];

function doseText(dosage: JsonValue | undefined): string {
  return (
    listOf(dosage)
      .map((dose) => stringOf(dose["text"]) || conceptText(dose["route"]))
      .find((text) => text !== "") ?? ""
  );
}

const value = (say: Say): Column<Line> => ({
  id: "value",
  header: say("chart.value"),
  width: "minmax(170px, 2fr)",
  cell: ({ entry }) => <Value measured={measuredIn(entry.resource)} />,
});

export const vitals: Columns = (say, language) => [
  name(say("chart.vital")),
  value(say),
  words("at", say("chart.measured"), "180px", ({ resource }) => showInstant(dateIn(resource, ...dates), language)),
  {
    id: "course",
    header: say("chart.course"),
    width: "150px",
    cell: ({ entry, earlier }) => {
      const numbers = [...earlier]
        .reverse()
        .concat(entry)
        .flatMap(({ resource }) => measuredIn(resource).number ?? []);
      return <Spark values={numbers.slice(-24)} label={say("chart.courseOf", { count: numbers.length })} />;
    },
  },
  { id: "times", header: say("chart.times"), width: "100px", align: "end", cell: ({ earlier }) => earlier.length + 1 },
];

export const results: Columns = (say, language) => [
  name(say("chart.result")),
  value(say),
  words("range", say("chart.range"), "150px", ({ resource }) => measuredIn(resource).range),
  status(say, "status"),
  words("at", say("chart.measured"), "180px", (entry) => showInstant(dateOf(entry), language)),
];

export const encounters: Columns = (say, language) => [
  name(say("chart.encounter")),
  words("class", say("chart.kind"), "140px", ({ resource }) => classText(say, resource["class"])),
  words("reason", say("chart.reason"), "minmax(140px, 2fr)", ({ resource }) => conceptText(resource["reasonCode"])),
  status(say, "status"),
  words("at", say("chart.from"), "180px", (entry) => showInstant(dateOf(entry), language)),
];

const classes = {
  AMB: "ambulatory",
  EMER: "emergency",
  IMP: "inpatient",
  ACUTE: "inpatient",
  NONAC: "inpatient",
  HH: "home",
  VR: "virtual",
} as const;

function classText(say: Say, element: JsonValue | undefined): string {
  const code = stringOf(objectOf(element)?.["code"]);
  const known = Object.hasOwn(classes, code) ? classes[code as keyof typeof classes] : undefined;
  return known === undefined ? stringOf(objectOf(element)?.["display"]) || code : say(`chart.classes.${known}`);
}

export const allergies: Columns = (say, language) => [
  name(say("chart.allergy")),
  words("reaction", say("chart.reaction"), "minmax(140px, 2fr)", ({ resource }) =>
    listOf(resource["reaction"])
      .map((reaction) => conceptText(reaction["manifestation"]))
      .join(", "),
  ),
  words("danger", say("chart.danger"), "140px", ({ resource }) => dangerText(say, stringOf(resource["criticality"]))),
  status(say, "clinicalStatus"),
  day(say("chart.since"), language, ({ resource }) => dateIn(resource, "onsetDateTime", "recordedDate", "period")),
];

const dangers = { high: "high", low: "low", "unable-to-assess": "unclear" } as const;

function dangerText(say: Say, code: string): string {
  return Object.hasOwn(dangers, code) ? say(`chart.dangers.${dangers[code as keyof typeof dangers]}`) : code;
}

export const immunisations: Columns = (say, language) => [
  name(say("chart.vaccine")),
  status(say, "status"),
  words("lot", say("chart.lot"), "140px", ({ resource }) => stringOf(resource["lotNumber"])),
  day(say("chart.given"), language, dateOf),
];

export const rest: Columns = (say, language) => [
  words("type", say("chart.type"), "200px", ({ type }) => type),
  name(say("chart.what")),
  status(say, "status"),
  day(say("chart.date"), language, dateOf),
];
