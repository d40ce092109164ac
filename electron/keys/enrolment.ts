// Enrolling: an administrator certifies people; a steward grants them keys. Neither can do the other's part.
import { usual, type StretchCost } from "#crypto/passphrase.ts";
import type { ReadableVault } from "#vault/vault.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Directory } from "./directory.ts";
import { domainsFor } from "./entitled.ts";
import type { Keyring } from "./keyring.ts";
import { makePerson, userNameFor, type MadePerson, type NewPerson } from "./people.ts";
import { isUserTaken } from "./rows.ts";
import type { Terminal } from "./terminal.ts";
import { signatoryOf } from "./handingOver.ts";

/**
 * Makes a person, certified by the administrator whose keyring this is; `storePerson` then puts the person into the
 * directory, inside a commit. Refuses "notAllowed" for any other role than an administrator's, and for a new
 * administrator or steward, whom only custodians name; "notFound" for a unit that is not there; "conflict" for a user
 * name that is taken. Takes as long as Argon2id takes.
 */
export async function enrolPerson(
  parts: { readonly vault: ReadableVault; readonly terminal: Terminal; readonly directory: Directory },
  administrator: Keyring,
  person: NewPerson,
  at: string,
  cost: StretchCost = usual,
): Promise<MadePerson> {
  const { vault, terminal, directory } = parts;
  if (administrator.person.role !== "administrator") throw new Refusal("notAllowed", { rule: "administrator-enrols" });
  if (person.role === "administrator" || person.role === "steward") {
    throw new Refusal("notAllowed", { rule: "named-by-custodians" });
  }
  const unit = unitIdFor(directory, person);
  const user = person.user ?? userNameFor(person.name, (taken) => isUserTaken(vault, taken));
  if (directory.byUser(user) !== undefined) throw new Refusal("conflict", { user });
  const signatory = signatoryOf(administrator.person.id, (message) => administrator.sign(message));
  return makePerson(terminal, { ...person, user, unit }, cost, signatory, at);
}

/** The id of a person's unit: the only unit of a one-unit clinic where none is named and the role needs one. */
export function unitIdFor(directory: Pick<Directory, "units">, person: NewPerson): string {
  const units = directory.units();
  const name = person.unit ?? "";
  const needs = person.role === "physician" || person.role === "nurse";
  const unit = name === "" && needs && units.length === 1 ? units[0] : units.find((other) => other.name === name);
  if (unit === undefined && (needs || name !== "")) throw new Refusal("notFound", { what: "unit" });
  const checked = { role: person.role, clearances: person.clearances ?? [], onCall: person.onCall ?? false };
  domainsFor(directory, { ...checked, unit: unit?.name ?? "" });
  return unit?.id ?? "";
}
