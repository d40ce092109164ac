// Passphrases: made from our own word list, stretched by Argon2id (RFC 9106) before they open anything.
import { randomBytes } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { Refusal } from "#shared/refusal.ts";
import { passphraseWords } from "./passphraseWords.ts";

export interface Stretch {
  /** 16 random bytes. */
  readonly salt: Buffer;
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}
export type StretchCost = Omit<Stretch, "salt">;

/** What a new passphrase is stretched by. */
export const usual: StretchCost = { memory: 256 * 1024, passes: 3, lanes: 4 };
/** Below this nothing is stretched, so that an edited key file cannot make guessing cheap. */
export const floor: StretchCost = { memory: 64 * 1024, passes: 3, lanes: 1 };
/** Above this nothing is tried, so that an edited key file cannot take the machine's memory. */
export const ceiling: StretchCost = { memory: 2 * 1024 * 1024, passes: 64, lanes: 64 };

const wordsOfPassphrase = 5;

/** A fresh 16-byte salt with the usual cost, or with the given one. */
export const makeStretch = (cost: StretchCost = usual): Stretch => ({ salt: randomBytes(16), ...cost });

/**
 * 32 bytes out of a passphrase, off this thread. `secret` is the site's pepper: without it a copied vault cannot even
 * be guessed at. Refuses `unreadable` for a cost outside floor and ceiling or a salt of another length than 16. The
 * caller wipes passphrase and result.
 */
export async function stretch(passphrase: Uint8Array, how: Stretch, secret?: Uint8Array): Promise<Buffer> {
  if (!withinBounds(how)) throw new Refusal("unreadable");
  return hashRaw(passphrase, argonOptions(how, how.salt, secret));
}

/** Five words, each drawn evenly and alone: at least 51 bits. Lower case, joined by "-". */
export function makePassphrase(): string {
  return Array.from({ length: wordsOfPassphrase }, drawWord).join("-");
}

/** Argon2id version 1.3 with 32 bytes out, in the words of the library; `stretch` and the self-test share it. */
export function argonOptions(cost: StretchCost, salt: Uint8Array, secret?: Uint8Array) {
  return {
    algorithm: 2, // Argon2id; the library's own enum exists in types only
    version: 1, // 0x13
    memoryCost: cost.memory,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: 32,
    salt,
    ...(secret === undefined ? {} : { secret }),
  } as const;
}

function withinBounds(how: Stretch): boolean {
  const within = (name: keyof StretchCost): boolean =>
    Number.isInteger(how[name]) && how[name] >= floor[name] && how[name] <= ceiling[name];
  return how.salt.length === 16 && within("memory") && within("passes") && within("lanes");
}

function drawWord(): string {
  const count = passphraseWords.length;
  const even = 65536 - (65536 % count); // draws at or above it would favour the first words
  for (;;) {
    const drawn = randomBytes(2).readUInt16BE(0);
    const word = passphraseWords[drawn % count];
    if (drawn < even && word !== undefined) return word;
  }
}
