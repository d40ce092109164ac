// What the core and the parser's process say to each other. The parser has read hostile bytes: its words are checked.
import type { PreparedEntry } from "#shared/fhir/split.ts";
import { isResourceType } from "#shared/fhir/types.ts";
import { importReasons, type ImportReason } from "#shared/importReasons.ts";
import { compartments } from "#shared/roles.ts";
import { z } from "#shared/zod.ts";

export type ToParser =
  /** Reads one file; the parser answers with progress, then with the first batch or the file's refusal. */
  | { readonly kind: "read"; readonly path: string }
  /** The batch is stored: the next one, please. Until it is asked for, the parser stands still. */
  | { readonly kind: "next" };

/** `phase` "check" is the first pass over the file, "read" the second; bytes are those of the file as it lies. */
export interface ReadProgress {
  readonly phase: "check" | "read";
  readonly bytes: number;
  readonly total: number;
}
/** `place` locates: "L12" a line, "@3456" a byte, then the JSON path; it names members and holds no value. */
export interface ParsedEntry {
  readonly place: string;
  readonly entry: PreparedEntry;
}
export interface RefusedEntry {
  readonly place: string;
  readonly reason: ImportReason;
}
/** At most 200 items, entries and refused ones together, and 4 MB of text, unless one entry alone is larger. */
export interface ParsedBatch {
  readonly entries: readonly ParsedEntry[];
  readonly refused: readonly RefusedEntry[];
}

export type FromParser =
  | ({ readonly kind: "progress" } & ReadProgress)
  | ({ readonly kind: "batch" } & ParsedBatch)
  | { readonly kind: "end" }
  | { readonly kind: "fileRefused"; readonly reason: ImportReason; readonly place: string };

const count = z.int().min(0);
const reason = z.enum(importReasons);
const place = z.string().max(400);
const part = z.object({
  compartment: z.enum(compartments),
  unsure: z.boolean(),
  body: z.string(),
  fragments: z.boolean(),
  odd: z.boolean(),
});
const entry = z.object({
  type: z.string().refine(isResourceType),
  id: z.string().max(64).optional(),
  names: z.array(z.string()),
  subjects: z.array(z.string()),
  parts: z.array(part).min(1).max(compartments.length),
});
const fromParser = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), phase: z.enum(["check", "read"]), bytes: count, total: count }),
  z.object({
    kind: z.literal("batch"),
    entries: z.array(z.object({ place, entry })).max(200),
    refused: z.array(z.object({ place, reason })).max(200),
  }),
  z.object({ kind: z.literal("end") }),
  z.object({ kind: z.literal("fileRefused"), reason, place }),
]);

/** A message of the parser; undefined for what it would never say: then it is no longer our program that speaks. */
export function parseFromParser(message: unknown): FromParser | undefined {
  const parsed = fromParser.safeParse(message);
  return parsed.success ? (parsed.data as FromParser) : undefined;
}
