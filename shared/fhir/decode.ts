// Opened bytes of a chart turned back into entries: the parts of each newest version are put together again.
import { compartments, type Compartment } from "#shared/roles.ts";
import { isObject, parseWithSource, type JsonObject, type JsonValue } from "./json.ts";
import { putBack, type Fragment } from "./pointer.ts";

declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

export interface DecodedEntry {
  readonly entryId: string;
  readonly versionId: string;
  /** Sequence of the event that wrote the newest of its parts. */
  readonly ordinal: number;
  readonly type: string;
  readonly resource: JsonObject;
  /** Holds a number that only its text gives exactly (json.ts). */
  readonly odd: boolean;
  readonly unsure: boolean;
  /** The compartments whose parts were there. */
  readonly compartments: readonly Compartment[];
}

/** A part as it is sealed: a base has `c` (or its text `s`), fragments have `f` (or their text `fs`). */
interface StoredPart {
  e: string;
  i: string;
  v: number;
  t: string;
  c?: JsonObject;
  s?: string;
  f?: Fragment[];
  fs?: string;
  u?: 1;
}
type Found = StoredPart & { compartment: Compartment };

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The entries of a chart from the opened bytes of its compartments. Of each entry the newest part of every compartment
 * counts that no version in `superseded` (version id and mask of compartments, in hex) replaces. Where the base is
 * withheld an entry consists of its type and the fragments alone.
 */
export function decodeChart(
  rows: readonly { readonly compartment: Compartment; readonly bytes: readonly Uint8Array[] }[],
  superseded: readonly string[],
): DecodedEntry[] {
  const masks = new Map<string, number>();
  for (const item of superseded) {
    const version = item.slice(0, 32);
    masks.set(version, (masks.get(version) ?? 0) | Number.parseInt(item.slice(32), 16));
  }
  const entries = new Map<string, Found[]>();
  for (const { compartment, bytes } of rows) {
    const bit = 1 << compartments.indexOf(compartment);
    for (const page of bytes) {
      for (const part of JSON.parse(decoder.decode(page)) as StoredPart[]) {
        if (((masks.get(part.i) ?? 0) & bit) === 0) collect(entries, { ...part, compartment });
      }
    }
  }
  return [...entries.values()].map(joinParts);
}

function collect(entries: Map<string, Found[]>, part: Found): void {
  const parts = entries.get(part.e);
  if (parts === undefined) entries.set(part.e, [part]);
  else {
    const at = parts.findIndex((other) => other.compartment === part.compartment);
    if (at < 0) parts.push(part);
    else if (isNewer(part, parts[at] as Found)) parts[at] = part;
  }
}
/** Two versions that both stand are ordered by their event, then by id, so that every terminal shows the same one. */
const isNewer = (one: Found, other: Found): boolean => one.v > other.v || (one.v === other.v && one.i > other.i);
const isBase = (part: Found): boolean => part.c !== undefined || part.s !== undefined;

function joinParts(parts: readonly Found[]): DecodedEntry {
  const newest = parts.reduce((best, part) => (isNewer(part, best) ? part : best));
  const bases = parts.filter(isBase);
  const base = bases.length > 0 ? bases.reduce((best, part) => (isNewer(part, best) ? part : best)) : undefined;
  const resource = base === undefined ? { resourceType: newest.t } : baseOf(base);
  const rest = parts.filter((part) => !isBase(part));
  if (rest.length > 0) putBack(resource, rest.flatMap(fragmentsOf));
  const used = base === undefined ? rest : [base, ...rest];
  return {
    entryId: newest.e,
    versionId: newest.i,
    ordinal: newest.v,
    type: newest.t,
    resource,
    odd: used.some((part) => part.s !== undefined || part.fs !== undefined),
    unsure: used.some((part) => part.u === 1),
    compartments: used.map((part) => part.compartment),
  };
}

function baseOf(part: Found): JsonObject {
  const value: JsonValue | undefined = part.s === undefined ? part.c : parseWithSource(part.s);
  return isObject(value) ? value : { resourceType: part.t };
}
const fragmentsOf = (part: Found): Fragment[] =>
  part.fs === undefined ? (part.f ?? []) : (parseWithSource(part.fs) as unknown as Fragment[]);
