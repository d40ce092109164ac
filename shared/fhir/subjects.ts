// Which element names the patient an entry is about, per resource type (the R4 patient compartment definition).
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { ResourceType } from "./types.ts";

/** Element paths in order; a type that is not named has none, unless it carries `subject` or `patient`. */
const subjectTable: Partial<Record<ResourceType, readonly string[]>> = {
  Account: ["subject"],
  Appointment: ["participant.actor"],
  AppointmentResponse: ["actor"],
  AuditEvent: ["agent.who", "entity.what"],
  BodyStructure: ["patient"],
  CoverageEligibilityRequest: ["patient"],
  CoverageEligibilityResponse: ["patient"],
  Coverage: ["beneficiary"],
  Device: ["patient"],
  EnrollmentRequest: ["candidate"],
  Linkage: [],
  MolecularSequence: ["patient"],
  Person: ["link.target"],
  Provenance: ["target"],
  ResearchSubject: ["individual"],
  Schedule: ["actor"],
  SupplyRequest: ["deliverTo"],
  Task: ["for"],
};
const usual = ["subject", "patient"];

/**
 * The references of the patients that an entry is about: none, one, or several different ones. A contained or a
 * logical reference is named by the patient's identifier, like a conditional one.
 */
export function subjectsOf(resource: JsonObject): string[] {
  const paths = subjectTable[resource["resourceType"] as ResourceType] ?? usual;
  const found = paths.flatMap((path) => valuesAt(resource, path.split(".")));
  return [...new Set(found.flatMap((value) => patientName(value, resource)))];
}

function valuesAt(value: JsonValue | undefined, steps: readonly string[]): JsonValue[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  return isObject(value) ? valuesAt(Object.hasOwn(value, step) ? value[step] : undefined, rest) : [];
}

/** "Patient/1/_history/2" names the same patient as "Patient/1". */
const withoutVersion = (reference: string): string => reference.replace(/\/_history\/[^/]*$/, "");
const namesPatient = /^(?:urn:(?:uuid|oid):|Patient\?|(?:.*\/)?Patient\/[^/]+$)/;

function patientName(value: JsonValue, resource: JsonObject): string[] {
  if (!isObject(value)) return [];
  const { reference, type, identifier } = value;
  if (typeof type === "string" && type !== "Patient" && !type.endsWith("/Patient")) return [];
  if (typeof reference !== "string") return type === undefined ? [] : firstOf(identifierNames([identifier ?? null]));
  if (reference.startsWith("#")) return containedName(reference.slice(1), resource);
  const name = withoutVersion(reference);
  return namesPatient.test(name) ? [name] : [];
}

function containedName(id: string, resource: JsonObject): string[] {
  const contained = Array.isArray(resource["contained"]) ? resource["contained"] : [];
  const patient = contained.find((item) => isObject(item) && item["id"] === id && item["resourceType"] === "Patient");
  return isObject(patient) ? firstOf(identifierNames(patient["identifier"])) : [];
}
const firstOf = (names: string[]): string[] => names.slice(0, 1);

/** Conditional references that mean the patient with one of these identifiers. */
export function identifierNames(identifiers: JsonValue | undefined): string[] {
  if (!Array.isArray(identifiers)) return [];
  return identifiers.flatMap((identifier) => {
    if (!isObject(identifier) || typeof identifier["value"] !== "string") return [];
    const system = typeof identifier["system"] === "string" ? `${identifier["system"]}|` : "";
    return [`Patient?identifier=${system}${identifier["value"]}`];
  });
}
