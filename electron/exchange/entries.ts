// Second pass over a checked file: its entries in order, each as the text it has in the file, without the space in it.
import type { Checked } from "./check.ts";
import { scanLines } from "./lines.ts";
import { entryPlace } from "./notes.ts";
import type { RefusedEntry } from "./protocol.ts";
import type { Listener, Piece } from "./listener.ts";
import { Scanner } from "./scan.ts";
import { caps, ScanRefusal } from "./scanRefusal.ts";
import { FileRefusal, readSource, type Progress } from "./source.ts";

export interface RawEntry {
  readonly place: string;
  readonly text: string;
  readonly bytes: number;
  /** A number in it would change its text in JavaScript. */
  readonly odd: boolean;
  readonly fullUrl: string | undefined;
}
export type Item = RawEntry | RefusedEntry;

const longestUrl = 8_192;

/** Refuses with FileRefusal a file that is no longer the one that was checked. */
export async function* readEntries(path: string, checked: Checked, progress: Progress): AsyncGenerator<Item> {
  const source = (): AsyncGenerator<Uint8Array> => {
    progress.bytes = 0;
    return readSource(path, progress);
  };
  if (checked.kind === "lines") yield* readLines(source(), checked);
  else if (checked.kind === "resource") yield checked.bad.get(0) ?? (await readWhole(source()));
  else {
    const entries = readBundle(source(), checked);
    if (checked.backwards) yield* (await Array.fromAsync(entries)).toReversed();
    else yield* entries;
    if (checked.whole) yield checked.badWhole ?? (await readWhole(source()));
  }
}

const changed = (cause?: unknown): FileRefusal => new FileRefusal("fileUnreadable", "", { cause });

type Text = Pick<RawEntry, "text" | "bytes" | "odd">;
const keep = ({ bytes, odd }: Piece): Text | undefined =>
  bytes === undefined ? undefined : { text: bytes.toString("utf8"), bytes: bytes.length, odd };

function rawOf(place: string, text: Text | undefined, fullUrl?: string): RawEntry {
  if (text === undefined) throw changed();
  return { place, ...text, fullUrl };
}

/** Takes the text as one piece. */
function wholePiece(): Listener & { found(): Text | undefined } {
  let whole: Text | undefined;
  return {
    wants: () => caps.piece,
    piece: (_path, piece) => (whole = keep(piece)),
    found: () => whole,
  };
}

async function scanAll(chunks: AsyncIterable<Uint8Array>, listener: Listener, onChunk?: () => void): Promise<void> {
  const scanner = new Scanner(listener);
  try {
    for await (const chunk of chunks) {
      scanner.push(chunk);
      onChunk?.();
    }
    scanner.end();
  } catch (error) {
    throw error instanceof ScanRefusal ? changed(error) : error;
  }
}

async function readWhole(chunks: AsyncIterable<Uint8Array>): Promise<RawEntry> {
  const listener = wholePiece();
  await scanAll(chunks, listener);
  return rawOf("L1", listener.found());
}

async function* readLines(chunks: AsyncIterable<Uint8Array>, { bad }: Checked): AsyncGenerator<Item> {
  for await (const { line, listener, refusal } of scanLines(chunks, wholePiece)) {
    const refused = bad.get(line);
    if (refused === undefined && refusal !== undefined) throw changed(refusal);
    yield refused ?? rawOf(`L${line}`, listener.found());
  }
}

async function* readBundle(chunks: AsyncIterable<Uint8Array>, { bad }: Checked): AsyncGenerator<Item> {
  const taken = takeEntries(bad);
  const scanner = new Scanner(taken);
  try {
    for await (const chunk of chunks) {
      scanner.push(chunk);
      yield* taken.ready();
    }
    scanner.end();
  } catch (error) {
    throw error instanceof ScanRefusal ? changed(error) : error;
  }
  taken.conclude();
  yield* taken.ready();
}

/** Takes the entries of a bundle apart; they are ready when the next one begins, for fullUrl may follow the resource. */
function takeEntries(bad: Checked["bad"]): Listener & { ready(): Item[]; conclude(): void } {
  let done: Item[] = [];
  let index = -1;
  let place = "";
  let resource: Text | undefined;
  let fullUrl: string | undefined;
  const settle = (): void => {
    if (index >= 0) done.push(bad.get(index) ?? rawOf(place, resource, fullUrl));
    resource = undefined;
    fullUrl = undefined;
  };
  return {
    wants(path, first, _solid, line) {
      if (path.length > 3 || path[0] !== "entry") return undefined;
      const begins = path.length === 1 ? first !== 0x5b : path.length === 2 && typeof path[1] === "number";
      if (begins) {
        settle();
        index += 1;
        place = entryPlace(line, index);
        return undefined;
      }
      if (typeof path[1] !== "number" || bad.has(index)) return undefined;
      return path[2] === "resource" ? caps.piece : path[2] === "fullUrl" ? longestUrl : undefined;
    },
    piece(path, piece) {
      if (path[2] === "resource") resource = keep(piece);
      else if (piece.bytes !== undefined) {
        const value = JSON.parse(piece.bytes.toString("utf8")) as unknown;
        fullUrl = typeof value === "string" ? value : undefined;
      }
    },
    ready() {
      const items = done;
      done = [];
      return items;
    },
    conclude: settle,
  };
}
