// Recovery: the seed R exists whole only for a moment, split among custodians; k of them open every escrow with it.
import { randomBytes } from "node:crypto";
import { same, wipe } from "#crypto/bytes.ts";
import { keyIdOf } from "#crypto/derive.ts";
import { kemPublicOf, openFrom } from "#crypto/hpke.ts";
import { join, parseShare, shareMark, shareText, split } from "#crypto/shares.ts";
import type { ReadableVault } from "#vault/vault.ts";
import { Refusal } from "#shared/refusal.ts";
import { domainSchema } from "./entries.ts";
import { bytesOf, hexOf, parseEntry, unheaded } from "./entry.ts";
import { escrowInfo, type DomainName } from "./domains.ts";
import { readKeyFile } from "./keyFile.ts";
import { domainRows } from "./rows.ts";

export interface MadeRecovery {
  readonly recovery: Buffer;
  readonly threshold: number;
  readonly custodians: { readonly name: string; readonly mark: string }[];
  readonly shares: { readonly custodian: string; readonly share: string }[];
}

/** How many of n custodians must meet: more than half. */
export const thresholdOf = (custodians: number): number => Math.floor(custodians / 2) + 1;

/** Makes R, splits it and forgets it. */
export async function makeRecovery(organisation: Uint8Array, custodians: readonly string[]): Promise<MadeRecovery> {
  const seed = randomBytes(32);
  const threshold = thresholdOf(custodians.length);
  try {
    // One custodian alone keeps R itself: nothing can be split among one.
    const parts = custodians.length === 1 ? [Uint8Array.from(seed)] : await split(seed, threshold, custodians.length);
    const shares = custodians.map((custodian, at) => ({
      custodian,
      share: shareText(organisation, threshold, at + 1, parts[at] ?? new Uint8Array()),
    }));
    const marks = custodians.map((name, at) => ({ name, mark: hexOf(shareMark(parts[at] ?? new Uint8Array())) }));
    wipe(...parts);
    return { recovery: kemPublicOf(seed), threshold, custodians: marks, shares };
  } finally {
    wipe(seed);
  }
}

/**
 * R again, from the papers; the caller wipes it. Refuses "unreadable": with the share's number where a paper is misread,
 * of another clinic or, with `marks`, not one of these; with 0 where there are too few.
 */
export async function joinRecovery(
  papers: readonly string[],
  organisation: Uint8Array,
  marks?: readonly Uint8Array[],
): Promise<Buffer> {
  const shares = papers.map(parseShare);
  const foreign = shares.find((share) => !same(share.organisation, organisation));
  if (foreign !== undefined) throw new Refusal("unreadable", { index: foreign.index });
  const [first] = shares;
  if (first === undefined || shares.length < first.threshold) throw new Refusal("unreadable", { index: 0 });
  if (first.threshold > 1)
    return join(
      shares.map((share) => share.share),
      marks,
    );
  if (marks !== undefined && !marks.some((mark) => same(mark, shareMark(first.share)))) {
    throw new Refusal("unreadable", { index: first.index });
  }
  return Buffer.from(first.share);
}

/** The newest site key from the key file's escrow; the caller wipes it. Refuses "unreadable" with another seed. */
export function recoverSite(folder: string, seed: Uint8Array): Buffer {
  const { file } = readKeyFile(folder);
  const newest = file.site.reduce((one, other) => (other.epoch > one.epoch ? other : one));
  const info = escrowInfo(bytesOf(file.organisation), "site", bytesOf(file.vaultId), newest.epoch);
  return openChecked(seed, info, bytesOf(newest.keyId), bytesOf(newest.escrow));
}

/** Every domain key from the vault's escrow; the caller wipes them. Refuses "unreadable" with another seed. */
export function recoverDomains(
  vault: ReadableVault,
  organisation: Uint8Array,
  seed: Uint8Array,
): (DomainName & { readonly epoch: number; readonly secret: Buffer })[] {
  return domainRows(vault).map((row) => {
    const entry = parseEntry(row.entry, domainSchema);
    if (entry === undefined) throw new Refusal("vaultDamaged", { where: `domain ${hexOf(row.id)}` });
    const { scope, compartment, keyId, epoch } = entry.content;
    const info = escrowInfo(organisation, "domain", row.id, row.epoch);
    return { scope, compartment, epoch, secret: openChecked(seed, info, bytesOf(keyId), row.escrow) };
  });
}

function openChecked(seed: Uint8Array, info: Uint8Array, keyId: Uint8Array, sealed: Uint8Array): Buffer {
  const secret = openFrom(seed, info, keyId, unheaded(sealed));
  if (same(keyIdOf(secret), keyId)) return secret;
  wipe(secret);
  throw new Refusal("unreadable");
}
