// The labeller: which sensitive compartments a piece of an entry speaks of, by its codes, names and texts.
import { compartments, joint, type Compartment, type Sensitive } from "#shared/roles.ts";
import { findCode } from "./codes.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { extensionPlace } from "./paths.ts";
import { plainText, textOfAttachment } from "./plainText.ts";
import { findTerms } from "./terms.ts";

/** Below this a label is unsure: the part is sealed in the compartment all the same until someone confirms. */
export const sureFrom = 0.5;

/** What was found: each sensitive compartment with the confidence of its surest mention. */
export class Labels {
  readonly found = new Map<Sensitive, number>();
  /** An attachment that nothing could be read from. */
  opaque = false;

  add(compartment: Sensitive, confidence: number): void {
    if (confidence > (this.found.get(compartment) ?? 0)) this.found.set(compartment, confidence);
  }
  merge(other: Labels): void {
    for (const [compartment, confidence] of other.found) this.add(compartment, confidence);
    this.opaque ||= other.opaque;
  }
  get any(): boolean {
    return this.found.size > 0;
  }
  get unsure(): boolean {
    return [...this.found.values()].some((confidence) => confidence < sureFrom);
  }
}

/** The one compartment for several sensitive mentions: the smallest declared joint compartment that has them all. */
export function jointOf(mentions: ReadonlySet<Sensitive>): Compartment {
  const [only] = mentions;
  if (mentions.size === 1 && only !== undefined) return only;
  const fitting = compartments.filter((name) => {
    const members = joint[name];
    return members !== undefined && [...mentions].every((mention) => members.includes(mention));
  });
  return fitting.toSorted((one, other) => (joint[one]?.length ?? 0) - (joint[other]?.length ?? 0))[0] ?? "allJoint";
}

/** Members whose strings say nothing in words: addresses, ids, dates, codes without a text of their own. */
const wordless = new Set(["reference", "system", "id", "resourceType", "contentType", "versionId", "fullUrl", "hash"]);

/** Collects what a value speaks of, at any depth. */
export function labelValue(value: JsonValue, into: Labels, member = ""): void {
  if (typeof value === "string") labelText(value, member, into);
  else if (Array.isArray(value)) for (const item of value) labelValue(item, into, member);
  else if (isObject(value)) labelObject(value, into);
}

function labelObject(object: JsonObject, into: Labels): void {
  if (typeof object["code"] === "string") findCode(object["system"], object["code"], into);
  if (typeof object["contentType"] === "string") labelAttachment(object, into);
  for (const member of Object.keys(object)) {
    if (!wordless.has(member) && member !== "data") labelValue(object[member] as JsonValue, into, member);
  }
}

function labelText(text: string, member: string, into: Labels): void {
  if (member === "url" || member === "valueUri" || member === "valueUrl") {
    const place = extensionPlace(text);
    if (place !== undefined && isSensitive(place)) into.add(place, 1);
  } else findTerms(member === "div" ? plainText(text) : text, into);
}

function labelAttachment(attachment: JsonObject, into: Labels): void {
  const text = textOfAttachment(attachment["contentType"] as string, attachment["data"]);
  if (text === undefined) into.opaque = true;
  else findTerms(text, into);
}

const isSensitive = (place: Compartment): place is Sensitive =>
  (joint.allJoint as readonly string[] | undefined)?.includes(place) ?? false;

/** True when the sender's own label says "restricted" or "very restricted" (HL7 v3 Confidentiality). */
export function isRestricted(resource: JsonObject): boolean {
  const meta = resource["meta"];
  const labels = isObject(meta) && Array.isArray(meta["security"]) ? meta["security"] : [];
  return [...labels, ...codingsOf(resource["securityLabel"])].some(
    (label) =>
      isObject(label) &&
      String(label["system"]).endsWith("v3-Confidentiality") &&
      (label["code"] === "R" || label["code"] === "V"),
  );
}
/** DocumentReference.securityLabel says the same in CodeableConcepts. */
function codingsOf(concepts: JsonValue | undefined): JsonValue[] {
  if (!Array.isArray(concepts)) return [];
  return concepts.flatMap((concept) =>
    isObject(concept) && Array.isArray(concept["coding"]) ? concept["coding"] : [],
  );
}
