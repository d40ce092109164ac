// Conditions, prescriptions, procedures and allergies.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dateText, dayMilliseconds, instantText } from "./calendar.ts";
import { about, namedConcept, said, type Care, type Visit } from "./care.ts";
import { concept, hl7, quantity, type Code } from "./codes.ts";
import { medicines, fittingMedicine, type Medicine, type MedicineName } from "./medicines.ts";

/** Adds a condition found in a visit; one with an end is resolved by then. */
export function addCondition(
  care: Care,
  visit: Visit,
  codes: readonly Code[],
  chinese: string,
  endsAt?: number,
): JsonObject {
  const over = endsAt !== undefined && endsAt <= care.today;
  return care.chart.add({
    resourceType: "Condition",
    clinicalStatus: hl7("condition-clinical", over ? "resolved" : "active"),
    verificationStatus: hl7("condition-ver-status", "confirmed"),
    category: [hl7("condition-category", "encounter-diagnosis")],
    code: namedConcept(care, codes, chinese),
    ...about(care, visit),
    onsetDateTime: dateText(visit.at),
    ...(over ? { abatementDateTime: dateText(endsAt) } : {}),
    recordedDate: dateText(visit.at),
  });
}

/**
 * Prescribes a medicine, or what fits in its place, for a condition; one without an end is renewed each year until
 * today, and not begun twice.
 */
export function prescribe(care: Care, visit: Visit, wanted: MedicineName, condition: JsonObject): void {
  const name = fittingMedicine(wanted, care.against);
  const medicine: Medicine = medicines[name];
  if (medicine.days === undefined) {
    if (care.lasting.has(name)) return;
    care.lasting.add(name);
  }
  const length = (medicine.days ?? 365) * dayMilliseconds;
  const until = medicine.days === undefined ? care.today : visit.at + 1;
  for (let at = visit.at; at < until; at += length) {
    const running = at + length > care.today;
    addPrescription(care, { ...visit, at }, medicine, running, condition, at === visit.at);
  }
}

function addPrescription(
  care: Care,
  visit: Visit,
  medicine: Medicine,
  running: boolean,
  condition: JsonObject,
  first: boolean,
): void {
  const [count, what, times] = medicine.take;
  const name = said(care, medicine.codes[0]?.[2] ?? "", medicine.chinese);
  care.chart.add({
    resourceType: "MedicationRequest",
    status: running ? "active" : "completed",
    intent: "order",
    medicationCodeableConcept: concept(medicine.codes, `${name} ${medicine.strength}`),
    subject: care.subject,
    // A renewal is written without a visit.
    ...(first ? { encounter: visit.encounter } : {}),
    authoredOn: instantText(visit.at),
    requester: { display: care.physician },
    reasonReference: [condition],
    dosageInstruction: [
      {
        text: said(
          care,
          `${count} ${what}${count > 1 ? "s" : ""}, ${times} times a day`,
          `每次${count}，每日${times}次`,
        ),
        timing: { repeat: { frequency: times, period: 1, periodUnit: "d" } },
        doseAndRate: [{ doseQuantity: quantity(count, `{${what}}`) }],
      },
    ],
    dispenseRequest: { expectedSupplyDuration: quantity(medicine.days ?? 90, "d") },
  });
}

/** Adds a procedure done during a stay. */
export function addProcedure(care: Care, visit: Visit, code: Code, condition: JsonObject): JsonObject {
  const start = visit.at + 5 * 3_600_000;
  return care.chart.add({
    resourceType: "Procedure",
    status: "completed",
    code: concept([code]),
    ...about(care, visit),
    performedPeriod: { start: instantText(start), end: instantText(start + care.chance.whole(40, 130) * 60_000) },
    performer: [{ actor: { display: care.physician } }],
    reasonReference: [condition],
  });
}

interface Allergy {
  readonly name: string;
  readonly codes: readonly Code[];
  readonly chinese: string;
  readonly category: "medication" | "food" | "environment";
  readonly reaction: Code;
  readonly severe: boolean;
}
const allergy = (
  name: string,
  [code, display, chinese]: readonly [string, string, string],
  category: Allergy["category"],
  reaction: Code,
  severe: boolean,
): Allergy => ({ name, codes: [["snomed", code, display]], chinese, category, reaction, severe });

const anaphylaxis: Code = ["snomed", "39579001", "Anaphylaxis"];
const hives: Code = ["snomed", "126485001", "Urticaria"];
const allergies: readonly Allergy[] = [
  allergy("penicillin", ["91936005", "Allergy to penicillin", "青霉素过敏"], "medication", anaphylaxis, true),
  allergy("aspirin", ["293586001", "Allergy to aspirin", "阿司匹林过敏"], "medication", hives, false),
  allergy("peanut", ["91935009", "Allergy to peanut", "花生过敏"], "food", anaphylaxis, true),
  allergy("latex", ["300916003", "Latex allergy", "乳胶过敏"], "environment", hives, false),
];

/** Adds up to two allergies, or for some the statement that none is known; notes what then must not be given. */
export function addAllergies(care: Care, at: number): void {
  const found = allergies.filter(() => care.chance.happens(0.08)).slice(0, 2);
  for (const { name, codes, chinese, category, reaction, severe } of found) {
    care.against.add(name);
    addAllergy(care, at, namedConcept(care, codes, chinese), {
      category: [category],
      criticality: severe ? "high" : "low",
      reaction: [{ manifestation: [concept([reaction])], severity: severe ? "severe" : "moderate" }],
    });
  }
  const none: Code = ["snomed", "716186003", "No known allergy"];
  if (found.length === 0 && care.chance.happens(0.5))
    addAllergy(care, at, namedConcept(care, [none], "无已知过敏"), {});
}

function addAllergy(care: Care, at: number, code: JsonObject, more: JsonObject): void {
  care.chart.add({
    resourceType: "AllergyIntolerance",
    clinicalStatus: hl7("allergyintolerance-clinical", "active"),
    verificationStatus: hl7("allergyintolerance-verification", "confirmed"),
    code,
    patient: care.subject,
    recordedDate: dateText(at),
    ...more,
  });
}
