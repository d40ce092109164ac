// Bytes put together from runs of many chunks, in one buffer that is used again for the next.

/** Up to so many bytes a loop is faster than a view and a copy; most runs between two spaces are that short. */
const shortRun = 64;

export class Kept {
  #bytes = Buffer.alloc(0);

  /** Puts chunk[from … to) at `at`; everything before `at` stays. */
  put(at: number, chunk: Uint8Array, from: number, to: number): void {
    const size = at + to - from;
    if (size > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(4096, size * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    if (to - from > shortRun) this.#bytes.set(chunk.subarray(from, to), at);
    else for (let index = from; index < to; index += 1) this.#bytes[at + index - from] = chunk[index] as number;
  }
  /** A view, good until the next `put`. */
  first(size: number): Buffer {
    return this.#bytes.subarray(0, size);
  }
}
