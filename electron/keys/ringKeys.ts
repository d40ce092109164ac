// Chart keys out of ring rows and into them: one P for a chart's compartment, wrapped for every scope that treats it.
import { randomBytes, type KeyObject } from "node:crypto";
import type { Touched } from "#audit/touched.ts";
import { wipe } from "#crypto/bytes.ts";
import type { WritableVault } from "#vault/vault.ts";
import type { Compartment } from "#shared/roles.ts";
import { chartKeyOf, type ChartKey } from "./chartKey.ts";
import type { Directory } from "./directory.ts";
import { compartmentsOf } from "./domains.ts";
import type { EraseFile } from "./erase.ts";
import type { Held, Holdings } from "./holdings.ts";
import { openEntry, putEntry, randomEntries, refreshUnused, storeRing, type Slot } from "./ring.ts";
import { hasRingRow, ringRow, type RingRow } from "./rows.ts";
import type { Scope, Terminal } from "./terminal.ts";

export interface RingParts {
  readonly vault: WritableVault;
  readonly terminal: Pick<Terminal, "organisation" | "lookup">;
  readonly directory: Directory;
  readonly erase: EraseFile;
}
/** A chart key made for `scope` that `target` must have as well, and this session cannot put there itself. */
export interface Handover {
  readonly chart: Buffer;
  readonly scope: Scope;
  readonly target: Scope;
  readonly compartment: Compartment;
}
export interface RingKeys {
  chartKey(chart: Uint8Array, scope: Scope, compartment: Compartment): ChartKey | undefined;
  /** The secret behind `chartKey`, for handing it on; the caller wipes it. */
  secretOf(chart: Uint8Array, scope: Scope, compartment: Compartment): Buffer | undefined;
  ensure(chart: Uint8Array, scope: Scope): { touched: Touched[]; handovers: Handover[] };
  /** Puts a chart key that was handed over into its row; false where the row has another key already. */
  take(chart: Uint8Array, held: Held, secret: Uint8Array): { touched: Touched[]; fits: boolean };
  close(): void;
}

/** Chart keys, and rows known to be complete, that are kept ready. */
const mostKeys = 20_000;
const mostRows = 1_000;

/** A ring row with what this session can open of it. */
interface OpenRow {
  readonly chart: Buffer;
  readonly scope: Scope;
  readonly erase: KeyObject;
  readonly lookup: Buffer;
  readonly before: RingRow | undefined;
  readonly epoch: number;
  readonly entries: Buffer;
  readonly secrets: Map<Compartment, Buffer>;
}

export function makeRingKeys(parts: RingParts, holdings: Holdings): RingKeys {
  const { vault, terminal, directory, erase } = parts;
  const keys = new Map<string, ChartKey>();
  const complete = new Map<string, Buffer>();
  let destroyed = erase.destroyed;

  const nameOf = (chart: Uint8Array, scope: Scope): string => `${Buffer.from(chart).toString("hex")}/${scope}`;
  const slotOf = (chart: Uint8Array, held: Held): Slot => ({
    organisation: terminal.organisation,
    chart,
    domain: held.domain,
  });

  function forgetErased(): void {
    if (destroyed === erase.destroyed) return;
    destroyed = erase.destroyed;
    keys.clear();
    complete.clear();
  }

  function remember(name: string, key: ChartKey): ChartKey {
    keys.delete(name); // set again at the end: the first name is the one used longest ago
    keys.set(name, key);
    if (keys.size > mostKeys) keys.delete(keys.keys().next().value ?? "");
    return key;
  }

  function secretOf(chart: Uint8Array, scope: Scope, compartment: Compartment): Buffer | undefined {
    if (holdings.find(scope, compartment) === undefined) return undefined;
    const row = ringRow(vault, terminal.lookup(scope, chart));
    const held = row === undefined ? undefined : holdings.find(scope, compartment, row.epoch);
    const eraseKey = held === undefined ? undefined : erase.find(chart);
    if (row === undefined || held === undefined || eraseKey === undefined) return undefined;
    return openEntry(row.entries, slotOf(chart, held), held.wrap, eraseKey);
  }

  function openRow(chart: Uint8Array, scope: Scope, eraseKey: KeyObject): OpenRow {
    const lookup = terminal.lookup(scope, chart);
    const before = ringRow(vault, lookup);
    const secrets = new Map<Compartment, Buffer>();
    const newest = directory.domain(scope, compartmentsOf(scope)[0] ?? "identity")?.epoch ?? 1;
    const epoch = before?.epoch ?? newest;
    const entries = before === undefined ? randomEntries() : Buffer.from(before.entries);
    for (const compartment of before === undefined ? [] : compartmentsOf(scope)) {
      const held = holdings.find(scope, compartment, epoch);
      const secret = held === undefined ? undefined : openEntry(entries, slotOf(chart, held), held.wrap, eraseKey);
      if (secret !== undefined) secrets.set(compartment, secret);
    }
    return { chart: Buffer.from(chart), scope, erase: eraseKey, lookup, before, epoch, entries, secrets };
  }

  /** Every entry this session can open is sealed anew, so that a write does not show which one it was for. */
  function writeRow(row: OpenRow): Touched {
    for (const [compartment, secret] of row.secrets) {
      const held = holdings.find(row.scope, compartment, row.epoch);
      if (held === undefined) throw new Error("a chart key without its domain");
      putEntry(row.entries, slotOf(row.chart, held), held.wrap, row.erase, secret);
    }
    refreshUnused(row.entries, row.scope);
    return storeRing(vault, row.before, row);
  }

  function closeRow(row: OpenRow): void {
    const name = nameOf(row.chart, row.scope);
    for (const [compartment, secret] of row.secrets) remember(`${name}/${compartment}`, chartKeyOf(secret)); // wipes it
  }

  const otherScopes = (scope: Scope): Scope[] => {
    const all = new Set<Scope>(["house", ...directory.units().map((unit) => unit.scope)]);
    all.delete(scope);
    return scope === "site" ? [] : [...all];
  };

  /** Fills the slots of a row from the given rows, then with new keys; answers which ones are new. */
  function fillRow(row: OpenRow, others: readonly OpenRow[]): Compartment[] {
    const made: Compartment[] = [];
    for (const compartment of compartmentsOf(row.scope)) {
      if (row.secrets.has(compartment) || holdings.find(row.scope, compartment, row.epoch) === undefined) continue;
      const known = others.map((other) => other.secrets.get(compartment)).find((secret) => secret !== undefined);
      row.secrets.set(compartment, known === undefined ? randomBytes(32) : Buffer.from(known));
      if (known === undefined) made.push(compartment);
    }
    return made;
  }

  /** Copies keys into another scope's row as far as this session holds its domains; answers whether it must be written. */
  function shareInto(other: OpenRow, from: OpenRow): boolean {
    let changed = false;
    for (const [compartment, secret] of from.secrets) {
      if (other.secrets.has(compartment) || holdings.find(other.scope, compartment, other.epoch) === undefined)
        continue;
      other.secrets.set(compartment, Buffer.from(secret));
      changed = true;
    }
    return changed;
  }

  function ensure(chart: Uint8Array, scope: Scope): { touched: Touched[]; handovers: Handover[] } {
    forgetErased();
    const known = complete.get(nameOf(chart, scope));
    // A commit that failed took its rows along, so only what stands in the vault counts.
    if (known && ringRow(vault, terminal.lookup(scope, chart))?.entries.equals(known)) {
      return { touched: [], handovers: [] };
    }
    const eraseKey = erase.ensure(chart);
    const row = openRow(chart, scope, eraseKey);
    // The house has a row for every chart; another unit only where it treats the patient.
    const targets = otherScopes(scope).filter(
      (other) => other === "house" || hasRingRow(vault, terminal.lookup(other, chart)),
    );
    const others = targets.map((other) => openRow(chart, other, eraseKey));
    const before = row.secrets.size;
    const made = fillRow(row, others);
    const touched = row.before === undefined || row.secrets.size > before ? [writeRow(row)] : [];
    const handovers: Handover[] = [];
    for (const other of others) {
      if (shareInto(other, row) || other.before === undefined) touched.push(writeRow(other));
      for (const compartment of made) {
        if (holdings.find(other.scope, compartment, other.epoch) !== undefined) continue;
        handovers.push({ chart: row.chart, scope, target: other.scope, compartment });
      }
    }
    for (const opened of [row, ...others]) closeRow(opened);
    complete.set(nameOf(chart, scope), row.entries);
    if (complete.size > mostRows) complete.delete(complete.keys().next().value ?? "");
    return { touched, handovers };
  }

  return {
    secretOf,
    ensure,
    chartKey(chart, scope, compartment) {
      forgetErased();
      const name = `${nameOf(chart, scope)}/${compartment}`;
      const known = keys.get(name);
      if (known !== undefined) return remember(name, known);
      const secret = secretOf(chart, scope, compartment);
      return secret === undefined ? undefined : remember(name, chartKeyOf(secret));
    },
    take(chart, held, secret) {
      const { scope, compartment } = held.domain;
      const eraseKey = erase.find(chart);
      if (compartment === "audit" || eraseKey === undefined) return { touched: [], fits: true }; // the chart was erased
      const row = openRow(chart, scope, eraseKey);
      const present = row.secrets.get(compartment);
      const fits = present === undefined || present.equals(secret);
      const touched: Touched[] = [];
      if (present === undefined) {
        row.secrets.set(compartment, Buffer.from(secret));
        touched.push(writeRow(row));
      }
      wipe(...row.secrets.values());
      keys.delete(`${nameOf(chart, scope)}/${compartment}`);
      return { touched, fits };
    },
    close() {
      keys.clear();
      complete.clear();
    },
  };
}
