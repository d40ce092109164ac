// What a person needs keys of: design's default matrix, in domains. Whoever holds no key of a domain cannot open it.
import { Refusal } from "#shared/refusal.ts";
import { joint, sensitive, type Clearance, type Compartment } from "#shared/roles.ts";
import type { Directory, Person, Unit } from "./directory.ts";
import { domainsOfClinic, type DomainName, type DomainOf } from "./domains.ts";
import type { Scope } from "./terminal.ts";

const site = (...names: readonly DomainOf[]): DomainName[] =>
  names.map((compartment) => ({ scope: "site", compartment }));

/**
 * The domains of a person's role, unit, clearances and duty. Refuses "notFound" for a care role without a unit: a guess
 * would hand out another unit's keys.
 */
export function domainsFor(
  directory: Pick<Directory, "units">,
  person: Pick<Person, "role" | "clearances" | "onCall" | "unit">,
): DomainName[] {
  switch (person.role) {
    case "administrator":
      return [];
    case "steward":
      return domainsOfClinic([...new Set(["house", ...directory.units().map((unit) => unit.scope)])]);
    case "clerk":
      return site("identity", "identifiers", "contact", "billing");
    case "privacyOfficer":
      return site("identity", "audit");
    case "physician":
    case "nurse": {
      const own = scopeOfUnit(directory, person.unit);
      if (own === undefined) throw new Refusal("notFound", { what: "unit" });
      const scopes = new Set<Scope>(person.onCall ? [own, "house"] : [own]);
      const care = careCompartments(person.clearances);
      return [
        ...site("identity", "identifiers", "contact", "safety"),
        ...(person.clearances.includes("billing") ? site("billing") : []),
        ...[...scopes].flatMap((scope) => care.map((compartment) => ({ scope, compartment }))),
      ];
    }
  }
}

/** A unit's scope by its name; in a one-unit clinic everyone's is that unit's. Undefined for a unit that is not there. */
export function scopeOfUnit(directory: Pick<Directory, "units">, name: string): Scope | undefined {
  const units = directory.units();
  const found = name === "" && units.length === 1 ? units[0] : units.find((unit: Unit) => unit.name === name);
  return found?.scope;
}

/** A joint compartment is for who is cleared for every member of it. */
function careCompartments(cleared: readonly Clearance[]): Compartment[] {
  const joined = Object.entries(joint).flatMap(([name, members]) =>
    members.every((member) => cleared.includes(member)) ? [name as Compartment] : [],
  );
  return [
    "clinical",
    "medications",
    "labs",
    "documents",
    ...sensitive.filter((name) => cleared.includes(name)),
    ...joined,
  ];
}
