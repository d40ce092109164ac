// What happened, chained and signed: one RFC 6962 log for each terminal; an entry is durable before its content is opened.
import { decode, encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";
import { append as appendLeaf, leafHash, rootOf } from "#crypto/merkle.ts";
import type { WritableVault } from "#vault/vault.ts";
import type { Clock } from "#shared/clock.ts";
import { Refusal } from "#shared/refusal.ts";
import { openAnchor, type Anchor } from "./anchor.ts";
import { checkpointText } from "./checkpoint.ts";
import { encodeLeaf, parseLeaf, type LogIdentity } from "./leaf.ts";
import {
  eventsBefore,
  insertEvent,
  lastCheckpoint,
  checkpoints,
  leafAt,
  putCheckpoint,
  putFrontier,
  readFrontier,
} from "./rows.ts";
import { watchTime } from "./time.ts";
import {
  isDirectoryKind,
  isQuietKind,
  tableTags,
  type BodySeal,
  type Detail,
  type EventKind,
  type Touched,
} from "./touched.ts";

export interface Problem {
  readonly kind: string;
  readonly where: string;
}
export interface LogEvent {
  readonly sequence: number;
  readonly kind: EventKind;
  /** Undefined where this session's keys do not open the body; the event is listed all the same. */
  readonly detail: Detail | undefined;
}
export type OpenBody = (keyId: Uint8Array, associated: Uint8Array, sealed: Uint8Array) => Buffer | undefined;

export interface Log {
  /** Events so far; the sequence of the next one. */
  readonly size: number;
  /** Damage found at the start: while there is any, records are not changed. */
  readonly problems: readonly Problem[];
  /** Runs a commit and, when it appended more than reads, writes the anchor before it returns. */
  commit<Result>(work: () => Result): Result;
  /** Adds an event inside a commit; answers its sequence. Refuses with "vaultReadOnly" changes of a damaged vault. */
  append(kind: EventKind, detail: Detail, touched?: readonly Touched[]): number;
  /** Adds an event in a commit of its own: durable when it returns. */
  note(kind: EventKind, detail: Detail, touched?: readonly Touched[]): number;
  /** The key that seals the bodies from now on. */
  sealWith(seal: BodySeal | undefined): void;
  /** True when the event of that sequence names a row by this hash. */
  leafNames(sequence: number, hash: Uint8Array): boolean;
  read(open: OpenBody, before: number, limit: number): LogEvent[];
  /** Brings checkpoint and anchor up to the last event. */
  anchorNow(): void;
  highestTime(): number;
  close(): void;
}

export interface LogOptions extends LogIdentity {
  readonly vault: WritableVault;
  readonly folder: string;
  readonly vaultId: Uint8Array;
  readonly sign: (message: Uint8Array) => Buffer;
  readonly anchorMac: (message: Uint8Array) => Buffer;
  readonly clock: Clock;
}

export const suite = 1;
/** Sealed bodies are padded to multiples of this, so that their length tells little. */
const bodyStep = 256;
/** The anchor of plain reads follows within this many milliseconds (design §6: a stated limit). */
const anchorDelay = 1_000;
const noKey = Buffer.alloc(16);

export const bodyAssociated = (identity: LogIdentity, sequence: number, keyId: Uint8Array): Buffer =>
  encode("wardkeep/v1/log-body", suite, identity.organisation, identity.terminal, sequence, keyId);

interface Tree {
  readonly size: number;
  readonly frontier: readonly Buffer[];
}

function readTree(vault: WritableVault): Tree {
  const stored = readFrontier(vault);
  if (stored === undefined) return { size: 0, frontier: [] };
  const [size, ...frontier] = decode(stored);
  return { size: Number(size?.readBigUInt64BE() ?? 0n), frontier };
}

/** Opens the log and holds it against its anchor. */
export function openLog(options: LogOptions): Log {
  const { vault, clock } = options;
  const anchor = openAnchor(options.folder, options.vaultId, options.anchorMac);
  const problems = standingProblems(vault, anchor);
  const time = watchTime(clock, anchor.state?.highest ?? 0);
  let seal: BodySeal | undefined;
  let anchored = anchor.state?.size ?? 0;
  let timer: NodeJS.Timeout | undefined;
  let loud = false;

  function append(kind: EventKind, detail: Detail, touched: readonly Touched[] = []): number {
    // In a damaged vault people still sign in to read, and the keys that seal what they do are kept.
    const changes = touched.some(({ table }) => table !== tableTags.audit_key);
    if (problems.length > 0 && changes) throw new Refusal("vaultReadOnly");
    // The tree is read back each time, so that a commit that fails takes its leaf with it.
    const { size: sequence, frontier } = readTree(vault);
    const body = makeBody(
      kind,
      { at: new Date(clock.now()).toISOString(), highest: time.value(), ...detail },
      sequence,
    );
    const leaf = encodeLeaf(options, { sequence, kind, bodyHash: sha256(body), touched });
    const next = appendLeaf(frontier, sequence, leafHash(leaf));
    insertEvent(vault, { sequence, leaf, body });
    putFrontier(vault, encode(sequence + 1, ...next));
    if (!isQuietKind(kind)) {
      signCheckpoint({ size: sequence + 1, frontier: next });
      loud = true;
    }
    return sequence;
  }

  function makeBody(kind: EventKind, detail: Detail, sequence: number): Buffer {
    const text = JSON.stringify(detail);
    if (isDirectoryKind(kind)) return Buffer.concat([noKey, Buffer.from(text)]);
    if (seal === undefined) throw new Error("no audit key: nothing may happen that cannot be noted");
    const bytes = Buffer.from(text);
    const plain = Buffer.alloc(Math.ceil((bytes.length + 1) / bodyStep) * bodyStep, 32);
    plain.set(bytes);
    return Buffer.concat([seal.keyId, seal.seal(bodyAssociated(options, sequence, seal.keyId), plain)]);
  }

  function signCheckpoint(tree: Tree): void {
    const root = rootOf(tree.frontier, tree.size);
    const signature = options.sign(checkpointText(options, tree.size, root));
    putCheckpoint(vault, { size: tree.size, root, signature });
  }

  function anchorNow(): void {
    clearTimeout(timer);
    timer = undefined;
    loud = false;
    const tree = readTree(vault);
    if (problems.length > 0 || tree.size === anchored) return;
    if (lastCheckpoint(vault)?.size !== tree.size) vault.commit(() => signCheckpoint(tree));
    anchor.write({ size: tree.size, root: rootOf(tree.frontier, tree.size), highest: time.value() });
    anchored = tree.size;
  }

  const log: Log = {
    get size() {
      return readTree(vault).size;
    },
    problems,
    commit(work) {
      const result = vault.commit(work);
      if (loud) anchorNow();
      return result;
    },
    append,
    note(kind, detail, touched) {
      const sequence = vault.commit(() => append(kind, detail, touched));
      if (!isQuietKind(kind)) anchorNow();
      else timer ??= setTimeout(anchorNow, anchorDelay).unref();
      return sequence;
    },
    sealWith(next) {
      seal = next;
    },
    leafNames: (sequence, hash) => leafAt(vault, sequence)?.includes(Buffer.from(hash)) ?? false,
    read: (open, before, limit) =>
      eventsBefore(vault, before, limit).map(({ sequence, leaf, body }) => ({
        sequence,
        kind: parseLeaf(options, leaf)?.kind ?? "damage",
        detail: readBody(options, open, sequence, body),
      })),
    anchorNow,
    highestTime: () => time.value(),
    close() {
      anchorNow();
      anchor.close();
    },
  };
  return log;
}

function readBody(identity: LogIdentity, open: OpenBody, sequence: number, body: Buffer): Detail | undefined {
  const keyId = body.subarray(0, 16);
  const rest = body.subarray(16);
  const text = keyId.equals(noKey) ? rest : open(keyId, bodyAssociated(identity, sequence, keyId), rest);
  return text === undefined ? undefined : (JSON.parse(text.toString("utf8")) as Detail);
}

/** Holds the vault against what the anchor remembers: ahead is well, behind or other is a vault from elsewhere or before. */
function standingProblems(vault: WritableVault, anchor: Anchor): Problem[] {
  const { size } = readTree(vault);
  if (anchor.damaged) return [{ kind: "anchorDamaged", where: "anchor" }];
  if (anchor.state === undefined) return size === 0 ? [] : [{ kind: "anchorMissing", where: "anchor" }];
  if (size < anchor.state.size) return [{ kind: "rollback", where: `log ${size} of ${anchor.state.size}` }];
  const { root, size: at } = anchor.state;
  const point = checkpoints(vault).find((row) => row.size === at);
  return point?.root.equals(root) ? [] : [{ kind: "forked", where: `log ${at}` }];
}
