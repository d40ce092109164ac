// Grants: a steward seals domain keys to one person and signs for whom, which domains and why; HPKE alone proves nobody.
import { randomBytes } from "node:crypto";
import { added, rowHash, tableTags, type Touched } from "#audit/touched.ts";
import { decode, encode, same, wipe } from "#crypto/bytes.ts";
import { keyIdOf } from "#crypto/derive.ts";
import { sha256 } from "#crypto/digest.ts";
import { openFrom, sealTo } from "#crypto/hpke.ts";
import type { ReadableVault, WritableVault } from "#vault/vault.ts";
import { idBytes, type PersonId } from "#shared/ids.ts";
import type { Directory, Domain, Person } from "./directory.ts";
import type { DomainOf, DomainSecret, Signatory } from "./domains.ts";
import { grantSchema, type GrantEntry } from "./entries.ts";
import { bytesOf, headed, hexOf, isSignedBy, parseEntry, signEntry, suite, unheaded } from "./entry.ts";
import { grantRows, grantRowsOf, insertGrant, removeGrant, type GrantRow } from "./rows.ts";

export interface HeldDomain {
  readonly domain: Domain;
  /** D; the keyring wipes it. */
  readonly secret: Buffer;
}
export interface OpenedGrant {
  readonly held: HeldDomain[];
  /** Grants in this person's name, or keys in them, that opened nothing; for an alarm. */
  readonly problems: { readonly kind: string; readonly where: string }[];
}
export interface Recipient extends Pick<Person, "role"> {
  readonly id: Uint8Array;
  readonly kemKey: Uint8Array;
}

const grantInfo = (organisation: Uint8Array, json: Uint8Array): Buffer =>
  encode("wardkeep/v1/grant-seal", suite, organisation, sha256(json));

/** Seals and signs the grant of a person, inside a commit; an earlier one goes, so that a person has one. */
export function makeGrant(
  vault: WritableVault,
  organisation: Uint8Array,
  person: Recipient,
  domains: readonly DomainSecret[],
  steward: Signatory,
  at: string,
): Touched[] {
  const id = randomBytes(16);
  const content: GrantEntry = {
    id: hexOf(id),
    person: hexOf(person.id),
    kem: hexOf(sha256(person.kemKey)),
    role: person.role,
    domains: domains.map((domain) => ({
      id: hexOf(domain.id),
      epoch: domain.epoch,
      keyId: hexOf(domain.keyId),
    })),
    by: hexOf(steward.id),
    at,
  };
  const json = Buffer.from(JSON.stringify(content));
  const payload = encode(...domains.map((domain) => domain.secret));
  const sealed = headed(sealTo(person.kemKey, grantInfo(organisation, json), json, payload));
  wipe(payload);
  const entry = signEntry("grant", organisation, content, [steward.sign], sha256(sealed));
  const gone = grantRowsOf(vault, person.id).map((row): Touched => {
    removeGrant(vault, row.id);
    return { table: tableTags.grant, key: row.id, before: rowHash(row.person, row.entry, row.sealed), after: null };
  });
  insertGrant(vault, { id, person: Buffer.from(person.id), entry, sealed });
  return [...gone, added("grant", id, person.id, entry, sealed)];
}

interface BelievedGrant {
  readonly content: GrantEntry;
  readonly json: Buffer;
  readonly sealed: Buffer;
}

/** A grant whose steward, place and signature hold, and which names its person's own key and role; undefined otherwise. */
function believedGrant(organisation: Uint8Array, directory: Directory, row: GrantRow): BelievedGrant | undefined {
  const entry = parseEntry(row.entry, grantSchema);
  if (entry === undefined) return undefined;
  const { id, person, by, kem, role } = entry.content;
  const steward = directory.person(by as PersonId);
  const recipient = directory.person(person as PersonId);
  if (id !== hexOf(row.id) || person !== hexOf(row.person) || steward?.role !== "steward") return undefined;
  if (recipient === undefined || role !== recipient.role || kem !== hexOf(sha256(recipient.kemKey))) return undefined;
  if (!isSignedBy("grant", organisation, entry, 0, steward.signKey, sha256(row.sealed))) return undefined;
  return { content: entry.content, json: entry.json, sealed: row.sealed };
}

/** The people whom a believable grant names. */
export const grantedPeople = (vault: ReadableVault, organisation: Uint8Array, directory: Directory): Set<PersonId> =>
  new Set(
    grantRows(vault)
      .map((row) => believedGrant(organisation, directory, row)?.content.person as PersonId | undefined)
      .filter((person) => person !== undefined),
  );

/** Whether a steward has granted a person this compartment, in any scope: such a person may hand its chart keys on. */
export function isGranted(
  vault: ReadableVault,
  organisation: Uint8Array,
  directory: Directory,
  person: PersonId,
  compartment: DomainOf,
): boolean {
  const ids = new Set<string>(
    directory
      .domains()
      .filter((domain) => domain.compartment === compartment)
      .map((domain) => domain.id),
  );
  return grantRowsOf(vault, idBytes(person)).some((row) =>
    believedGrant(organisation, directory, row)?.content.domains.some((domain) => ids.has(domain.id)),
  );
}

/**
 * Opens a person's grant: the newest that a steward signed for this person, role and key. Any other row in the person's
 * name, and a key that is not the one its domain has published, opens nothing and is named among the problems.
 */
export function openGrant(
  vault: ReadableVault,
  organisation: Uint8Array,
  directory: Directory,
  person: Person,
  kemSeed: Uint8Array,
): OpenedGrant {
  const rows = grantRowsOf(vault, idBytes(person.id));
  const believed = rows.flatMap((row) => believedGrant(organisation, directory, row) ?? []);
  const newest = believed.reduce<BelievedGrant | undefined>(
    (one, other) => (one === undefined || other.content.at > one.content.at ? other : one),
    undefined,
  );
  const others = rows.map((row) => hexOf(row.id)).filter((id) => id !== newest?.content.id);
  const problems = others.map((id) => ({ kind: "grantIgnored", where: `grant ${id}` }));
  const held: HeldDomain[] = [];
  if (newest === undefined) return { held, problems };
  const secrets = openPayload(organisation, newest, kemSeed);
  newest.content.domains.forEach((named, at) => {
    const domain = published(directory, named, secrets[at]);
    if (domain === undefined)
      problems.push({ kind: "grantIgnored", where: `grant ${newest.content.id} domain ${named.id}` });
    else held.push({ domain, secret: Buffer.from(secrets[at] ?? []) });
  });
  wipe(...secrets);
  return { held, problems };
}

function openPayload(organisation: Uint8Array, grant: BelievedGrant, kemSeed: Uint8Array): Buffer[] {
  try {
    return decode(openFrom(kemSeed, grantInfo(organisation, grant.json), grant.json, unheaded(grant.sealed)));
  } catch {
    return []; // sealed to somebody else: every domain of it is reported
  }
}

/** AES-GCM does not commit to its key: a domain key is believed by its id, in the grant and as a steward published it. */
function published(
  directory: Directory,
  named: GrantEntry["domains"][number],
  secret: Buffer | undefined,
): Domain | undefined {
  const domain = directory.domains().find((other) => other.id === named.id && other.epoch === named.epoch);
  if (domain === undefined || secret?.length !== 32) return undefined;
  const keyId = keyIdOf(secret);
  return same(keyId, domain.keyId) && same(keyId, bytesOf(named.keyId)) ? domain : undefined;
}
