// People: a seed of their own under their passphrase, a signed directory entry, a passphrase that nobody else keeps.
import { randomBytes } from "node:crypto";
import { added, type Touched } from "#audit/touched.ts";
import { keyOf, open, seal } from "#crypto/aead.ts";
import { decode, encode, numberOf, wipe } from "#crypto/bytes.ts";
import { derive } from "#crypto/derive.ts";
import { kemPublicOf } from "#crypto/hpke.ts";
import { makePassphrase, makeStretch, stretch, usual, type Stretch, type StretchCost } from "#crypto/passphrase.ts";
import { checkSigningKey, signerOf, type Signer } from "#crypto/sign.ts";
import type { ReadableVault, WritableVault } from "#vault/vault.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Clearance, Role } from "#shared/roles.ts";
import { normalUser } from "./directory.ts";
import type { Signatory } from "./domains.ts";
import type { PersonEntry } from "./entries.ts";
import { headed, hexOf, signEntry, suite, unheaded } from "./entry.ts";
import { anyPersonRow, insertPerson, isUserTaken, type PersonRow } from "./rows.ts";
import type { Terminal } from "./terminal.ts";

export interface NewPerson {
  readonly name: string;
  /** Made from the name when absent. */
  readonly user?: string | undefined;
  readonly role: Role;
  /** The unit's name. */
  readonly unit?: string | undefined;
  readonly clearances?: readonly Clearance[] | undefined;
  readonly onCall?: boolean | undefined;
}
/** A person who has just been made, with what must be handed over once. */
export interface MadePerson {
  readonly row: PersonRow;
  readonly entry: PersonEntry;
  readonly passphrase: string;
  readonly signKey: Buffer;
  readonly kemKey: Buffer;
  readonly signer: Signer;
}

type Pepper = Pick<Terminal, "organisation" | "epoch" | "pepper">;
/** A wrap as it is stored: which site key peppered it, and how the passphrase was stretched. */
interface Wrap {
  readonly epoch: number;
  readonly how: Stretch;
}

const wrapAssociated = (organisation: Uint8Array, person: Uint8Array, { epoch, how }: Wrap): Buffer =>
  encode("wardkeep/v1/user-seed", suite, organisation, person, epoch, how.salt, how.memory, how.passes, how.lanes);

/** The keys of a person's seed; the caller wipes the two buffers, and the seed. */
export function personKeys(seed: Uint8Array, organisation: Uint8Array) {
  const signSeed = derive(seed, organisation, "u/sign");
  try {
    const [kemSeed, audit] = [derive(seed, organisation, "u/kem"), derive(seed, organisation, "u/audit")];
    return { signer: signerOf(signSeed), kemSeed, audit };
  } finally {
    wipe(signSeed);
  }
}

/** A user name from a name: letters and digits, lower case; numbered where it is taken. */
export function userNameFor(name: string, isTaken: (user: string) => boolean): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  const base = plain.replace(/[^\p{L}\p{N}]+/gu, ".").replace(/^\.|\.$/g, "") || "person";
  for (let number = 1; ; number += 1) {
    const user = number === 1 ? base : `${base}.${number}`;
    if (!isTaken(user)) return user;
  }
}

/**
 * Makes a person with a seed and a passphrase. `administrator` certifies; a founder is certified by the genesis.
 * The person's unit is given by id. Takes as long as Argon2id takes.
 */
export async function makePerson(
  terminal: Pepper,
  person: Omit<NewPerson, "user" | "unit"> & { readonly user: string; readonly unit: string },
  cost: StretchCost,
  administrator: Signatory | "founder",
  at: string,
): Promise<MadePerson> {
  const [id, seed, passphrase] = [randomBytes(16), randomBytes(32), makePassphrase()];
  const { signer, kemSeed, audit } = personKeys(seed, terminal.organisation);
  try {
    const kemKey = kemPublicOf(kemSeed);
    const entry: PersonEntry = {
      id: hexOf(id),
      user: normalUser(person.user),
      name: person.name,
      role: person.role,
      unit: person.unit,
      clearances: [...(person.clearances ?? [])],
      onCall: person.onCall ?? false,
      signKey: hexOf(signer.publicKey),
      kemKey: hexOf(kemKey),
      by: administrator === "founder" ? hexOf(id) : hexOf(administrator.id),
      at,
    };
    const signers = administrator === "founder" ? [signer.sign] : [signer.sign, administrator.sign];
    const bytes = signEntry("person", terminal.organisation, entry, signers);
    const wrap = await wrapSeed(terminal, id, seed, Buffer.from(passphrase), makeStretch(cost));
    const row = { id, user: entry.user, entry: bytes, wrap };
    return { row, entry, passphrase, signKey: signer.publicKey, kemKey, signer };
  } finally {
    wipe(seed, kemSeed, audit);
  }
}

/**
 * Puts a made person into the directory, inside a commit. Refuses "conflict" where the user name is taken, and
 * "unreadable" for a signing key that would sign anything for anybody.
 */
export function storePerson(vault: WritableVault, made: Pick<MadePerson, "row" | "signKey">): Touched[] {
  checkSigningKey(made.signKey);
  if (isUserTaken(vault, made.row.user)) throw new Refusal("conflict", { user: made.row.user });
  insertPerson(vault, made.row);
  return [added("person", made.row.id, made.row.user, made.row.entry, made.row.wrap)];
}

async function wrapSeed(terminal: Pepper, person: Uint8Array, seed: Uint8Array, passphrase: Buffer, how: Stretch) {
  const wrap = { epoch: terminal.epoch, how };
  const key = await stretched(terminal, passphrase, wrap);
  try {
    const sealed = seal(keyOf(key), wrapAssociated(terminal.organisation, person, wrap), seed);
    return encode(wrap.epoch, how.salt, how.memory, how.passes, how.lanes, headed(sealed));
  } finally {
    wipe(key, passphrase);
  }
}

async function stretched(terminal: Pepper, passphrase: Uint8Array, { epoch, how }: Wrap): Promise<Buffer> {
  const pepper = terminal.pepper(epoch);
  let raw: Buffer | undefined;
  try {
    raw = await stretch(passphrase, how, pepper);
    return derive(raw, terminal.organisation, "u/kek");
  } finally {
    wipe(pepper, raw);
  }
}

/**
 * Opens a person's seed; the caller wipes it. Refuses "signInFailed" alike for a wrong passphrase, an edited wrap and,
 * where `row` is undefined, an unknown user, after the same work.
 */
export async function openSeed(
  vault: ReadableVault,
  terminal: Pepper,
  row: PersonRow | undefined,
  passphrase: Uint8Array,
): Promise<Buffer> {
  const stored = parseWrap(row?.wrap);
  const wrap = stored ?? { epoch: terminal.epoch, how: makeStretch(costOfOthers(vault)) };
  let key: Buffer | undefined;
  try {
    key = await stretched(terminal, passphrase, wrap);
    if (row === undefined || stored === undefined) throw new Refusal("signInFailed");
    return open(keyOf(key), wrapAssociated(terminal.organisation, row.id, wrap), unheaded(stored.sealed));
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal("signInFailed");
    throw error;
  } finally {
    wipe(key);
  }
}

/** What an unknown user's passphrase is stretched by: as anyone's here, so that time does not tell who exists. */
function costOfOthers(vault: ReadableVault): StretchCost {
  const how = parseWrap(anyPersonRow(vault)?.wrap)?.how;
  return how === undefined ? usual : { memory: how.memory, passes: how.passes, lanes: how.lanes };
}

function parseWrap(wrap: Uint8Array | undefined): (Wrap & { sealed: Buffer }) | undefined {
  if (wrap === undefined) return undefined;
  try {
    const [epoch, salt, memory, passes, lanes, sealed] = decode(wrap);
    if (!epoch || !salt || !memory || !passes || !lanes || !sealed) return undefined;
    const how = { salt, memory: numberOf(memory), passes: numberOf(passes), lanes: numberOf(lanes) };
    return { epoch: numberOf(epoch), how, sealed };
  } catch {
    return undefined; // refused like a wrong passphrase, after the same work
  }
}
