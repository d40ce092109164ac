// Key domains: one secret D for each scope and compartment, published by a steward with its key id and d/kem.
import { randomBytes } from "node:crypto";
import { integerKey, rowHash, tableTags, type Touched } from "#audit/touched.ts";
import { encode, wipe } from "#crypto/bytes.ts";
import { expand, keyIdOf } from "#crypto/derive.ts";
import { kemPublicOf, sealTo } from "#crypto/hpke.ts";
import type { WritableVault } from "#vault/vault.ts";
import { compartments, siteWide, type Compartment } from "#shared/roles.ts";
import { headed, hexOf, signEntry, suite, type Sign } from "./entry.ts";
import { insertDomain } from "./rows.ts";
import type { Scope } from "./terminal.ts";

/** What a domain is of: a compartment, or the log's bodies. */
export type DomainOf = Compartment | "audit";
export interface DomainName {
  readonly scope: Scope;
  readonly compartment: DomainOf;
}
export interface DomainSecret extends DomainName {
  readonly id: Buffer;
  readonly epoch: number;
  readonly keyId: Buffer;
  /** D; whoever made or opened it wipes it. */
  readonly secret: Buffer;
}
export interface Signatory {
  readonly id: Uint8Array;
  readonly sign: Sign;
}

/** Which compartments have a domain, and a slot, in a scope. */
export const compartmentsOf = (scope: Scope): readonly Compartment[] =>
  compartments.filter((compartment) => siteWide.includes(compartment) === (scope === "site"));

/** Every domain of a clinic with these scopes beside the site. */
export const domainsOfClinic = (scopes: readonly Scope[]): DomainName[] => [
  { scope: "site", compartment: "audit" },
  ...["site", ...scopes].flatMap((scope) => compartmentsOf(scope).map((compartment) => ({ scope, compartment }))),
];

/** HPKE info of what is sealed to recovery; the key's id is its associated data. */
export const escrowInfo = (organisation: Uint8Array, of: "domain" | "site", id: Uint8Array, epoch: number): Buffer =>
  encode("wardkeep/v1/escrow", suite, organisation, of, id, epoch);

/** The seed of a domain's `d/kem` pair; the caller wipes it. */
export const kemSeedOf = (secret: Uint8Array): Buffer => expand(secret, "d/kem");

/** Makes the first epoch of a domain, signed by a steward and sealed to recovery. Its D is the caller's to wipe. */
export function makeDomain(
  vault: WritableVault,
  organisation: Uint8Array,
  name: DomainName,
  steward: Signatory,
  recovery: Uint8Array,
  at: string,
): { domain: DomainSecret; touched: Touched } {
  const [id, secret, epoch] = [randomBytes(16), randomBytes(32), 1];
  const keyId = keyIdOf(secret);
  const kemSeed = kemSeedOf(secret);
  const kemKey = kemPublicOf(kemSeed);
  wipe(kemSeed);
  const content = {
    id: hexOf(id),
    ...name,
    epoch,
    keyId: hexOf(keyId),
    kemKey: hexOf(kemKey),
    by: hexOf(steward.id),
    at,
  };
  const entry = signEntry("domain", organisation, content, [steward.sign]);
  const escrow = headed(sealTo(recovery, escrowInfo(organisation, "domain", id, epoch), keyId, secret));
  insertDomain(vault, { id, epoch, entry, escrow });
  const key = Buffer.concat([id, integerKey(epoch)]);
  const touched = { table: tableTags.domain, key, before: null, after: rowHash(epoch, entry, escrow) };
  return { domain: { ...name, id, epoch, keyId, secret }, touched };
}
