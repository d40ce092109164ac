// Who wrote a version, why, and what it consisted of: signed, and sealed beside the parts it names.
import { randomBytes } from "node:crypto";
import { decode, encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";
import { leafHash, makeInclusions, rootOfLeaves, verifiesInclusion } from "#crypto/merkle.ts";
import { verifies } from "#crypto/sign.ts";
import { Refusal } from "#shared/refusal.ts";
import { codeListVersion, splitTableVersion } from "#shared/fhir/versions.ts";
import { suite } from "./sealedRow.ts";

/** A manifest has exactly eight commitments, unused ones random, so that nobody counts the parts (design §4). */
export const commitmentsEach = 8;

export interface Authorship {
  readonly person: Uint8Array;
  readonly role: string;
  readonly terminal: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly purpose: string;
  readonly reason: string;
}
export interface VersionFacts {
  readonly chart: Uint8Array;
  readonly entry: Uint8Array;
  readonly version: Uint8Array;
  readonly parents: readonly Uint8Array[];
}
/** What the holder of a part needs to recheck it: the manifest, the part's slot and salt. */
export interface ManifestSlice {
  readonly manifest: Buffer;
  readonly slot: number;
  readonly salt: Buffer;
}
/** A slice with its proof that the batch's signed root names the manifest. */
export interface ManifestRecord extends ManifestSlice {
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
  readonly signature: Buffer;
}

const commitment = (salt: Uint8Array, part: Uint8Array): Buffer =>
  sha256(encode("wardkeep/v1/commitment", suite, salt, part));
const batchMessage = (organisation: Uint8Array, terminal: Uint8Array, root: Uint8Array, size: number): Buffer =>
  encode("wardkeep/v1/batch", suite, organisation, terminal, root, size);

/** Makes the manifests of one version: one for every eight parts, and for each part its slice. */
export function makeManifests(
  organisation: Uint8Array,
  facts: VersionFacts,
  author: Authorship,
  parts: readonly Uint8Array[],
): { manifests: Buffer[]; slices: ManifestSlice[] } {
  const manifests: Buffer[] = [];
  const slices: ManifestSlice[] = [];
  for (let from = 0; from < Math.max(1, parts.length); from += commitmentsEach) {
    const some = parts.slice(from, from + commitmentsEach);
    const commitments: Buffer[] = Array.from({ length: commitmentsEach }, () => randomBytes(32));
    const slots = shuffledSlots().slice(0, some.length);
    const salts = some.map(() => randomBytes(16));
    some.forEach((part, index) => {
      commitments[slots[index] as number] = commitment(salts[index] as Buffer, part);
    });
    const manifest = encodeManifest(organisation, facts, author, commitments);
    manifests.push(manifest);
    some.forEach((_, index) => {
      slices.push({ manifest, slot: slots[index] as number, salt: salts[index] as Buffer });
    });
  }
  return { manifests, slices };
}

function shuffledSlots(): number[] {
  const slots = Array.from({ length: commitmentsEach }, (_, index) => index);
  const random = randomBytes(commitmentsEach);
  return slots.sort((one, other) => (random[one] as number) - (random[other] as number) || one - other);
}

const encodeManifest = (
  organisation: Uint8Array,
  facts: VersionFacts,
  author: Authorship,
  commitments: readonly Uint8Array[],
): Buffer =>
  encode(
    "wardkeep/v1/manifest",
    suite,
    organisation,
    facts.chart,
    facts.entry,
    facts.version,
    encode(...facts.parents),
    author.person,
    author.role,
    author.terminal,
    author.at,
    author.purpose,
    author.reason,
    splitTableVersion,
    codeListVersion,
    ...commitments,
  );

export interface Manifest extends VersionFacts, Authorship {
  readonly splitTable: number;
  readonly codeLists: number;
  readonly commitments: readonly Buffer[];
}

/** Reads a manifest's bytes; refuses with "unreadable" what is none. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const items = decode(bytes);
  if (items.length !== 15 + commitmentsEach || items[0]?.toString() !== "wardkeep/v1/manifest") {
    throw new Refusal("unreadable");
  }
  const item = (index: number): Buffer => items[index] as Buffer;
  return {
    chart: item(3),
    entry: item(4),
    version: item(5),
    parents: decode(item(6)),
    person: item(7),
    role: item(8).toString(),
    terminal: item(9),
    at: Number(item(10).readBigUInt64BE()),
    purpose: item(11).toString(),
    reason: item(12).toString(),
    splitTable: Number(item(13).readBigUInt64BE()),
    codeLists: Number(item(14).readBigUInt64BE()),
    commitments: items.slice(15),
  };
}

/** Signs a batch of manifests with one signature over their RFC 6962 root; answers each manifest's record maker. */
export function signBatch(
  organisation: Uint8Array,
  terminal: Uint8Array,
  manifests: readonly Buffer[],
  sign: (message: Uint8Array) => Buffer,
): (slice: ManifestSlice) => ManifestRecord {
  const leaves = manifests.map((manifest) => leafHash(manifest));
  const root = rootOfLeaves(leaves);
  const signature = sign(batchMessage(organisation, terminal, root, leaves.length));
  const indexes = new Map(manifests.map((manifest, index) => [manifest, index]));
  const proofs = makeInclusions(leaves);
  return (slice) => {
    const index = indexes.get(slice.manifest);
    if (index === undefined) throw new Error("the manifest is not of this batch");
    return { ...slice, index, size: leaves.length, proof: proofs[index] as Buffer[], root, signature };
  };
}

export const encodeRecord = (record: ManifestRecord): Buffer =>
  encode(
    record.manifest,
    record.slot,
    record.salt,
    record.index,
    record.size,
    encode(...record.proof),
    record.root,
    record.signature,
  );

export function parseRecord(bytes: Uint8Array): ManifestRecord {
  const items = decode(bytes);
  if (items.length !== 8) throw new Refusal("unreadable");
  const item = (index: number): Buffer => items[index] as Buffer;
  const number = (index: number): number => Number(item(index).readBigUInt64BE());
  return {
    manifest: item(0),
    slot: number(1),
    salt: item(2),
    index: number(3),
    size: number(4),
    proof: decode(item(5)),
    root: item(6),
    signature: item(7),
  };
}

/** True when the part is what the manifest names, the root names the manifest, and the author's key signed the root. */
export function confirmsPart(
  organisation: Uint8Array,
  record: ManifestRecord,
  part: Uint8Array,
  authorKey: Uint8Array,
): boolean {
  const manifest = parseManifest(record.manifest);
  const named = manifest.commitments[record.slot];
  return (
    named !== undefined &&
    commitment(record.salt, part).equals(named) &&
    verifiesInclusion(record.root, record.size, record.index, leafHash(record.manifest), record.proof) &&
    verifies(authorKey, batchMessage(organisation, manifest.terminal, record.root, record.size), record.signature)
  );
}
