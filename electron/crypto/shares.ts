// The recovery seed among custodians: any k of n shares give it back, fewer say nothing about it (Shamir over GF(256)).
//
// Shares on paper are read aloud and typed by people in trouble: each carries organisation, k, index and a checksum, so
// that a misread word is told from a wrong paper, and both from a wrong combination.
import { combine, split as splitBytes } from "shamir-secret-sharing";
import { Refusal } from "#shared/refusal.ts";
import { encode, same, wipe } from "./bytes.ts";
import { sha256 } from "./digest.ts";
import { passphraseWords } from "./passphraseWords.ts";

/** What a paper says. */
export interface PaperShare {
  readonly organisation: Buffer;
  /** How many shares give the secret back. */
  readonly threshold: number;
  /** 1 for the first custodian's. */
  readonly index: number;
  readonly share: Uint8Array;
}

const checkSize = 8;
const checksumSize = 4;
const bitsOfWord = 10;

/**
 * n shares, any k of which give the secret back. A check of the secret is shared along with it, hidden as well as the
 * secret is: fewer than k shares, or one of another secret, are noticed by `join` instead of giving a wrong secret.
 */
export async function split(secret: Uint8Array, k: number, n: number): Promise<Uint8Array[]> {
  const checked = plainCopy(secret, checkOf(secret));
  try {
    return await splitBytes(checked, n, k);
  } finally {
    wipe(checked);
  }
}

/**
 * The secret again. With the published `marks` of the shares, refuses `unreadable` naming in `facts.index` (from 1) the
 * first share handed in that has none; without, or when there are too few shares, refuses `unreadable` with index 0.
 */
export async function join(shares: readonly Uint8Array[], marks?: readonly Uint8Array[]): Promise<Buffer> {
  const foreign =
    marks === undefined ? -1 : shares.findIndex((share) => !marks.some((mark) => same(mark, shareMark(share))));
  if (foreign >= 0) throw new Refusal("unreadable", { index: foreign + 1 });
  const copies = shares.map((share) => plainCopy(share));
  let checked: Uint8Array | undefined;
  try {
    checked = await combine(copies).catch(() => {
      throw new Refusal("unreadable", { index: 0 }); // no two shares, two alike, or of different lengths
    });
    const secret = Buffer.from(checked.subarray(0, Math.max(0, checked.length - checkSize)));
    if (same(checked.subarray(secret.length), checkOf(secret))) return secret;
    wipe(secret);
    throw new Refusal("unreadable", { index: 0 });
  } finally {
    wipe(checked, ...copies);
  }
}

/** A share's name for the directory: it finds a wrong share and tells nothing of a right one (shares are random). */
export const shareMark = (share: Uint8Array): Buffer => sha256(encode("wardkeep/v1/share-mark", share));

/** The paper: five lines and the words, which begin with the share's length. */
export function shareText(organisation: Uint8Array, k: number, index: number, share: Uint8Array): string {
  const words = wordsOf(Buffer.concat([Buffer.of(share.length), share, checksumOf(organisation, k, index, share)]));
  const rows = words.flatMap((_, at) => (at % 6 === 0 ? [words.slice(at, at + 6).join(" ")] : []));
  const head = [
    "wardkeep share 1",
    `clinic ${Buffer.from(organisation).toString("hex")}`,
    `needed ${k}`,
    `share ${index}`,
  ];
  return [...head, `words ${words.length}`, ...rows, ""].join("\n");
}

/**
 * What `shareText` wrote, whatever became of case and spaces. Refuses `unreadable`, with the paper's share number in
 * `facts.index` (0 when not even that can be read), when a word is unknown or the checksum does not fit.
 */
export function parseShare(text: string): PaperShare {
  const paper =
    /^\s*wardkeep share 1\s+clinic ([0-9a-f]{2,128})\s+needed (\d{1,3})\s+share (\d{1,3})\s+words (\d{1,3})\s+([a-z\s]+)$/.exec(
      text.toLowerCase(),
    );
  if (paper === null) throw new Refusal("unreadable", { index: 0 });
  const [, clinic = "", needed, number, count, written = ""] = paper;
  const index = Number(number);
  const words = written.trim().split(/\s+/);
  const bytes = words.length === Number(count) ? bytesOf(words) : undefined;
  const length = bytes?.[0] ?? 0;
  if (bytes === undefined || bytes.length < 1 + length + checksumSize) throw new Refusal("unreadable", { index });
  const organisation = Buffer.from(clinic, "hex");
  const share = Uint8Array.from(bytes.subarray(1, 1 + length));
  // What follows the checksum can only be the zero bits that fill the last word.
  const rest = Buffer.concat([checksumOf(organisation, Number(needed), index, share), Buffer.alloc(1)]);
  const fits = same(bytes.subarray(1 + length), rest.subarray(0, bytes.length - 1 - length));
  wipe(bytes);
  if (!fits) throw new Refusal("unreadable", { index });
  return { organisation, threshold: Number(needed), index, share };
}

const checkOf = (secret: Uint8Array): Buffer =>
  sha256(encode("wardkeep/v1/share-check", secret)).subarray(0, checkSize);

// Against misreading, not against forgery: 32 bits over all that the paper says.
function checksumOf(organisation: Uint8Array, k: number, index: number, share: Uint8Array): Buffer {
  return sha256(encode("wardkeep/v1/share-paper", organisation, k, index, share)).subarray(0, checksumSize);
}

/** Bytes as words, 10 bits each, the last filled up with zero bits. */
function wordsOf(bytes: Uint8Array): string[] {
  const words: string[] = [];
  let [held, bits] = [0, 0];
  for (const byte of [...bytes, 0]) {
    [held, bits] = [held * 256 + byte, bits + 8];
    while (bits >= bitsOfWord && words.length * bitsOfWord < bytes.length * 8) {
      bits -= bitsOfWord;
      words.push(passphraseWords[Math.floor(held / 2 ** bits)] ?? "");
      held %= 2 ** bits;
    }
  }
  return words;
}

/** The bytes behind the words; undefined when a word is unknown or the filling bits are not zero. */
function bytesOf(words: readonly string[]): Buffer | undefined {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const word of words) {
    const value = passphraseWords.indexOf(word);
    if (value < 0 || value >= 2 ** bitsOfWord) return undefined;
    [held, bits] = [held * 2 ** bitsOfWord + value, bits + bitsOfWord];
    while (bits >= 8) {
      bits -= 8;
      bytes.push(Math.floor(held / 2 ** bits));
      held %= 2 ** bits;
    }
  }
  return held === 0 ? Buffer.from(bytes) : undefined;
}

/** The library takes plain Uint8Arrays only and refuses a Buffer. */
function plainCopy(...chunks: Uint8Array[]): Uint8Array {
  const copy = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    copy.set(chunk, at);
    at += chunk.length;
  }
  return copy;
}
