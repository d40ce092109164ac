// Encounters: visits to the practice and stays on the ward.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dayMilliseconds, instantText } from "./calendar.ts";
import type { Care, Visit } from "./care.ts";
import { concept, type Code } from "./codes.ts";

const kinds = {
  checkUp: ["AMB", "ambulatory", ["snomed", "185349003", "Encounter for check up"]],
  followUp: ["AMB", "ambulatory", ["snomed", "390906007", "Follow-up encounter"]],
  acute: ["AMB", "ambulatory", ["snomed", "185345009", "Encounter for symptom"]],
  stay: ["IMP", "inpatient encounter", ["snomed", "32485007", "Hospital admission"]],
} as const satisfies Record<string, readonly [string, string, Code]>;
export type VisitKind = keyof typeof kinds;

/** Adds an Encounter that began at an instant; a stay lasts `days`, any other visit some minutes. */
export function addVisit(care: Care, kind: VisitKind, at: number, reason?: JsonObject, days = 3): Visit {
  const [code, display, type] = kinds[kind];
  const long = kind === "stay" ? days * dayMilliseconds : care.chance.whole(2, 5) * 600_000;
  const encounter = care.chart.add({
    resourceType: "Encounter",
    status: "finished",
    class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code, display },
    type: [concept([type])],
    subject: care.subject,
    participant: [{ individual: { display: care.physician } }],
    period: { start: instantText(at), end: instantText(Math.min(at + long, care.today)) },
    ...(reason === undefined ? {} : { reasonCode: [reason] }),
    serviceProvider: { display: care.unit },
  });
  return { at, encounter };
}
