// The recovery seed in shares: Shamir k of n, each share as text that a person can copy from paper.
import { combine, split as splitSecret } from "shamir-secret-sharing";
import { Refusal } from "#shared/refusal.ts";
import { encode } from "./bytes.ts";
import { sha256 } from "./digest.ts";

export interface Share {
  readonly organisation: Uint8Array;
  /** Shares needed. */
  readonly threshold: number;
  /** From 1. */
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Splits a secret into `count` shares of which any `threshold` give it back. One of one is the secret itself. */
export async function splitShares(secret: Uint8Array, organisation: Uint8Array, threshold: number, count: number): Promise<Share[]> {
  const pieces = count === 1 || threshold === 1
    ? Array.from({ length: count }, () => Uint8Array.from(secret))
    : await splitSecret(Uint8Array.from(secret), count, threshold);
  return pieces.map((bytes, index) => ({ organisation, threshold, index: index + 1, bytes }));
}

/** Joins shares; too few, or a share that does not belong, give a wrong secret: the caller compares its public half. */
export async function joinShares(shares: readonly Share[]): Promise<Buffer> {
  const [first] = shares;
  if (first === undefined || shares.length < first.threshold) throw new Refusal("unreadable");
  if (first.threshold === 1) return Buffer.from(first.bytes);
  return Buffer.from(await combine(shares.map((share) => Uint8Array.from(share.bytes))));
}

const mark = "WK1";
const checkOf = (share: Share): Buffer =>
  sha256(encode("wardkeep/v1/share", share.organisation, share.threshold, share.index, share.bytes)).subarray(0, 3);

/** Groups of four hex digits with a checksum that belongs to this share's number and organisation. */
export function shareText(share: Share): string {
  const head = Buffer.concat([Buffer.from(share.organisation).subarray(0, 16), Buffer.of(share.threshold, share.index)]);
  const text = Buffer.concat([head, share.bytes, checkOf(share)]).toString("hex");
  return `${mark}-${text.match(/.{1,4}/g)?.join("-") ?? ""}`;
}

/** Reads a share's text; refuses with "unreadable" and the share's number, as far as it can be read. */
export function parseShare(text: string): Share {
  const body = text.trim().toLowerCase().replace(/[\s-]/g, "");
  const bytes = Buffer.from(body.startsWith(mark.toLowerCase()) ? body.slice(mark.length) : "", "hex");
  if (bytes.length < 16 + 2 + 32 + 3) throw new Refusal("unreadable");
  const share = {
    organisation: bytes.subarray(0, 16),
    threshold: bytes[16] as number,
    index: bytes[17] as number,
    bytes: bytes.subarray(18, bytes.length - 3),
  };
  if (!checkOf(share).equals(bytes.subarray(bytes.length - 3))) throw new Refusal("unreadable", { share: share.index });
  return share;
}
