// New versions: parts made of prepared entries, committed to by manifests, signed as one batch, sealed or deposited.
import { encode } from "#crypto/bytes.ts";
import type { Depositor } from "#keys/deposits.ts";
import type { Scope } from "#keys/keyring.ts";
import type { PreparedEntry } from "#shared/fhir/split.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Compartment } from "#shared/roles.ts";
import type { Change } from "./change.ts";
import { scopeOf } from "./desk.ts";
import { encodeRecord, makeManifests, signBatch, type Authorship, type ManifestSlice } from "./manifest.ts";

/** How this session may lay down parts: sealed by itself, or deposited for someone who holds the domain. */
export interface Ways {
  readonly seals: ReadonlySet<Compartment>;
  readonly deposits: ReadonlySet<Compartment>;
  readonly scope: Scope;
  readonly depositor: Depositor;
}
export interface NewVersion {
  readonly chart: number;
  readonly chartId: Uint8Array;
  readonly entry: Uint8Array;
  readonly version: Uint8Array;
  readonly parents: readonly Uint8Array[];
  readonly prepared: PreparedEntry;
}
interface Laid {
  readonly chart: number;
  readonly chartId: Uint8Array;
  readonly compartment: Compartment;
  readonly text: string;
  readonly slice: ManifestSlice;
}

/** A part's JSON text; its exact bytes are what the manifest commits to. INVARIANT: `e` and `i` stand first. */
function partText(version: NewVersion, sequence: number, part: PreparedEntry["parts"][number]): string {
  const member = part.fragments ? "f" : "c";
  const content = part.odd
    ? `"${part.fragments ? "fs" : "s"}":${JSON.stringify(part.body)}`
    : `"${member}":${part.body}`;
  const ids = `"e":"${hex(version.entry)}","i":"${hex(version.version)}"`;
  const unsure = part.unsure ? ',"u":1' : "";
  return `{${ids},"v":${sequence},"t":${JSON.stringify(version.prepared.type)},${content}${unsure}}`;
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Lays down versions of one change; refuses with "notAllowed" a part that may be neither sealed nor deposited. */
export function layVersions(change: Change, ways: Ways, author: Authorship, versions: readonly NewVersion[]): void {
  const { terminal, keyring, directory } = change.desk;
  const laid: Laid[] = [];
  const manifests: Buffer[] = [];
  for (const version of versions) {
    const texts = version.prepared.parts.map((part) => partText(version, change.sequence, part));
    const facts = { chart: version.chartId, entry: version.entry, version: version.version, parents: version.parents };
    const made = makeManifests(
      terminal.organisation,
      facts,
      author,
      texts.map((text) => Buffer.from(text)),
    );
    manifests.push(...made.manifests);
    version.prepared.parts.forEach((part, index) => {
      laid.push({
        chart: version.chart,
        chartId: version.chartId,
        compartment: part.compartment,
        text: texts[index] as string,
        slice: made.slices[index] as ManifestSlice,
      });
    });
  }
  const recordOf = signBatch(terminal.organisation, terminal.id, manifests, (message) => keyring.sign(message));
  for (const part of laid) {
    const record = encodeRecord(recordOf(part.slice));
    const scope = scopeOf(part.compartment, ways.scope);
    if (ways.seals.has(part.compartment) && keyring.holds(scope, part.compartment)) {
      change.addPart(part.chart, scope, part.compartment, { text: part.text, record });
      continue;
    }
    const domain = directory.domain(scope, part.compartment);
    if (!(ways.deposits.has(part.compartment) || ways.seals.has(part.compartment)) || domain === undefined) {
      throw new Refusal("notAllowed", { rule: `write-${part.compartment}` });
    }
    ways.depositor.add(domain, encode("part", part.chartId, part.compartment, part.text, record));
  }
  change.touch(ways.depositor.flush(change.desk.vault));
}
