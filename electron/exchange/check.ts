// First pass over a file: is all of it well formed, what kind is it, which of its entries are none. Nothing is kept.
import { scanLines } from "./lines.ts";
import { takeNotes, type Bad, type Concluded } from "./notes.ts";
import { Scanner } from "./scan.ts";
import { caps, ScanRefusal } from "./scanRefusal.ts";
import { FileRefusal, readSource, type Progress } from "./source.ts";

/** How the file is read in the second pass. */
export interface Checked {
  readonly kind: "bundle" | "resource" | "lines";
  /** Documents and messages are signed and read as a whole: they are kept as an entry too. */
  readonly whole: boolean;
  /** A history has its newest version first and is read from its end. */
  readonly backwards: boolean;
  /** Entries that are refused alone: lines by number from 1, entries of a bundle from 0, a single resource as 0. */
  readonly bad: ReadonlyMap<number, Bad>;
  /** Why a document or message is not kept as a whole. */
  readonly badWhole: Bad | undefined;
}

/** FHIR R4, value set bundle-type. */
const bundleTypes = [
  "document",
  "message",
  "transaction",
  "transaction-response",
  "batch",
  "batch-response",
  "history",
  "searchset",
  "collection",
];

/** Refuses with FileRefusal what is malformed as a whole; of such a file nothing may be stored. */
export async function checkFile(path: string, progress: Progress, onProgress: () => void): Promise<Checked> {
  const source = (): AsyncGenerator<Uint8Array> => started(readSource(path, progress), onProgress);
  if (/\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(path)) return (await checkLines(source())).checked;
  const found = await checkText(source());
  if ("kind" in found) return found;
  progress.bytes = 0;
  const { checked, wellFormed } = await checkLines(source());
  if (wellFormed < 2) throw found;
  return checked;
}

/** The place of a scanner's refusal, as text. */
export const placeOf = (refusal: ScanRefusal): string =>
  [`L${refusal.line}`, `@${refusal.offset}`, refusal.path].filter(Boolean).join(" ");

/** Refuses a file by what it begins with: nothing, XML, or what begins no JSON. */
async function* started(chunks: AsyncIterable<Uint8Array>, onProgress: () => void): AsyncGenerator<Uint8Array> {
  let begun = false;
  for await (const chunk of chunks) {
    const first: number | undefined = begun ? undefined : chunk.find((byte) => byte > 0x20 || byte === 0);
    if (first === 0x3c) throw new FileRefusal("xml", "@0");
    // "{", "[", a comment and a zero byte are the scanner's to judge.
    if (first !== undefined && ![0x7b, 0x5b, 0x2f, 0].includes(first)) throw new FileRefusal("formatUnknown", "@0");
    begun ||= first !== undefined;
    yield chunk;
    onProgress();
  }
  if (!begun) throw new FileRefusal("fileEmpty");
}

/** The refusal is answered, not thrown, where the file may be one of lines. */
async function checkText(chunks: AsyncIterable<Uint8Array>): Promise<Checked | FileRefusal> {
  const notes = takeNotes();
  const scanner = new Scanner(notes);
  try {
    for await (const chunk of chunks) scanner.push(chunk);
    scanner.end();
  } catch (error) {
    if (!(error instanceof ScanRefusal)) throw error;
    const refusal = new FileRefusal(error.reason, placeOf(error), { cause: error });
    // Complete JSON on the first line, something on a later one: perhaps one resource a line.
    if (error.reason === "trailingGarbage" && scanner.endLine === 1 && error.line > 1) return refusal;
    throw refusal;
  }
  return checkedOf(notes.conclude(scanner.solid), scanner.solid);
}

function checkedOf({ root, bundle, bundleType, bad }: Concluded, solid: number): Checked {
  const alone = root === undefined ? undefined : { reason: root, place: "L1" };
  if (!bundle) {
    const only = new Map(alone === undefined ? [] : [[0, alone]]);
    return { kind: "resource", whole: false, backwards: false, bad: only, badWhole: undefined };
  }
  if (bundleType === undefined || !bundleTypes.includes(bundleType)) throw new FileRefusal("bundleTypeUnknown", "type");
  const [first] = bad.values();
  if (bundleType === "transaction" && first !== undefined) throw new FileRefusal(first.reason, first.place);
  const backwards = bundleType === "history";
  // A history is held in memory to be turned round.
  if (backwards && solid > caps.piece) throw new FileRefusal("fileTooLarge", "type");
  return {
    kind: "bundle",
    whole: bundleType === "document" || bundleType === "message",
    backwards,
    bad,
    badWhole: alone,
  };
}

async function checkLines(chunks: AsyncIterable<Uint8Array>): Promise<{ checked: Checked; wellFormed: number }> {
  const bad = new Map<number, Bad>();
  let wellFormed = 0;
  for await (const { line, listener, solid, refusal } of scanLines(chunks, takeNotes)) {
    if (refusal !== undefined) bad.set(line, { reason: refusal.reason, place: placeOf(refusal) });
    else {
      wellFormed += 1;
      const { root } = listener.conclude(solid);
      if (root !== undefined) bad.set(line, { reason: root, place: `L${line}` });
    }
  }
  return { checked: { kind: "lines", whole: false, backwards: false, bad, badWhole: undefined }, wellFormed };
}
