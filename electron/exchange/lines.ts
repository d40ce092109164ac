// NDJSON: one JSON text a line, each scanned by itself, so that a malformed line refuses only itself.
import type { Listener } from "./listener.ts";
import { Scanner } from "./scan.ts";
import { ScanRefusal } from "./scanRefusal.ts";

export interface Line<L extends Listener> {
  /** From 1. */
  readonly line: number;
  readonly listener: L;
  /** Bytes without the space between values. */
  readonly solid: number;
  readonly refusal: ScanRefusal | undefined;
}

/** Every line that is not empty, in order, with the listener that heard it. */
export async function* scanLines<L extends Listener>(
  chunks: AsyncIterable<Uint8Array>,
  makeListener: () => L,
): AsyncGenerator<Line<L>> {
  let offset = 0;
  let current = beginLine(1, offset, makeListener());
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const end = chunk.indexOf(0x0a, at);
      current.push(chunk.subarray(at, end < 0 ? chunk.length : end));
      if (end < 0) break;
      const line = current.end();
      if (line !== undefined) yield line;
      current = beginLine(current.line + 1, offset + end + 1, makeListener());
      at = end + 1;
    }
    offset += chunk.length;
  }
  const last = current.end();
  if (last !== undefined) yield last;
}

interface OpenLine<L extends Listener> {
  readonly line: number;
  push(bytes: Uint8Array): void;
  /** Undefined for an empty line. */
  end(): Line<L> | undefined;
}

function beginLine<L extends Listener>(line: number, offset: number, listener: L): OpenLine<L> {
  const scanner = new Scanner(listener, { offset, line });
  let refusal: ScanRefusal | undefined;
  const attempt = (step: () => void): void => {
    if (refusal !== undefined) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof ScanRefusal)) throw error;
      refusal = error;
    }
  };
  return {
    line,
    push: (bytes) => attempt(() => scanner.push(bytes)),
    end() {
      if (refusal === undefined && !scanner.begun) return undefined;
      attempt(() => scanner.end());
      return { line, listener, solid: scanner.solid, refusal };
    },
  };
}
