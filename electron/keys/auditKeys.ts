// Audit session keys: they seal the log's bodies, are sealed to the audit domain, and wrapped for their own person.
import { randomBytes, type KeyObject } from "node:crypto";
import { added, type BodySeal, type Touched } from "#audit/touched.ts";
import { keyOf, open, seal } from "#crypto/aead.ts";
import { decode, encode, numberOf, wipe } from "#crypto/bytes.ts";
import { openFrom, sealTo } from "#crypto/hpke.ts";
import type { ReadableVault, WritableVault } from "#vault/vault.ts";
import type { Directory, Domain } from "./directory.ts";
import { bytesOf, headed, suite, unheaded } from "./entry.ts";
import { auditKeyRow, insertAuditKey, type AuditKeyRow } from "./rows.ts";

type OpenBody = (keyId: Uint8Array, associated: Uint8Array, sealed: Uint8Array) => Buffer | undefined;

const nobody = Buffer.alloc(16);
const ownSize = 12 + 32 + 16;
const info = (
  organisation: Uint8Array,
  domain: Pick<Domain, "id" | "epoch">,
  keyId: Uint8Array,
  person: Uint8Array,
): Buffer => encode("wardkeep/v1/audit-key", suite, organisation, bytesOf(domain.id), domain.epoch, keyId, person);
const ownAssociated = (organisation: Uint8Array, keyId: Uint8Array, person: Uint8Array): Buffer =>
  encode("wardkeep/v1/audit-key-own", suite, organisation, keyId, person);

/** Who else reads a session's bodies: the person, by the audit key of the own seed, so that limits can be recounted. */
export interface Own {
  readonly person: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}
/** What the log seals with from now on, and the row that was added for it. */
export interface AuditKey {
  readonly seal: BodySeal;
  readonly touched: Touched[];
}

/** Makes the key of a session, or without `own` that of the terminal before anyone signs in; inside a commit. */
export function makeAuditKey(
  vault: WritableVault,
  organisation: Uint8Array,
  directory: Pick<Directory, "domain">,
  own?: Own,
): AuditKey {
  const domain = directory.domain("site", "audit");
  if (domain === undefined) throw new Error("the vault has no audit domain");
  const [id, secret] = [randomBytes(16), randomBytes(32)];
  try {
    const person = Buffer.from(own?.person ?? nobody);
    const toDomain = sealTo(domain.kemKey, info(organisation, domain, id, person), id, secret);
    const sealed = encode(domain.epoch, headed(toDomain));
    const wrapped = headed(
      own === undefined ? randomBytes(ownSize) : seal(keyOf(own.key), ownAssociated(organisation, id, person), secret),
    );
    insertAuditKey(vault, { id, person, sealed, own: wrapped });
    const key = keyOf(secret);
    return {
      seal: { keyId: id, seal: (associated, plain) => seal(key, associated, plain) },
      touched: [added("audit_key", id, person, sealed, wrapped)],
    };
  } finally {
    wipe(secret);
  }
}

/** Opens bodies: of every session for who holds the audit domain, of the own sessions for everyone. */
export function auditOpener(
  vault: ReadableVault,
  organisation: Uint8Array,
  own: Own,
  held: readonly { readonly domain: Domain; readonly kemSeed: Uint8Array }[],
): OpenBody {
  const keys = new Map<string, KeyObject | undefined>();
  const secretOf = (row: AuditKeyRow): Buffer => {
    if (row.person.equals(own.person)) {
      return open(keyOf(own.key), ownAssociated(organisation, row.id, row.person), unheaded(row.own));
    }
    const [epoch = nobody, sealed = nobody] = decode(row.sealed);
    const audit = held.find((other) => other.domain.epoch === numberOf(epoch));
    if (audit === undefined) throw new Error("not held");
    return openFrom(audit.kemSeed, info(organisation, audit.domain, row.id, row.person), row.id, unheaded(sealed));
  };
  const find = (keyId: Uint8Array): KeyObject | undefined => {
    const row = auditKeyRow(vault, keyId);
    if (row === undefined) return undefined;
    try {
      const secret = secretOf(row);
      const key = keyOf(secret);
      wipe(secret);
      return key;
    } catch {
      return undefined; // its bodies are listed as sealed
    }
  };
  return (keyId, associated, sealed) => {
    const name = Buffer.from(keyId).toString("hex");
    if (!keys.has(name)) keys.set(name, find(keyId));
    const key = keys.get(name);
    try {
      return key === undefined ? undefined : open(key, associated, sealed);
    } catch {
      return undefined; // its hash in the log says whether the body was changed
    }
  };
}
