// What the search index needs to know of a person, from the opened parts of a Patient.
import type { DecodedEntry } from "./decode.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

export interface PersonFacts {
  readonly name: string;
  readonly otherNames: string[];
  readonly sex: string;
  readonly birthDate: string;
  readonly identifiers: { label: string; system: string; value: string }[];
  readonly phones: string[];
}

const text = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
const objects = (value: JsonValue | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
const han = /\p{Script=Han}/u;

/** "FAMILY, Given" in Latin letters; family first without a space in Chinese characters; else the name's own text. */
export function displayName(name: JsonObject): string {
  const [family, given] = [text(name["family"]), texts(name["given"])];
  if (family === "" && given.length === 0) return text(name["text"]);
  if (han.test(family + given.join(""))) return text(name["text"]) || family + given.join("");
  return [family.toLocaleUpperCase("en"), given.join(" ")].filter((part) => part !== "").join(", ");
}

/** The facts of the newest Patient among entries; empty members where a part is withheld or nothing is recorded. */
export function indexFacts(entries: readonly DecodedEntry[]): PersonFacts {
  const patients = entries
    .filter((entry) => entry.type === "Patient")
    .toSorted((one, other) => other.ordinal - one.ordinal);
  const patient = patients[0]?.resource ?? {};
  const names = objects(patient["name"])
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map(displayName);
  const shown = names.filter((name) => name !== "");
  return {
    name: shown[0] ?? "",
    otherNames: shown.slice(1),
    sex: text(patient["gender"]),
    birthDate: text(patient["birthDate"]),
    identifiers: objects(patient["identifier"]).flatMap(identifierFacts),
    phones: objects(patient["telecom"]).flatMap((item) =>
      text(item["system"]) === "phone" ? [text(item["value"])] : [],
    ),
  };
}

/** Official and usual names first; maiden and old ones last. */
const rankOf = (name: JsonObject): number =>
  ["official", "usual", "", "nickname", "anonymous", "temp", "maiden", "old"].indexOf(text(name["use"])) & 15;

function identifierFacts(identifier: JsonObject): { label: string; system: string; value: string }[] {
  const value = text(identifier["value"]);
  if (value === "") return [];
  const type = isObject(identifier["type"]) ? identifier["type"] : {};
  const [coding] = objects(type["coding"]);
  const label = text(type["text"]) || text(coding?.["display"]) || text(coding?.["code"]);
  return [{ label, system: text(identifier["system"]), value }];
}
