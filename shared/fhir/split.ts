// An entry split into parts, each in exactly one compartment: by the table path → compartment and by the labeller.
import type { Compartment } from "#shared/roles.ts";
import { findOddNumbers, isObject, parseWithSource, textOf, type JsonObject, type JsonValue } from "./json.ts";
import { cutUnits, takeOut, type Unit } from "./cut.ts";
import { isRestricted, jointOf, labelValue, Labels } from "./label.ts";
import { homeOf } from "./home.ts";
import { inSourceOrder } from "./pointer.ts";
import { identifierNames, subjectsOf } from "./subjects.ts";
import { bundleSubjects } from "./bundle.ts";
import { typeRuleOf, type TypeRule } from "./types.ts";

export interface PartDraft {
  readonly compartment: Compartment;
  /** The labeller is not sure; the part is sealed high until someone confirms. */
  readonly unsure: boolean;
  /** JSON text: of the entry without what was taken out of it, or of the fragments [[pointer, value], …]. */
  readonly body: string;
  readonly fragments: boolean;
  /** The body holds a number whose text a JavaScript number would change. */
  readonly odd: boolean;
}
export interface PreparedEntry {
  readonly type: string;
  readonly id: string | undefined;
  /** Every reference string that means this entry: "Type/id", its fullUrl, and for patients their identifiers. */
  readonly names: string[];
  /** The patients it is about; a patient is about itself. */
  readonly subjects: string[];
  readonly parts: PartDraft[];
}

/**
 * Splits one resource, given as minified JSON text. Throws SyntaxError on what is no JSON and TypeError on JSON that is
 * no resource. INVARIANT: putting all parts together (decode.ts) gives the resource back, number text included.
 */
export function prepareEntry(
  text: string,
  options: { oddNumbers: boolean; fullUrl?: string | undefined },
): PreparedEntry {
  const resource = options.oddNumbers ? parseWithSource(text) : (JSON.parse(text) as JsonValue);
  if (!isObject(resource) || typeof resource["resourceType"] !== "string") throw new TypeError("no resource");
  const type = resource["resourceType"];
  const id = typeof resource["id"] === "string" ? resource["id"] : undefined;
  const names = namesOf(resource, type, id, options.fullUrl);
  const subjects =
    type === "Patient" ? names.slice(0, 1) : type === "Bundle" ? bundleSubjects(resource) : subjectsOf(resource);
  return { type, id, names, subjects, parts: partsOf(resource, text, options.oddNumbers) };
}

function namesOf(resource: JsonObject, type: string, id: string | undefined, fullUrl: string | undefined): string[] {
  const names = id === undefined ? [] : [`${type}/${id}`];
  if (fullUrl !== undefined && fullUrl !== "") names.push(fullUrl);
  if (type === "Patient") names.push(...identifierNames(resource["identifier"]));
  return [...new Set(names)];
}

interface Placed {
  readonly compartment: Compartment;
  readonly unsure: boolean;
  readonly units: readonly Unit[];
}

function partsOf(resource: JsonObject, text: string, oddNumbers: boolean): PartDraft[] {
  const { base, others } = placeAll(resource);
  const whole = others.length === 0;
  if (!whole)
    takeOut(
      resource,
      others.flatMap((placed) => placed.units),
    );
  const draft = (placed: Placed, body: string, fragments: boolean): PartDraft => ({
    compartment: placed.compartment,
    unsure: placed.unsure,
    body,
    fragments,
    odd: oddNumbers && findOddNumbers(body),
  });
  return [
    draft(base, whole ? text : textOf(resource), false),
    ...others.map((placed) => draft(placed, fragmentsText(placed.units), true)),
  ];
}

const fragmentsText = (units: readonly Unit[]): string =>
  textOf(units.map((unit) => [unit.pointer, unit.value] as const).toSorted(inSourceOrder) as unknown as JsonValue);

/** Decides each unit's compartment; what lies where the base lies stays in the base. */
function placeAll(resource: JsonObject): { base: Placed; others: Placed[] } {
  const rule = typeRuleOf(resource["resourceType"] as string);
  const home = homeOf(resource, rule);
  const cut = cutUnits(resource, rule, home);
  const base = placeBase(resource, rule, home, cut.base);
  const narrative = rule.mobility === "open" ? undefined : narrativeUnit(resource, cut, base, rule);
  const byPlace = new Map<Compartment, { unsure: boolean; units: Unit[] }>();
  for (const unit of narrative === undefined ? cut.units : [...cut.units, narrative]) {
    const compartment = placeUnit(unit, base, home);
    if (compartment === base.compartment) continue;
    const placed = byPlace.get(compartment) ?? { unsure: false, units: [] };
    placed.units.push(unit);
    placed.unsure ||= unit.labels.any ? unit.labels.unsure : base.unsure && unit.home === undefined;
    byPlace.set(compartment, placed);
  }
  return { base, others: [...byPlace].map(([compartment, placed]) => ({ compartment, ...placed })) };
}

const sensitiveHomes: readonly Compartment[] = ["genetics"];

function placeBase(resource: JsonObject, rule: TypeRule, home: Compartment, labels: Labels): Placed {
  const opaque = home === "documents" && labels.opaque && !isDescribed(resource);
  if (rule.mobility !== "moves") return { compartment: home, unsure: false, units: [] };
  if (sensitiveHomes.includes(home)) labels.add("genetics", 1);
  if (labels.any) return { compartment: jointOf(new Set(labels.found.keys())), unsure: labels.unsure, units: [] };
  // The sender restricts it and does not say why: sealed as high as there is, until someone confirms.
  if (isRestricted(resource)) return { compartment: "allJoint", unsure: true, units: [] };
  return { compartment: home, unsure: opaque, units: [] };
}

/** Something is known of a document whose content cannot be read. */
const isDescribed = (resource: JsonObject): boolean =>
  ["type", "category", "code", "modality", "procedureCode"].some((member) => resource[member] !== undefined);

/** Moving moves the whole entry: an echo without a mention of its own then goes with it. */
function placeUnit(unit: Unit, base: Placed, home: Compartment): Compartment {
  if (unit.labels.any) return jointOf(new Set(unit.labels.found.keys()));
  if (base.compartment !== home || unit.home === undefined) return base.compartment;
  return unit.home;
}

const openness: readonly Compartment[] = [
  "identity",
  "billing",
  "contact",
  "identifiers",
  "safety",
  "clinical",
  "medications",
  "labs",
  "documents",
];

/** The narrative repeats everything, so it follows the most sensitive part of its entry. */
function narrativeUnit(
  resource: JsonObject,
  cut: { base: Labels; units: readonly Unit[] },
  base: Placed,
  rule: TypeRule,
): Unit | undefined {
  const value = resource["text"];
  if (!isObject(value)) return undefined;
  const labels = new Labels();
  if (rule.mobility === "moves") labels.merge(cut.base);
  for (const unit of cut.units) labels.merge(unit.labels);
  labelValue(value, labels);
  const homes = [base.compartment, ...cut.units.map((unit) => unit.home ?? base.compartment)];
  const limit = rule.mobility === "stays" ? openness.indexOf("safety") : openness.length;
  const rank = Math.max(...homes.map((home) => openness.indexOf(home)).filter((at) => at <= limit));
  return { pointer: "/text", value, labels, home: openness[rank] };
}
