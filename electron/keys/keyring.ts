// The keys of one session: results, never bytes. Everything here is wiped when the session is locked or ended.
import type { KeyObject } from "node:crypto";
import type { BodySeal, Touched } from "#audit/touched.ts";
import { same, wipe } from "#crypto/bytes.ts";
import { expand } from "#crypto/derive.ts";
import { kemPublicOf } from "#crypto/hpke.ts";
import type { Signer } from "#crypto/sign.ts";
import type { WritableVault } from "#vault/vault.ts";
import { idBytes } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Compartment } from "#shared/roles.ts";
import { auditOpener, makeAuditKey } from "./auditKeys.ts";
import type { ChartKey } from "./chartKey.ts";
import { makeDepositor, openDepositKey, takeBatches, type Depositor, type PendingKey } from "./deposits.ts";
import type { Directory, Person } from "./directory.ts";
import { kemSeedOf, type DomainName, type DomainOf, type Signatory } from "./domains.ts";
import { bytesOf, hexOf } from "./entry.ts";
import { domainsFor } from "./entitled.ts";
import type { EraseFile } from "./erase.ts";
import { makeGrant, openGrant, type HeldDomain } from "./grants.ts";
import { isKeysItem, makeHandingOver } from "./handingOver.ts";
import { holdingsOf, type Holdings } from "./holdings.ts";
import { openSeed, personKeys } from "./people.ts";
import { makeRingKeys } from "./ringKeys.ts";
import { depositKeyNames, depositKeyRow, hasRingRow, personRow } from "./rows.ts";
import type { Scope, Terminal } from "./terminal.ts";

export type { ChartKey } from "./chartKey.ts";
export type { Scope } from "./terminal.ts";

export interface Keyring {
  readonly person: Person;
  /** Grants in this person's name that were ignored, and deposits that could not be taken in. */
  readonly problems: readonly { readonly kind: string; readonly where: string }[];
  sign(message: Uint8Array): Buffer;
  readonly holdings: readonly DomainName[];
  holds(scope: Scope, compartment: DomainOf): boolean;
  /** The key of a chart's compartment; undefined where this session cannot open it, or where there is none yet. */
  chartKey(chart: Uint8Array, scope: Scope, compartment: Compartment): ChartKey | undefined;
  /** True where the chart has a ring row of the scope: the unit treats the patient. */
  hasRing(chart: Uint8Array, scope: Scope): boolean;
  /** Inside a commit: makes the ring row, and a key in every slot whose domain this session holds. */
  ensureRing(chart: Uint8Array, scope: Scope): Touched[];
  /** Inside the commit of `ensureRing`, after the last: deposits new keys for scopes that this session cannot write. */
  flushHandovers(): Touched[];
  depositor(): Depositor;
  /** Deposit keys of held domains with rows to take in. */
  pending(): PendingKey[];
  /** Inside a commit: takes whole batches of a key; chart keys go into their rows, all other items come back. */
  takeDeposits(vault: WritableVault, pending: PendingKey): { items: Buffer[]; touched: Touched[]; damaged: number };
  /** Inside a commit: makes the audit key of this session. */
  auditKey(): { seal: BodySeal; touched: Touched[] };
  openAudit(keyId: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Buffer | undefined;
  /** Raw key of a search index file; the caller wipes it. Undefined without the domain. */
  indexKey(compartment: Compartment): Buffer | undefined;
  /** Inside a commit, a steward's: seals to a person the domains of the role. Refuses "notAllowed" without their keys. */
  grant(person: Person, at: string): { domains: number; touched: Touched[] };
  close(): void;
}

export interface KeyringParts {
  readonly vault: WritableVault;
  readonly terminal: Terminal;
  readonly directory: Directory;
  readonly erase: EraseFile;
}
/** What a person's seed gives; the keyring takes the buffers over and wipes them at its end. */
export interface PersonSecrets {
  readonly signer: Signer;
  readonly kemSeed: Buffer;
  readonly audit: Buffer;
}

/** Signs a person in. Refuses "signInFailed" alike for an unknown user and a wrong passphrase, after the same work. */
export async function signIn(parts: KeyringParts, user: string, passphrase: Uint8Array): Promise<Keyring> {
  const { vault, terminal, directory } = parts;
  const person = directory.byUser(user);
  const row = person === undefined ? undefined : personRow(vault, idBytes(person.id));
  const seed = await openSeed(vault, terminal, row, passphrase);
  try {
    if (person === undefined) throw new Refusal("signInFailed");
    const secrets = personKeys(seed, terminal.organisation);
    // Nobody works under keys that the directory does not show as his: each person watches the own entry.
    if (!same(secrets.signer.publicKey, person.signKey) || !same(kemPublicOf(secrets.kemSeed), person.kemKey)) {
      wipe(secrets.kemSeed, secrets.audit);
      throw new Refusal("signInFailed");
    }
    const { held, problems } = openGrant(vault, terminal.organisation, directory, person, secrets.kemSeed);
    return makeKeyring(parts, person, secrets, held, problems);
  } finally {
    wipe(seed);
  }
}

/** The keyring of a person with these domains; for `signIn` and the founding. */
export function makeKeyring(
  parts: KeyringParts,
  person: Person,
  secrets: PersonSecrets,
  held: readonly HeldDomain[],
  found: Keyring["problems"] = [],
): Keyring {
  const { vault, terminal, directory } = parts;
  const { organisation } = terminal;
  let closed = false;
  const live = (): void => {
    if (closed) throw new Refusal("locked");
  };
  const sign = (message: Uint8Array): Buffer => {
    live();
    return secrets.signer.sign(message);
  };
  const me: Signatory = { id: idBytes(person.id), sign };
  const problems = [...found];
  const holdings = holdingsOf(held);
  const ring = makeRingKeys(parts, holdings);
  const handing = makeHandingOver(parts, ring, me);
  const auditHeld = holdings
    .all()
    .filter((item) => item.domain.compartment === "audit")
    .map(({ domain, secret }) => ({ domain, kemSeed: kemSeedOf(secret) }));
  const own = { person: me.id, key: secrets.audit };
  const openAudit = auditOpener(vault, organisation, own, auditHeld);
  const taking = makeTaking(parts, holdings, handing, problems);
  return {
    person,
    problems,
    sign,
    get holdings() {
      return holdings.all().map(({ domain: { scope, compartment } }) => ({ scope, compartment }));
    },
    holds: (scope, compartment) => holdings.find(scope, compartment) !== undefined,
    chartKey: (chart, scope, compartment) => (closed ? undefined : ring.chartKey(chart, scope, compartment)),
    hasRing: (chart, scope) => hasRingRow(vault, terminal.lookup(scope, chart)),
    ensureRing(chart, scope) {
      live();
      const { touched, handovers } = ring.ensure(chart, scope);
      handing.queue(handovers);
      return touched;
    },
    flushHandovers: () => handing.flush(),
    depositor: () => makeDepositor(organisation, directory),
    pending: () => taking.pending(),
    takeDeposits: (writable, pending) => taking.take(writable, pending),
    auditKey: () => makeAuditKey(vault, organisation, directory, own),
    openAudit: (keyId, associated, sealed) => (closed ? undefined : openAudit(keyId, associated, sealed)),
    indexKey(compartment) {
      const domain = holdings.find("site", compartment);
      return domain === undefined ? undefined : expand(domain.secret, "d/index");
    },
    grant(receiver, at) {
      live();
      const domains = grantable(holdings, person, domainsFor(directory, receiver));
      const recipient = { id: idBytes(receiver.id), role: receiver.role, kemKey: receiver.kemKey };
      return { domains: domains.length, touched: makeGrant(vault, organisation, recipient, domains, me, at) };
    },
    close() {
      closed = true;
      wipe(secrets.kemSeed, secrets.audit, ...auditHeld.map((item) => item.kemSeed));
      holdings.close();
      ring.close();
      handing.close();
      taking.close();
    },
  };
}

/** Only a steward grants, and only what the steward holds: the key itself is the proof, the role is the rule. */
function grantable(holdings: Holdings, granter: Person, wanted: readonly DomainName[]) {
  if (granter.role !== "steward") throw new Refusal("notAllowed", { rule: "steward-grants" });
  return wanted.map(({ scope, compartment }) => {
    const held = holdings.find(scope, compartment);
    if (held === undefined) throw new Refusal("notAllowed", { rule: "key-not-held" });
    const { id, epoch, keyId } = held.domain;
    return { id: bytesOf(id), scope, compartment, epoch, keyId, secret: held.secret };
  });
}

/** Taking deposits in, with the deposit keys that were opened already. */
function makeTaking(
  { vault, terminal }: KeyringParts,
  holdings: Holdings,
  handing: ReturnType<typeof makeHandingOver>,
  problems: { kind: string; where: string }[],
) {
  const opened = new Map<string, KeyObject>();
  /** Keys of which nothing more can be taken in this session; their rows stay for another. */
  const stuck = new Set<string>();
  return {
    pending(): PendingKey[] {
      const byDomain = new Map(holdings.all().map(({ domain }) => [`${domain.id}/${domain.epoch}`, domain]));
      return depositKeyNames(vault).flatMap(({ id, domain: domainId, epoch }) => {
        const domain = byDomain.get(`${hexOf(domainId)}/${epoch}`);
        if (domain === undefined || domain.compartment === "audit" || stuck.has(hexOf(id))) return [];
        return [{ id, domain, scope: domain.scope, compartment: domain.compartment }];
      });
    },
    take(writable: WritableVault, { id, domain }: PendingKey) {
      const held = holdings.find(domain.scope, domain.compartment, domain.epoch);
      const row = depositKeyRow(writable, id);
      if (held === undefined) throw new Refusal("locked");
      if (row === undefined) return { items: [], touched: [], damaged: 0 };
      const name = hexOf(id);
      const stick = (damaged: number) => {
        stuck.add(name);
        problems.push({ kind: "depositStays", where: `deposit key ${name}` });
        return { items: [], touched: [], damaged };
      };
      const key = opened.get(name) ?? tryOpen(terminal.organisation, held.secret, row);
      if (key === undefined) return stick(1);
      opened.set(name, key);
      const moved: Touched[] = [];
      const taken = takeBatches(writable, terminal.organisation, row, key, (item) => {
        if (!isKeysItem(item)) return true;
        const { touched, accepted } = handing.take(item, held);
        moved.push(...touched);
        return accepted;
      });
      if (!taken.more) return { ...stick(taken.damaged), touched: moved };
      const items = taken.items.filter((item) => !isKeysItem(item));
      return { items, touched: [...moved, ...taken.touched], damaged: taken.damaged };
    },
    close() {
      opened.clear();
    },
  };
}

function tryOpen(organisation: Uint8Array, secret: Uint8Array, row: Parameters<typeof openDepositKey>[2]) {
  const kemSeed = kemSeedOf(secret);
  try {
    return openDepositKey(organisation, kemSeed, row);
  } catch {
    return undefined; // the deposit stays where it is, and is named
  } finally {
    wipe(kemSeed);
  }
}
