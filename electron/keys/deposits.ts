// Writing without reading: items sealed to a domain's d/kem under a key that the depositor wipes; their chart is inside.
import { randomBytes, type KeyObject } from "node:crypto";
import { added, integerKey, rowHash, tableTags, type Touched } from "#audit/touched.ts";
import { keyOf } from "#crypto/aead.ts";
import { encode, wipe } from "#crypto/bytes.ts";
import { openFrom, sealTo } from "#crypto/hpke.ts";
import type { WritableVault } from "#vault/vault.ts";
import type { Compartment } from "#shared/roles.ts";
import { planBatch, sealDeposit, wholeBatches } from "./depositRows.ts";
import type { Directory, Domain } from "./directory.ts";
import { bytesOf, headed, suite, unheaded } from "./entry.ts";
import {
  depositKeyRow,
  depositRows,
  insertDeposit,
  insertDepositKey,
  nextDepositNumber,
  removeDeposit,
  removeDepositKey,
  type DepositKeyName,
  type DepositKeyRow,
  type DepositRow,
} from "./rows.ts";
import type { Scope } from "./terminal.ts";

/** A deposit key with rows waiting, of a domain that this session holds. */
export interface PendingKey {
  readonly id: Buffer;
  readonly domain: Domain;
  readonly scope: Scope;
  readonly compartment: Compartment;
}
/** One job's deposits: one key for each domain, sealed once and wiped at the job's end. */
export interface Depositor {
  /** Collects an item for a domain; nothing is written yet. */
  add(domain: Domain, item: Uint8Array): void;
  /** Writes what was added as one batch, inside a commit. */
  flush(vault: WritableVault): Touched[];
  close(): void;
}

const keyInfo = (organisation: Uint8Array, key: DepositKeyName): Buffer =>
  encode("wardkeep/v1/deposit-key", suite, organisation, key.domain, key.epoch, key.id);

interface OpenKey {
  readonly row: DepositKeyRow;
  readonly key: KeyObject;
}

export function makeDepositor(organisation: Uint8Array, directory: Directory): Depositor {
  const keys = new Map<string, OpenKey>();
  let items = new Map<Domain, Uint8Array[]>();
  const keyFor = (domain: Domain): OpenKey => {
    const known = keys.get(domain.id);
    if (known?.row.epoch === domain.epoch) return known;
    const made = makeDepositKey(organisation, domain);
    keys.set(domain.id, made);
    return made;
  };
  return {
    add(domain, item) {
      const some = items.get(domain);
      if (some === undefined) items.set(domain, [item]);
      else some.push(item);
    },
    flush(vault) {
      if (items.size === 0) return [];
      const planned = planBatch(items, directory);
      items = new Map();
      const touched: Touched[] = [];
      const stored = new Set<OpenKey>();
      let number = nextDepositNumber(vault);
      for (const { domain, payload } of planned) {
        const open = keyFor(domain);
        if (!stored.has(open)) touched.push(...storeKey(vault, open.row));
        stored.add(open);
        const body = sealDeposit(organisation, open.row, open.key, number, payload);
        insertDeposit(vault, { number, key: open.row.id, body });
        touched.push(added("deposit", integerKey(number), open.row.id, body));
        number += 1;
      }
      return touched;
    },
    close() {
      keys.clear();
      items.clear();
    },
  };
}

function makeDepositKey(organisation: Uint8Array, domain: Domain): OpenKey {
  const secret = randomBytes(32);
  const name = { id: randomBytes(16), domain: bytesOf(domain.id), epoch: domain.epoch };
  try {
    const sealed = headed(sealTo(domain.kemKey, keyInfo(organisation, name), name.id, secret));
    return { row: { ...name, sealed }, key: keyOf(secret) };
  } finally {
    wipe(secret);
  }
}

/** The vault is asked each time: a commit that failed took the key's row along, and a holder may have taken it in. */
function storeKey(vault: WritableVault, row: DepositKeyRow): Touched[] {
  if (depositKeyRow(vault, row.id) !== undefined) return [];
  insertDepositKey(vault, row);
  return [added("deposit_key", row.id, row.domain, row.epoch, row.sealed)];
}

/** Opens a deposit key; refuses with "unreadable" where the domain's d/kem is not the one it was sealed to. */
export function openDepositKey(organisation: Uint8Array, kemSeed: Uint8Array, row: DepositKeyRow): KeyObject {
  const secret = openFrom(kemSeed, keyInfo(organisation, row), row.id, unheaded(row.sealed));
  try {
    return keyOf(secret);
  } finally {
    wipe(secret);
  }
}

/** Rows looked at in one go: a batch's rows are near each other, so the first batches are whole soon. */
const window = 256;

/** What came of looking at a key's first rows. */
export interface Taken {
  readonly items: Buffer[];
  readonly touched: Touched[];
  /** Rows that do not open. INVARIANT: they stay; damage is never answered with deletion. */
  readonly damaged: number;
  /** False when nothing more can be taken of this key now. */
  readonly more: boolean;
}

/**
 * Takes whole batches of a key, inside a commit: their rows are removed, and the key with its last row. A batch that
 * `accept` turns down stays whole for another session.
 */
export function takeBatches(
  vault: WritableVault,
  organisation: Uint8Array,
  row: DepositKeyRow,
  key: KeyObject,
  accept: (item: Buffer) => boolean,
): Taken {
  for (let limit = window; ; limit *= 4) {
    const rows = depositRows(vault, row.id, limit);
    const { batches, damaged } = wholeBatches(organisation, row, key, rows);
    // Every item is offered, whatever became of the others before it.
    const accepted = batches.filter((batch) => batch.items.map((item) => accept(item)).every((taken) => taken));
    if (accepted.length === 0 && rows.length === limit) continue;
    const gone = accepted.flatMap((batch) => batch.rows);
    const touched = gone.map((deposit) => removed(vault, deposit));
    if (depositRows(vault, row.id, 1).length === 0) touched.push(removedKey(vault, row));
    return { items: accepted.flatMap((batch) => [...batch.items]), touched, damaged, more: gone.length > 0 };
  }
}

function removed(vault: WritableVault, deposit: DepositRow): Touched {
  removeDeposit(vault, deposit.number);
  const before = rowHash(deposit.key, deposit.body);
  return { table: tableTags.deposit, key: integerKey(deposit.number), before, after: null };
}

function removedKey(vault: WritableVault, row: DepositKeyRow): Touched {
  removeDepositKey(vault, row.id);
  const before = rowHash(row.domain, row.epoch, row.sealed);
  return { table: tableTags.deposit_key, key: row.id, before, after: null };
}
