// How a compartment's parts lie in its objects: a change as one tail row, more as pages with their manifests beside them.
import { decode, encode } from "#crypto/bytes.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Compartment } from "#shared/roles.ts";
import type { ChartDraft } from "./chartFile.ts";
import type { CompartmentFile, StoredObject } from "./compartmentFile.ts";
import { rowCapacity } from "./sealedRow.ts";
import { writeSummary } from "./summaries.ts";

export interface StoredPart {
  /** The part as JSON text, without raw line breaks. */
  readonly text: string;
  /** The encoded manifest record. */
  readonly record: Buffer;
}

/** Bytes of JSON in one page, about. */
export const pageSize = 64 * 1024;

// INVARIANT: parts are separated by a line break, which JSON text never holds raw, so a part's exact bytes come back.
const joinParts = (parts: readonly StoredPart[]): Buffer =>
  Buffer.from(`[${parts.map((part) => part.text).join(",\n")}]`);
const splitParts = (page: Buffer): string[] => {
  const text = page.toString("utf8");
  return text.length <= 2 ? [] : text.slice(1, -1).split(",\n");
};

/** Adds parts: one tail row where they fit, else pages, and a summary when the compartment's first pages are many. */
export function storeParts(
  file: CompartmentFile,
  draft: ChartDraft,
  compartment: Compartment,
  parts: readonly StoredPart[],
): void {
  const first = file.objects.length === 0;
  const tail = encode(joinParts(parts), ...parts.map((part) => part.record));
  if (tail.length <= rowCapacity) {
    file.append(draft, "tail", "list", tail);
    return;
  }
  appendPages(file, draft, "page", parts);
  if (first) writeSummary(file, draft, compartment);
}

/** Appends parts as pages (or as history) with their manifests in objects of their own. */
export function appendPages(
  file: CompartmentFile,
  draft: ChartDraft,
  kind: "page" | "history",
  parts: readonly StoredPart[],
): void {
  let some: StoredPart[] = [];
  let length = 0;
  const flush = (): void => {
    if (some.length === 0) return;
    file.append(draft, kind, "json", joinParts(some));
    file.append(draft, "manifests", "list", encode(...some.map((part) => part.record)));
    some = [];
    length = 0;
  };
  for (const part of parts) {
    if (length + part.text.length > pageSize) flush();
    some.push(part);
    length += part.text.length;
  }
  flush();
}

const listOf = (payload: Buffer): { page: Buffer; records: Buffer[] } => {
  const [page, ...records] = decode(payload);
  if (page === undefined) throw new Refusal("unreadable");
  return { page, records };
};

/** The bytes of every object that holds current parts, oldest first: what the page decodes. */
export const currentBytes = (file: CompartmentFile, from = 0): Buffer[] =>
  file.objects.filter((object) => isCurrent(object, from)).map((object) => bytesOf(file, object));

const isCurrent = (object: StoredObject, from: number): boolean =>
  (object.kind === "page" || object.kind === "tail") && (object.runs[0]?.[0] ?? 0) >= from;
const bytesOf = (file: CompartmentFile, object: StoredObject): Buffer =>
  object.kind === "tail" ? listOf(file.read(object)).page : file.read(object);

export interface ObjectParts {
  readonly object: StoredObject;
  /** The object that holds a page's manifests: the one appended right after it. */
  readonly beside: StoredObject | undefined;
  readonly parts: readonly StoredPart[];
}

/** Every part with its manifest record, object by object; for folding, history and rechecking. */
export function partsOf(file: CompartmentFile, kinds: readonly ("page" | "tail" | "history")[]): ObjectParts[] {
  return file.objects.flatMap((object, index) => {
    if (!(kinds as readonly string[]).includes(object.kind)) return [];
    const payload = file.read(object);
    const list = object.kind === "tail" ? listOf(payload) : undefined;
    const texts = splitParts(list?.page ?? payload);
    const next = file.objects[index + 1];
    const beside = list === undefined && next?.kind === "manifests" ? next : undefined;
    const records = list?.records ?? (beside === undefined ? [] : decode(file.read(beside)));
    if (texts.length !== records.length) throw new Refusal("unreadable");
    return [{ object, beside, parts: texts.map((text, at) => ({ text, record: records[at] as Buffer })) }];
  });
}
