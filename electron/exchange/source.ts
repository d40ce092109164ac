// An untrusted file as a stream of bytes: unpacked where it is compressed, never more than the caps.
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { ImportReason } from "#shared/importReasons.ts";

/** The whole file is refused. `place` locates: "L12" a line, "@3456" a byte, then the JSON path. */
export class FileRefusal extends Error {
  readonly place: string;
  readonly reason: ImportReason;
  constructor(reason: ImportReason, place = "", options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.place = place;
  }
}

export const sourceCaps = {
  /** Bytes of a file, unpacked. */
  bytes: 4 * 1024 ** 3,
  /** Beyond so many bytes, one compressed byte may not make more than `ratio`. */
  ratioFrom: 10 * 1024 ** 2,
  ratio: 100,
} as const;

/** Bytes read so far, as the file has them: the measure of progress. */
export interface Progress {
  bytes: number;
}

/**
 * The file's bytes, chunk by chunk, without a UTF-8 byte order mark. Refuses with FileRefusal: fileUnreadable, utf16,
 * gzipDamaged (a cut stream, a wrong check sum), gzipBomb, fileTooLarge.
 */
export async function* readSource(path: string, progress: Progress = { bytes: 0 }): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw new FileRefusal("fileUnreadable", "", { cause });
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new FileRefusal("fileUnreadable");
    const raw = counted(file.createReadStream({ highWaterMark: 256 * 1024, autoClose: false }), progress);
    const start = await raw.next();
    const first = start.done ? new Uint8Array(0) : start.value;
    const all = joined(first, raw);
    yield* withoutMark(first[0] === 0x1f && first[1] === 0x8b ? unpacked(all, progress) : all);
  } finally {
    await file.close();
  }
}

async function* counted(stream: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) {
      progress.bytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw new FileRefusal("fileUnreadable", "", { cause });
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* unpacked(packed: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let failure: unknown;
  const feeding = feed(packed, gunzip).catch((cause: unknown) => {
    failure = cause;
    gunzip.destroy();
  });
  let out = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      out += chunk.length;
      if (out > sourceCaps.ratioFrom && out > progress.bytes * sourceCaps.ratio)
        throw new FileRefusal("gzipBomb", `@${out}`);
      yield chunk;
    }
    await feeding;
    if (failure !== undefined) throw failure;
  } catch (cause) {
    if (failure instanceof FileRefusal) throw failure;
    throw cause instanceof FileRefusal ? cause : new FileRefusal("gzipDamaged", `@${out}`, { cause });
  } finally {
    gunzip.destroy();
  }
}

async function feed(packed: AsyncIterable<Uint8Array>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  for await (const chunk of packed) {
    if (gunzip.destroyed) return;
    if (!gunzip.write(chunk)) {
      await new Promise<void>((resolve) => {
        gunzip.once("drain", resolve).once("close", resolve);
      });
    }
  }
  gunzip.end();
}

/** Takes off a UTF-8 byte order mark and refuses UTF-16, with its mark or by the zero beside its first character. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  let checked = false;
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > sourceCaps.bytes) throw new FileRefusal("fileTooLarge", `@${total}`);
    if (checked) yield chunk;
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length >= 4) {
        checked = true;
        yield afterMark(head);
      }
    }
  }
  if (!checked && head.length > 0) yield afterMark(head);
}

function afterMark(head: Uint8Array): Uint8Array {
  const [one, two] = head;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) throw new FileRefusal("utf16", "@0");
  if (head.length >= 2 && (one === 0) !== (two === 0)) throw new FileRefusal("utf16", "@0");
  return one === 0xef && two === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}
