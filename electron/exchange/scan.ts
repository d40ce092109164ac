// Checks untrusted JSON byte by byte before any string of it exists, and hands out the parts that are asked for.
import type { TextReason } from "#shared/importReasons.ts";
import { isOddNumber } from "#shared/fhir/json.ts";
import { utf8Step } from "./utf8.ts";

/** Caps of design §1: what is over them is refused, however well it is formed. */
export const caps = { depth: 64, string: 16 * 1024 * 1024, number: 1_000, key: 1_000, keys: 10_000, piece: 64 * 1024 * 1024 } as const;

/** The text is refused at `offset` bytes, `line`, and the JSON path, which names keys but holds no value. */
export class ScanRefusal extends Error {
  readonly reason: TextReason;
  readonly offset: number;
  readonly line: number;
  readonly path: string;
  constructor(reason: TextReason, offset: number, line: number, path: string) {
    super(reason);
    this.reason = reason;
    this.offset = offset;
    this.line = line;
    this.path = path;
  }
}

/** A value that was asked for, without the space between its values. */
export interface Piece {
  /** Undefined when it is over its cap; the text went on being checked. */
  readonly bytes: Buffer | undefined;
  /** A number in it would change its text in JavaScript. */
  readonly odd: boolean;
}
export type Path = readonly (string | number)[];
export interface Listener {
  /** Called where a value begins; a number asks for the value's bytes, up to so many. Pieces do not nest. */
  wants(path: Path): number | undefined;
  piece(path: Path, piece: Piece): void;
  /** Called where the whole text's value begins and ends. */
  ends?(): void;
}

export interface Scanner {
  push(chunk: Uint8Array): void;
  /** The text is over. Refuses with "cut" when its value is not. */
  end(): void;
  /** The value of the text is complete. */
  readonly done: boolean;
  readonly empty: boolean;
  readonly line: number;
}

type State = "value" | "firstKey" | "key" | "colon" | "firstItem" | "next" | "string" | "escape" | "hex" | "number" | "word" | "over";

const quote = 0x22;
const backslash = 0x5c;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isNumberByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x45 || byte === 0x65;
const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words = ["true", "false", "null"];

/**
 * A scanner for one JSON text (RFC 8259, UTF-8), fed in chunks. Memory is bounded by the caps and the pieces asked for.
 * Throws ScanRefusal; after that it must not be used again.
 */
export function createScanner(listener: Listener, start: { offset: number; line: number } = { offset: 0, line: 1 }): Scanner {
  const path: (string | number)[] = [];
  const keySets: (Set<string> | undefined)[] = []; // one for each open value; undefined for a list
  let state: State = "value";
  let offset = start.offset; // of the current chunk's first byte
  let line = start.line;
  let empty = true;
  let isKey = false;
  let length = 0; // of the current string
  let text = ""; // of the current number or word
  let hex = 0; // digits left of a \u escape
  let utf8 = 0;
  let key: number[] = [];
  let capture: { from: number; depth: number; limit: number; size: number; odd: boolean; chunks: Buffer[] } | undefined;

  const pathText = (): string => path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("").replace(/^\./, "");
  const refuse = (reason: TextReason, at: number): never => {
    throw new ScanRefusal(reason, offset + at, line, pathText());
  };

  /** Copies what was captured of this chunk up to `at`. */
  function keep(chunk: Uint8Array, at: number): void {
    if (capture === undefined || capture.from >= at) return;
    capture.size += at - capture.from;
    if (capture.size <= capture.limit) capture.chunks.push(Buffer.from(chunk.subarray(capture.from, at)));
    else capture.chunks = [];
    capture.from = at;
  }
  function begin(at: number): void {
    if (capture !== undefined) return;
    const limit = listener.wants(path);
    if (limit !== undefined) capture = { from: at, depth: keySets.length, limit, size: 0, odd: false, chunks: [] };
  }
  /** A value ends before `at`. */
  function finish(chunk: Uint8Array, at: number): void {
    if (capture !== undefined && capture.depth === keySets.length) {
      keep(chunk, at);
      const { size, limit, odd, chunks } = capture;
      capture = undefined;
      listener.piece(path, { bytes: size > limit ? undefined : Buffer.concat(chunks), odd });
    }
    if (keySets.length === 0) {
      state = "over";
      listener.ends?.();
    } else state = "next";
  }

  function open(isObject: boolean, at: number): void {
    if (keySets.length >= caps.depth) refuse("tooDeep", at);
    begin(at);
    keySets.push(isObject ? new Set() : undefined);
    if (!isObject) path.push(0);
    state = isObject ? "firstKey" : "firstItem";
  }
  function close(chunk: Uint8Array, at: number): void {
    keySets.pop();
    path.pop(); // the last key, or the index; an empty object has neither (see closeEmpty)
    finish(chunk, at + 1);
  }

  function startValue(byte: number, at: number): void {
    empty = false;
    if (byte === quote) {
      begin(at);
      state = "string";
      isKey = false;
      length = 0;
    } else if (byte === 0x7b) open(true, at);
    else if (byte === 0x5b) open(false, at);
    else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      begin(at);
      state = "number";
      text = String.fromCharCode(byte);
    } else if (byte === 0x74 || byte === 0x66 || byte === 0x6e) {
      begin(at);
      state = "word";
      text = String.fromCharCode(byte);
    } else refuse(byte === 0x2f ? "comment" : "badSyntax", at);
  }

  function endString(chunk: Uint8Array, at: number): void {
    if (!isKey) return finish(chunk, at + 1);
    const name = JSON.parse(`"${Buffer.from(key).toString("utf8")}"`) as string;
    const keys = keySets.at(-1) as Set<string>;
    path.push(name);
    if (keys.has(name)) refuse("duplicateKey", at);
    if (keys.size >= caps.keys) refuse("tooManyKeys", at);
    keys.add(name);
    state = "colon";
  }
  function endNumber(chunk: Uint8Array, at: number): void {
    if (!numberForm.test(text)) refuse("badNumber", at);
    if (capture !== undefined && !capture.odd) capture.odd = isOddNumber(text);
    finish(chunk, at);
  }

  /** Structure between values; answers true when the byte was consumed as the start of a run inside a string. */
  function structural(chunk: Uint8Array, byte: number, at: number): void {
    const inObject = keySets.at(-1) !== undefined;
    switch (state) {
      case "value":
        if (byte === 0x5d || byte === 0x7d) refuse(path.length > 0 && !inObject ? "trailingComma" : "badSyntax", at);
        return startValue(byte, at);
      case "firstItem":
        if (byte === 0x5d) return close(chunk, at);
        return startValue(byte, at);
      case "firstKey":
      case "key":
        if (byte === 0x7d) {
          if (state === "key") refuse("trailingComma", at);
          keySets.pop();
          return finish(chunk, at + 1);
        }
        if (byte !== quote) refuse(byte === 0x2f ? "comment" : "badSyntax", at);
        state = "string";
        isKey = true;
        length = 0;
        key = [];
        return;
      case "colon":
        if (byte !== 0x3a) refuse(byte === 0x2f ? "comment" : "badSyntax", at);
        state = "value";
        return;
      case "next":
        return afterValue(chunk, byte, at, inObject);
      default:
        refuse(byte === 0x2f ? "comment" : "trailingGarbage", at);
    }
  }
  function afterValue(chunk: Uint8Array, byte: number, at: number, inObject: boolean): void {
    if (byte === 0x2c) {
      if (inObject) {
        path.pop();
        state = "key";
      } else {
        path[path.length - 1] = (path.at(-1) as number) + 1;
        state = "value";
      }
    } else if (byte === (inObject ? 0x7d : 0x5d)) close(chunk, at);
    else refuse(byte === 0x2f ? "comment" : "badSyntax", at);
  }

  /** Runs through a string from `at`; answers where it stopped: behind its end, behind an escape, or the chunk's end. */
  function inString(chunk: Uint8Array, from: number): number {
    let at = from;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (utf8 !== 0 || byte >= 0x80) {
        utf8 = utf8Step(utf8, byte);
        if (utf8 < 0) refuse("invalidUtf8", at);
      } else if (byte === quote || byte === backslash) break;
      else if (byte < 0x20) refuse(byte === 0 ? "nulByte" : "controlCharacter", at);
    }
    length += at - from;
    if (length > (isKey ? caps.key : caps.string)) refuse(isKey ? "keyTooLong" : "stringTooLong", at);
    if (isKey) for (let index = from; index < at; index += 1) key.push(chunk[index] as number);
    if (at >= chunk.length) return at;
    if (chunk[at] === quote) endString(chunk, at);
    else {
      state = "escape";
      if (isKey) key.push(backslash);
    }
    return at + 1;
  }
  function inEscape(byte: number, at: number): void {
    length += 1;
    if (isKey) key.push(byte);
    if (state === "hex") {
      const isHex = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
      if (!isHex) refuse("badEscape", at);
      hex -= 1;
      if (hex === 0) state = "string";
    } else if (byte === 0x75) {
      state = "hex";
      hex = 4;
    } else if ('"\\/bfnrt'.includes(String.fromCharCode(byte))) state = "string";
    else refuse("badEscape", at);
  }
  function inWord(chunk: Uint8Array, byte: number, at: number): void {
    text += String.fromCharCode(byte);
    if (!words.some((word) => word.startsWith(text))) refuse("badSyntax", at);
    if (words.includes(text)) finish(chunk, at + 1);
  }

  function push(chunk: Uint8Array): void {
    if (capture !== undefined) capture.from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (state === "string") {
        at = inString(chunk, at);
        continue;
      }
      const byte = chunk[at] as number;
      if (state === "escape" || state === "hex") inEscape(byte, at);
      else if (state === "word") inWord(chunk, byte, at);
      else {
        if (state === "number") {
          if (isNumberByte(byte)) {
            text += String.fromCharCode(byte);
            if (text.length > caps.number) refuse("numberTooLong", at);
            at += 1;
            continue;
          }
          endNumber(chunk, at);
        }
        if (isSpace(byte)) {
          if (byte === 0x0a) line += 1;
          if (capture !== undefined) {
            keep(chunk, at);
            capture.from = at + 1;
          }
        } else if (byte === 0) refuse("nulByte", at);
        else structural(chunk, byte, at);
      }
      at += 1;
    }
    if (capture !== undefined) keep(chunk, chunk.length);
    offset += chunk.length;
  }

  return {
    push,
    end() {
      if (state === "number" && keySets.length === 0) endNumber(new Uint8Array(0), 0);
      if (state !== "over") refuse("cut", 0);
    },
    get done() {
      return state === "over";
    },
    get empty() {
      return empty;
    },
    get line() {
      return line;
    },
  };
}
