// A directory entry: JSON whose exact bytes are stored and signed, so that nothing has to be canonical.
import { decode, encode } from "#crypto/bytes.ts";
import { verifies } from "#crypto/sign.ts";
import { Refusal } from "#shared/refusal.ts";
import { z } from "#shared/zod.ts";

/** First byte of every sealed object and part of every associated text: AES-256-GCM, HKDF-SHA256, Ed25519, X-Wing. */
export const suite = 1;

/** A sealed object as it is stored: the suite's byte before it. */
export const headed = (sealed: Uint8Array): Buffer => Buffer.concat([Buffer.of(suite), sealed]);
/** What stands behind the suite's byte, as a view. Refuses "unreadable" for another suite. */
export function unheaded(stored: Uint8Array): Uint8Array {
  if (stored[0] !== suite) throw new Refusal("unreadable");
  return stored.subarray(1);
}

export type EntryKind = "person" | "terminal" | "unit" | "domain" | "grant";
export type Sign = (message: Uint8Array) => Buffer;
export interface SignedEntry<Content> {
  readonly content: Content;
  readonly json: Buffer;
  readonly signatures: readonly Buffer[];
}

/** Bytes as lower-case hex digits, the form they have in JSON. */
export const hexText = z.string().regex(/^([0-9a-f]{2})+$/);
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const bytesOf = (hex: string): Buffer => Buffer.from(hex, "hex");

const nothing = Buffer.alloc(0);
const message = (kind: EntryKind, organisation: Uint8Array, json: Uint8Array, beside: Uint8Array): Buffer =>
  encode(`wardkeep/v1/${kind}`, suite, organisation, json, beside);

/** Signs an entry; `beside` are further bytes that the signatures cover and that are stored elsewhere. */
export function signEntry(
  kind: EntryKind,
  organisation: Uint8Array,
  content: object,
  signers: readonly Sign[],
  beside: Uint8Array = nothing,
): Buffer {
  const json = Buffer.from(JSON.stringify(content));
  return encode(json, ...signers.map((sign) => sign(message(kind, organisation, json, beside))));
}

/** Reads an entry; undefined where the bytes are none or do not fit. Nothing of it is to be believed yet. */
export function parseEntry<Content>(bytes: Uint8Array, schema: z.ZodType<Content>): SignedEntry<Content> | undefined {
  try {
    const [json, ...signatures] = decode(bytes);
    if (json === undefined) return undefined;
    return { content: schema.parse(JSON.parse(json.toString("utf8"))), json, signatures };
  } catch {
    return undefined; // whoever asks reports it as an entry that does not hold
  }
}

/** True when signature number `index` is that of the key. */
export function isSignedBy(
  kind: EntryKind,
  organisation: Uint8Array,
  entry: SignedEntry<unknown>,
  index: number,
  publicKey: Uint8Array,
  beside: Uint8Array = nothing,
): boolean {
  const signature = entry.signatures[index];
  return signature !== undefined && verifies(publicKey, message(kind, organisation, entry.json, beside), signature);
}
