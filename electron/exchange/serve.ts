// The parser's side of the conversation: one file at a time, batch by batch, never ahead of who stores them.
import { stat } from "node:fs/promises";
import { prepareEntry } from "#shared/fhir/split.ts";
import { checkFile } from "./check.ts";
import { readEntries, type Item } from "./entries.ts";
import type { FromParser, ParsedEntry, RefusedEntry, ToParser } from "./protocol.ts";
import { FileRefusal, type Progress } from "./source.ts";

export const batchCaps = { items: 200, bytes: 4 * 1024 * 1024 } as const;
/** Milliseconds between two words of progress. */
const pace = 200;

type Say = (message: FromParser) => void;

/** Answers what hears the core. An unforeseen error is thrown and ends the process, which the core hears as a death. */
export function serve(say: Say): (message: unknown) => void {
  let wake: (() => void) | undefined;
  const stored = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  return (message) => {
    const { kind, ...rest } = message as ToParser;
    if (kind === "next") wake?.();
    else void parseFile((rest as { path: string }).path, say, stored);
  };
}

/** Checks the whole file, then says it in batches; `stored` is fulfilled when the next may come. */
async function parseFile(path: string, say: Say, stored: () => Promise<void>): Promise<void> {
  try {
    const total = await sizeOf(path);
    const check: Progress = { bytes: 0 };
    const checked = await checkFile(path, check, progressOf(say, "check", check, total));
    const read: Progress = { bytes: 0 };
    const onProgress = progressOf(say, "read", read, total);
    for await (const batch of batches(readEntries(path, checked, read))) {
      onProgress();
      say({ kind: "batch", ...batch });
      await stored();
    }
    say({ kind: "end" });
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    say({ kind: "fileRefused", reason: error.reason, place: error.place });
  }
}

/** Refuses what is no file before it is opened: opening a pipe would wait for ever. */
async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new FileRefusal("fileUnreadable", "", { cause });
  });
  if (!stats.isFile()) throw new FileRefusal("fileUnreadable");
  return stats.size;
}

function progressOf(say: Say, phase: "check" | "read", progress: Progress, total: number): () => void {
  let saidAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - saidAt < pace) return;
    saidAt = now;
    say({ kind: "progress", phase, bytes: progress.bytes, total });
  };
}

interface Batch {
  readonly entries: ParsedEntry[];
  readonly refused: RefusedEntry[];
}

async function* batches(items: AsyncIterable<Item>): AsyncGenerator<Batch> {
  let batch: Batch = { entries: [], refused: [] };
  let bytes = 0;
  const count = (): number => batch.entries.length + batch.refused.length;
  for await (const item of items) {
    if (count() >= batchCaps.items || (count() > 0 && bytes + sizeOfItem(item) > batchCaps.bytes)) {
      yield batch;
      batch = { entries: [], refused: [] };
      bytes = 0;
    }
    bytes += sizeOfItem(item);
    if ("reason" in item) batch.refused.push(item);
    else {
      const { place, text, odd: oddNumbers, fullUrl } = item;
      batch.entries.push({ place, entry: prepareEntry(text, { oddNumbers, fullUrl }) });
    }
  }
  if (count() > 0) yield batch;
}

const sizeOfItem = (item: Item): number => ("reason" in item ? 0 : item.bytes);
