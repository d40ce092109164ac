// An entry cut into its base and the units that may lie elsewhere: echoes, extensions, contained entries.
import { compartments, sensitive, type Compartment } from "#shared/roles.ts";
import { homeOf } from "./home.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { labelValue, Labels } from "./label.ts";
import { extensionPlace, pathRuleOf, type PathRule } from "./paths.ts";
import { pointerOf } from "./pointer.ts";
import { typeRuleOf, type TypeRule } from "./types.ts";

/** An element that is decided on its own. `home` undefined: with its entry, unless its labels say otherwise. */
export interface Unit {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly labels: Labels;
  readonly home: Compartment | undefined;
}
export interface Cut {
  readonly base: Labels;
  readonly units: readonly Unit[];
}
type Steps = readonly (string | number)[];

/** Cuts by the table; the narrative is decided last, by what was found here. */
export function cutUnits(resource: JsonObject, rule: TypeRule, home: Compartment): Cut {
  const base = new Labels();
  const units: Unit[] = [];
  if (rule.mobility === "open") return { base, units };
  const type = resource["resourceType"] as string;
  for (const member of Object.keys(resource)) {
    const value = resource[member] as JsonValue;
    if (member === "resourceType" || member === "id" || member === "text") continue;
    if (member === "contained") cutContained(value, home, base, units);
    else if (rule.mobility === "stays") cutStaying(type, member, value, units);
    else {
      const way = pathRuleOf(type, member);
      if (way === "base") labelValue(value, base, member);
      else cutByRule(member, value, way, true, units);
    }
  }
  return { base, units };
}

/** Only what may leave a patient, an allergy or an alert is looked at: names of people must not label them. */
function cutStaying(type: string, member: string, value: JsonValue, units: Unit[]): void {
  if (member === "meta") {
    const labels = isObject(value) && Array.isArray(value["security"]) ? value["security"] : [];
    addEach(["meta", "security"], labels, undefined, true, units);
  } else if (member === "extension" || member === "modifierExtension") {
    for (const [at, item] of Array.isArray(value) ? value.entries() : []) {
      const place = extensionPlace(isObject(item) ? item["url"] : undefined);
      addUnit([member, at], item, place !== undefined && isOpen(place) ? place : undefined, true, units);
    }
  } else {
    const way = pathRuleOf(type, member);
    if (way !== "base") cutByRule(member, value, way, way.startsWith("echo"), units);
  }
}

function cutByRule(member: string, value: JsonValue, way: PathRule, labelled: boolean, units: Unit[]): void {
  const home = way === "echo" ? undefined : ((way.startsWith("echo:") ? way.slice(5) : way) as Compartment);
  if (Array.isArray(value) && value.length > 0 && value.every(isObject))
    addEach([member], value, home, labelled, units);
  else addUnit([member], value, home, labelled, units);
}

function addEach(
  steps: Steps,
  items: readonly JsonValue[],
  home: Compartment | undefined,
  labelled: boolean,
  units: Unit[],
): void {
  for (const [at, item] of items.entries()) addUnit([...steps, at], item, home, labelled, units);
}

function addUnit(
  steps: Steps,
  value: JsonValue,
  home: Compartment | undefined,
  labelled: boolean,
  units: Unit[],
): void {
  const labels = new Labels();
  if (labelled) labelValue(value, labels, String(steps[0]));
  units.push({ pointer: pointerOf(steps), value, labels, home });
}

/**
 * A contained entry goes with its holder, except where the holder is at home in a site-wide compartment and it is not.
 * A contained medication is what the holder is about: its mentions are the holder's.
 */
function cutContained(value: JsonValue, home: Compartment, base: Labels, units: Unit[]): void {
  for (const [at, item] of Array.isArray(value) ? value.entries() : []) {
    if (!isObject(item)) continue;
    const type = String(item["resourceType"]);
    if (type === "Medication" || type === "Substance") labelValue(item, base, "contained");
    const own = homeOf(item, typeRuleOf(type));
    addUnit(["contained", at], item, !isCare(home) && own !== "identity" && isOpen(own) ? own : undefined, true, units);
  }
}

const isOpen = (place: Compartment): boolean => compartments.indexOf(place) < compartments.indexOf(sensitive[0]);
const isCare = (place: Compartment): boolean => compartments.indexOf(place) >= compartments.indexOf("clinical");

/** Takes units out of their entry; a list that loses all its items goes too. */
export function takeOut(resource: JsonObject, units: readonly Unit[]): void {
  const lists = new Map<string, Set<number>>();
  for (const { pointer } of units) {
    const steps = pointer.split("/").slice(1);
    const last = steps.at(-1) as string;
    if (steps.length === 1) delete resource[unescaped(last)];
    else {
      const list = steps.slice(0, -1).join("/");
      lists.set(list, (lists.get(list) ?? new Set()).add(Number(last)));
    }
  }
  for (const [list, indexes] of lists) {
    const steps = list.split("/").map(unescaped);
    const holder = (steps.length === 1 ? resource : resource[steps[0] as string]) as JsonObject;
    const member = steps.at(-1) as string;
    const left = (holder[member] as JsonValue[]).filter((_, at) => !indexes.has(at));
    if (left.length === 0) delete holder[member];
    else holder[member] = left;
  }
}
const unescaped = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
