// Taking in: what others deposited for a domain that this session holds is checked and sealed under the chart's own keys.
import { decode } from "#crypto/bytes.ts";
import type { PendingKey } from "#keys/deposits.ts";
import type { Scope } from "#keys/keyring.ts";
import { idOf, type PersonId } from "#shared/ids.ts";
import { compartments, type Compartment } from "#shared/roles.ts";
import { commitChange, type Change } from "./change.ts";
import { scopeOf, type Desk } from "./desk.ts";
import { indexCharts } from "./indexing.ts";
import { confirmsPart, parseManifest, parseRecord } from "./manifest.ts";
import { chartById } from "./rows.ts";

interface Item {
  readonly chart: Buffer;
  readonly compartment: Compartment;
  readonly text: string;
  readonly record: Buffer;
}

/**
 * Takes one batch of deposits in, in one commit. A part that its author's signature does not confirm is left out and
 * named in the log as damage. Answers false when nothing is pending.
 */
export function takeInBatch(desk: Desk, unit: Scope): boolean {
  const [pending] = desk.keyring.pending();
  if (pending === undefined) return false;
  const charts = commitChange(desk, (change) => {
    const { items, touched, damaged } = desk.keyring.takeDeposits(desk.vault, pending);
    change.touch(touched);
    let refused = damaged;
    for (const bytes of items) {
      const item = parseItem(bytes);
      if (item === undefined || !place(change, desk, pending, item, unit)) refused += 1;
    }
    return change.finish("takeIn", { items: items.length, refused });
  });
  indexCharts(desk, charts);
  return true;
}

function parseItem(bytes: Uint8Array): Item | undefined {
  const [kind, chart, compartment, text, record] = decode(bytes);
  if (kind?.toString() !== "part" || !chart || !compartment || !text || !record) return undefined;
  const name = compartments.find((other) => other === compartment.toString());
  return name === undefined ? undefined : { chart, compartment: name, text: text.toString(), record };
}

function place(change: Change, desk: Desk, pending: PendingKey, item: Item, unit: Scope): boolean {
  const chart = chartById(desk.vault, item.chart);
  if (chart === undefined || item.compartment !== pending.compartment) return false;
  const record = parseRecord(item.record);
  const manifest = parseManifest(record.manifest);
  const author = desk.directory.person(idOf<PersonId>(manifest.person));
  if (author === undefined || !item.chart.equals(manifest.chart)) return false;
  // The ids that a reader goes by must be those that the author signed for.
  const ids = `{"e":"${idOf(manifest.entry)}","i":"${idOf(manifest.version)}"`;
  if (!item.text.startsWith(ids)) return false;
  if (!confirmsPart(desk.terminal.organisation, record, Buffer.from(item.text), author.signKey)) return false;
  const scope = pending.scope === "site" ? scopeOf(item.compartment, unit) : pending.scope;
  change.chart(chart.number, scope);
  change.addPart(chart.number, scope, item.compartment, { text: item.text, record: item.record });
  return true;
}
