// Who the chart is about, as the banner shows it (NHS Common User Interface: patient banner, name display).
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import type { JsonObject } from "#shared/fhir/json.ts";
import { displayName } from "#shared/fhir/person.ts";
import { conceptText, listOf, stringOf, stringsOf } from "./elements.ts";

export interface Person {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly sex: string;
  readonly birthDate: string;
  /** The day of death where it is known; "" for somebody dead since an unknown day. */
  readonly diedOn: string | undefined;
  readonly identifiers: readonly { readonly label: string; readonly value: string }[];
}

export function personIn(entries: readonly DecodedEntry[]): Person | undefined {
  const patient = entries
    .filter((entry) => entry.type === "Patient")
    .sort((one, other) => other.ordinal - one.ordinal)[0];
  if (patient === undefined) return undefined;
  const { resource } = patient;
  const [name = "", ...otherNames] = namesIn(resource);
  const died = resource["deceasedDateTime"];
  return {
    name,
    otherNames,
    sex: stringOf(resource["gender"]),
    birthDate: stringOf(resource["birthDate"]),
    diedOn: typeof died === "string" ? died : resource["deceasedBoolean"] === true ? "" : undefined,
    identifiers: listOf(resource["identifier"])
      .map((identifier) => ({ label: labelOf(identifier), value: stringOf(identifier["value"]) }))
      .filter(({ value }) => value !== ""),
  };
}

const order = ["official", "usual", "", "nickname", "maiden", "old", "temp", "anonymous"];
const rank = (name: JsonObject): number => order.indexOf(stringOf(name["use"]));

/** The name in use first. */
const namesIn = (patient: JsonObject): string[] => {
  const names = listOf(patient["name"]).toSorted((one, other) => rank(one) - rank(other));
  return [...new Set(names.map(nameText).filter((name) => name !== ""))];
};

/** As in the list of patients, with the title behind it: "FAMILY, Given (Title)". */
function nameText(name: JsonObject): string {
  const [title] = stringsOf(name["prefix"]);
  const shown = displayName(name);
  return title === undefined || shown === "" ? shown : `${shown} (${title})`;
}

function labelOf(identifier: JsonObject): string {
  const coded = conceptText(identifier["type"]);
  if (coded !== "") return coded;
  return (
    stringOf(identifier["system"])
      .split(/[/:]/)
      .findLast((part) => part !== "") ?? ""
  );
}
