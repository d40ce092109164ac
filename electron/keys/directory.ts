// Who is who: people, units, terminals and domains, each entry believed only with the signatures it needs.
import { sha256 } from "#crypto/digest.ts";
import type { ReadableVault } from "#vault/vault.ts";
import type { DomainId, PersonId, TerminalId, UnitId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Clearance, Role } from "#shared/roles.ts";
import type { DomainOf } from "./domains.ts";
import { bytesOf, isSignedBy, parseEntry, type EntryKind, type SignedEntry } from "./entry.ts";
import {
  domainSchema,
  genesisSchema,
  personSchema,
  terminalSchema,
  unitSchema,
  type Genesis,
  type PersonEntry,
} from "./entries.ts";
import { domainRows, metaValue, personRows, terminalRows, unitRows, type EntryRow, type PersonRow } from "./rows.ts";
import type { Scope, Terminal } from "./terminal.ts";
import type { z } from "#shared/zod.ts";

export interface Person {
  readonly id: PersonId;
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  /** The unit's name; empty for who belongs to none. */
  readonly unit: string;
  readonly clearances: readonly Clearance[];
  readonly onCall: boolean;
  readonly signKey: Buffer;
  readonly kemKey: Buffer;
}
export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  /** The house in a one-unit clinic, otherwise the unit's id. */
  readonly scope: Scope;
}
export interface Domain {
  readonly id: DomainId;
  readonly scope: Scope;
  readonly compartment: DomainOf;
  readonly epoch: number;
  readonly keyId: Buffer;
  readonly kemKey: Buffer;
}
export interface RegisteredTerminal {
  readonly id: TerminalId;
  readonly name: string;
  readonly signKey: Buffer;
  readonly registeredAt: string;
}
export interface Directory {
  readonly genesis: Genesis;
  /** Entries whose signatures do not hold: ignored, and named for an alarm. */
  readonly problems: readonly { readonly kind: string; readonly where: string }[];
  people(): readonly Person[];
  person(id: PersonId): Person | undefined;
  byUser(user: string): Person | undefined;
  units(): readonly Unit[];
  terminals(): readonly RegisteredTerminal[];
  /** Every epoch of every domain. */
  domains(): readonly Domain[];
  /** The newest epoch of a domain. */
  domain(scope: Scope, compartment: DomainOf): Domain | undefined;
  /** Reads the tables anew, after a change of them was committed. */
  reload(): void;
}

/** A user name as it is stored and looked up. */
export const normalUser = (user: string): string => user.normalize("NFC").trim().toLowerCase();

/**
 * Reads and checks the directory. Refuses "vaultDamaged" where the genesis is not the one that the terminal was
 * registered under, and "terminalUnknown" where the directory does not know this terminal's signing key.
 */
export function openDirectory(
  vault: ReadableVault,
  terminal: Pick<Terminal, "id" | "signKey" | "organisation" | "genesis">,
): Directory {
  const stored = metaValue(vault, "genesis");
  if (stored === undefined || !sha256(stored).equals(terminal.genesis)) {
    throw new Refusal("vaultDamaged", { where: "genesis" });
  }
  const genesis = genesisSchema.parse(JSON.parse(stored.toString("utf8")));
  let content = readContent(vault, terminal.organisation, genesis);
  const own = content.terminals.find((other) => bytesOf(other.id).equals(terminal.id));
  if (!own?.signKey.equals(terminal.signKey)) throw new Refusal("terminalUnknown");
  return {
    genesis,
    get problems() {
      return content.problems;
    },
    people: () => content.people,
    person: (id) => content.people.find((person) => person.id === id),
    byUser(user) {
      const wanted = normalUser(user);
      return content.people.find((person) => person.user === wanted);
    },
    units: () => content.units,
    terminals: () => content.terminals,
    domains: () => content.domains,
    domain: (scope, compartment) => content.newest.get(`${scope}/${compartment}`),
    reload() {
      content = readContent(vault, terminal.organisation, genesis);
    },
  };
}

interface Content {
  readonly problems: { kind: string; where: string }[];
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly terminals: readonly RegisteredTerminal[];
  readonly domains: readonly Domain[];
  readonly newest: ReadonlyMap<string, Domain>;
}

function readContent(vault: ReadableVault, organisation: Uint8Array, genesis: Genesis): Content {
  const problems: Content["problems"] = [];
  const checked = <Entry extends { id: string }, Row extends EntryRow>(
    kind: EntryKind,
    rows: readonly Row[],
    schema: z.ZodType<Entry>,
    holds: (entry: SignedEntry<Entry>, row: Row) => boolean,
  ): Entry[] =>
    rows.flatMap((row) => {
      const entry = parseEntry(row.entry, schema);
      if (entry !== undefined && bytesOf(entry.content.id).equals(row.id) && holds(entry, row)) return [entry.content];
      problems.push({ kind: "forged", where: `${kind} ${row.id.toString("hex")}` });
      return [];
    });

  const certified = personCheck(organisation, genesis);
  const people = checked("person", personRows(vault), personSchema, certified);
  const signer = (id: string, ...allowed: readonly Role[]): Buffer | undefined => {
    const person = people.find((other) => other.id === id && allowed.includes(other.role));
    return person === undefined ? undefined : bytesOf(person.signKey);
  };
  const by = (kind: EntryKind, role: Role) => (entry: SignedEntry<{ by: string }>) => {
    const key = signer(entry.content.by, role);
    return key !== undefined && isSignedBy(kind, organisation, entry, 0, key);
  };
  const units = checked("unit", unitRows(vault), unitSchema, by("unit", "administrator"));
  const terminals = checked("terminal", terminalRows(vault), terminalSchema, (entry) => {
    const [first, second] = entry.content.by; // two people: one alone could hand the site key to any machine
    const keys = [signer(first, "administrator"), signer(second, "administrator", "steward")];
    return first !== second && keys.every((key, at) => key && isSignedBy("terminal", organisation, entry, at, key));
  });
  const domains = checked("domain", domainRows(vault), domainSchema, by("domain", "steward")).map((domain): Domain => ({
    id: domain.id as DomainId,
    scope: domain.scope,
    compartment: domain.compartment,
    epoch: domain.epoch,
    keyId: bytesOf(domain.keyId),
    kemKey: bytesOf(domain.kemKey),
  }));
  const newest = new Map<string, Domain>();
  for (const domain of [...domains].sort((a, b) => a.epoch - b.epoch)) {
    newest.set(`${domain.scope}/${domain.compartment}`, domain);
  }
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  return {
    problems,
    people: people.map((person) => personOf(person, unitNames)),
    units: units.map(({ id, name }) => ({ id: id as UnitId, name, scope: genesis.oneUnit ? "house" : id })),
    terminals: terminals.map(({ id, name, signKey, at }) => ({
      id: id as TerminalId,
      name,
      signKey: bytesOf(signKey),
      registeredAt: at,
    })),
    domains,
    newest,
  };
}

/**
 * A person is believed with the own signature, so that nobody is enrolled without a key of his own, and with an
 * administrator's. Administrators and stewards are named by the genesis, in that role, and nowhere else.
 */
function personCheck(organisation: Uint8Array, genesis: Genesis) {
  const administrators = new Map(genesis.administrators.map(({ id, signKey }) => [id, signKey]));
  const stewards = new Map(genesis.stewards.map(({ id, signKey }) => [id, signKey]));
  return (entry: SignedEntry<PersonEntry>, row: PersonRow): boolean => {
    const { id, user, role, signKey, by } = entry.content;
    if (row.user !== user || !isSignedBy("person", organisation, entry, 0, bytesOf(signKey))) return false;
    if (role === "administrator") return administrators.get(id) === signKey;
    if (role === "steward") return stewards.get(id) === signKey;
    const key = administrators.get(by);
    return key !== undefined && isSignedBy("person", organisation, entry, 1, bytesOf(key));
  };
}

const personOf = (entry: PersonEntry, unitNames: ReadonlyMap<string, string>): Person => ({
  id: entry.id as PersonId,
  user: entry.user,
  name: entry.name,
  role: entry.role,
  unit: unitNames.get(entry.unit) ?? "",
  clearances: entry.clearances,
  onCall: entry.onCall,
  signKey: bytesOf(entry.signKey),
  kemKey: bytesOf(entry.kemKey),
});
