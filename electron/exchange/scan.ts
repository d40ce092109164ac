// Checks untrusted JSON byte by byte before any string of it exists, and hands out the parts that are asked for.
import type { TextReason } from "#shared/importReasons.ts";
import { isOddNumber } from "#shared/fhir/json.ts";
import {
  backslash,
  isDigit,
  isHexDigit,
  isNumberByte,
  isSpace,
  numberForm,
  quote,
  slash,
  syntaxReason,
  words,
} from "./jsonBytes.ts";
import { Kept } from "./kept.ts";
import type { Listener } from "./listener.ts";
import { caps, pathText, ScanRefusal } from "./scanRefusal.ts";
import { utf8Step } from "./utf8.ts";

type State =
  | "value"
  | "firstKey"
  | "key"
  | "colon"
  | "firstItem"
  | "next"
  | "string"
  | "escape"
  | "hex"
  | "number"
  | "word"
  | "over";
interface Capture {
  /** Where the part of the current chunk begins that is not kept yet. */
  from: number;
  readonly depth: number;
  readonly limit: number;
  size: number;
  odd: boolean;
}

/**
 * A scanner for one JSON text (RFC 8259, UTF-8), fed in chunks. Memory is bounded by the caps and the pieces asked for.
 * Throws ScanRefusal; after that it must not be used again.
 */
export class Scanner {
  readonly #listener: Listener;
  readonly #path: (string | number)[] = [];
  /** One for each open value: the keys of an object so far; undefined for a list. */
  readonly #keySets: (Set<string> | undefined)[] = [];
  #state: State = "value";
  readonly #start: number;
  /** Of the current chunk's first byte. */
  #offset: number;
  #line: number;
  #isKey = false;
  /** Of the current string. */
  #length = 0;
  #escaped = false;
  /** The current key's bytes, #length of them, as they stand in the text. */
  readonly #key = Buffer.alloc(caps.key);
  /** The current number or word. */
  #text = "";
  /** Digits left of a \u escape. */
  #hex = 0;
  #utf8 = 0;
  /** Bytes between values so far. */
  #spaces = 0;
  #endLine: number | undefined;
  #capture: Capture | undefined;
  readonly #kept = new Kept();

  constructor(listener: Listener, start: { readonly offset: number; readonly line: number } = { offset: 0, line: 1 }) {
    this.#listener = listener;
    this.#offset = start.offset;
    this.#start = start.offset;
    this.#line = start.line;
  }

  /** Something other than space has come. */
  get begun(): boolean {
    return this.#state !== "value" || this.#keySets.length > 0;
  }
  /** The line on which the text's value ended; undefined before. */
  get endLine(): number | undefined {
    return this.#endLine;
  }
  /** Bytes so far, without the space between values. */
  get solid(): number {
    return this.#offset - this.#start - this.#spaces;
  }

  push(chunk: Uint8Array): void {
    if (this.#capture !== undefined) this.#capture.from = 0;
    for (let at = 0; at < chunk.length;)
      at = this.#state === "string" ? this.#inString(chunk, at) : this.#step(chunk, at);
    if (this.#capture !== undefined) this.#keep(chunk, chunk.length);
    this.#offset += chunk.length;
  }

  /** The text is over. Refuses with "cut" when its value is not. */
  end(): void {
    if (this.#state === "number" && this.#keySets.length === 0) this.#endNumber(new Uint8Array(0), 0);
    if (this.#state !== "over") this.#refuse("cut", 0);
  }

  #refuse(reason: TextReason, at: number): never {
    throw new ScanRefusal(reason, this.#offset + at, this.#line, pathText(this.#path));
  }

  /** One byte outside a string's plain run; answers where to go on. */
  #step(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] as number;
    if (this.#state === "escape" || this.#state === "hex") this.#inEscape(byte, at);
    else if (this.#state === "word") this.#inWord(chunk, byte, at);
    else if (this.#state === "number" && isNumberByte(byte)) this.#inNumber(byte, at);
    else {
      if (this.#state === "number") this.#endNumber(chunk, at);
      if (isSpace(byte)) this.#skipSpace(chunk, byte, at);
      else if (byte === 0) this.#refuse("nulByte", at);
      else this.#structure(chunk, byte, at);
    }
    return at + 1;
  }
  #skipSpace(chunk: Uint8Array, byte: number, at: number): void {
    this.#spaces += 1;
    if (byte === 0x0a) this.#line += 1;
    if (this.#capture === undefined) return;
    this.#keep(chunk, at);
    this.#capture.from = at + 1;
  }

  #structure(chunk: Uint8Array, byte: number, at: number): void {
    const inObject = this.#keySets.at(-1) !== undefined;
    switch (this.#state) {
      case "value":
        if (byte === 0x5d && this.#keySets.length > 0 && !inObject) this.#refuse("trailingComma", at);
        return this.#startValue(byte, at);
      case "firstItem":
        return byte === 0x5d ? this.#close(chunk, at) : this.#startValue(byte, at);
      case "firstKey":
        if (byte !== 0x7d) return this.#startKey(byte, at);
        this.#keySets.pop();
        return this.#finish(chunk, at + 1);
      case "key":
        if (byte === 0x7d) this.#refuse("trailingComma", at);
        return this.#startKey(byte, at);
      case "colon":
        if (byte !== 0x3a) this.#refuse(syntaxReason(byte), at);
        this.#state = "value";
        return undefined;
      case "next":
        return this.#afterValue(chunk, byte, at, inObject);
      default:
        return this.#refuse(byte === slash ? "comment" : "trailingGarbage", at);
    }
  }
  #afterValue(chunk: Uint8Array, byte: number, at: number, inObject: boolean): void {
    if (byte === (inObject ? 0x7d : 0x5d)) return this.#close(chunk, at);
    if (byte !== 0x2c) this.#refuse(syntaxReason(byte), at);
    const last = this.#path.pop();
    if (!inObject) this.#path.push((last as number) + 1);
    this.#state = inObject ? "key" : "value";
  }

  #startValue(byte: number, at: number): void {
    if (byte === 0x7b) return this.#open(true, at);
    if (byte === 0x5b) return this.#open(false, at);
    this.#begin(at, byte);
    this.#text = String.fromCharCode(byte);
    if (byte === quote) this.#startString(false);
    else if (byte === 0x2d || isDigit(byte)) this.#state = "number";
    else if (byte === 0x74 || byte === 0x66 || byte === 0x6e) this.#state = "word";
    else this.#refuse(syntaxReason(byte), at);
  }
  #startKey(byte: number, at: number): void {
    if (byte !== quote) this.#refuse(syntaxReason(byte), at);
    this.#startString(true);
  }
  #startString(isKey: boolean): void {
    this.#state = "string";
    this.#isKey = isKey;
    this.#length = 0;
    this.#escaped = false;
  }
  #open(isObject: boolean, at: number): void {
    if (this.#keySets.length >= caps.depth) this.#refuse("tooDeep", at);
    this.#begin(at, isObject ? 0x7b : 0x5b);
    this.#keySets.push(isObject ? new Set() : undefined);
    if (!isObject) this.#path.push(0);
    this.#state = isObject ? "firstKey" : "firstItem";
  }
  /** The end of an object that has a key, or of a list: the path's last step is that key or the index. */
  #close(chunk: Uint8Array, at: number): void {
    this.#keySets.pop();
    this.#path.pop();
    this.#finish(chunk, at + 1);
  }

  #begin(at: number, first: number): void {
    if (this.#capture !== undefined) return;
    const limit = this.#listener.wants(this.#path, first, this.solid + at, this.#line);
    if (limit === undefined) return;
    this.#capture = { from: at, depth: this.#keySets.length, limit, size: 0, odd: false };
  }
  /** Copies what was captured of this chunk up to `at`. */
  #keep(chunk: Uint8Array, at: number): void {
    const capture = this.#capture;
    if (capture === undefined || capture.from >= at) return;
    const size = capture.size + at - capture.from;
    if (size <= capture.limit) this.#kept.put(capture.size, chunk, capture.from, at);
    capture.size = size;
    capture.from = at;
  }
  /** A value ends before `at`. */
  #finish(chunk: Uint8Array, at: number): void {
    if (this.#capture !== undefined && this.#capture.depth === this.#keySets.length) {
      this.#keep(chunk, at);
      const { size, limit, odd } = this.#capture;
      this.#capture = undefined;
      this.#listener.piece(this.#path, { bytes: size > limit ? undefined : this.#kept.first(size), odd });
    }
    this.#state = this.#keySets.length === 0 ? "over" : "next";
    if (this.#state === "over") this.#endLine = this.#line;
  }

  /** Runs through a string from `at`; answers where it stopped: behind its end, behind a backslash, at the chunk's end. */
  #inString(chunk: Uint8Array, from: number): number {
    let at = from;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte >= 0x80 || this.#utf8 !== 0) {
        this.#utf8 = utf8Step(this.#utf8, byte);
        if (this.#utf8 < 0) this.#refuse("invalidUtf8", at);
      } else if (byte === quote || byte === backslash) break;
      else if (byte < 0x20) this.#refuse(byte === 0 ? "nulByte" : "controlCharacter", at);
    }
    const length = this.#length;
    this.#grow(at - from, at);
    if (this.#isKey) for (let run = from; run < at; run += 1) this.#key[length + run - from] = chunk[run] as number;
    if (at >= chunk.length) return at;
    if (chunk[at] === backslash) {
      this.#state = "escape";
      this.#escaped = true;
      this.#growByte(backslash, at);
    } else if (this.#isKey) this.#endKey(at);
    else this.#finish(chunk, at + 1);
    return at + 1;
  }
  #grow(by: number, at: number): void {
    this.#length += by;
    if (this.#length > (this.#isKey ? caps.key : caps.string))
      this.#refuse(this.#isKey ? "keyTooLong" : "stringTooLong", at);
  }
  #growByte(byte: number, at: number): void {
    this.#grow(1, at);
    if (this.#isKey) this.#key[this.#length - 1] = byte;
  }
  #inEscape(byte: number, at: number): void {
    this.#growByte(byte, at);
    if (this.#state === "hex") {
      if (!isHexDigit(byte)) this.#refuse("badEscape", at);
      this.#hex -= 1;
      if (this.#hex === 0) this.#state = "string";
    } else if (byte === 0x75) {
      this.#state = "hex";
      this.#hex = 4;
    } else if ('"\\/bfnrt'.includes(String.fromCharCode(byte))) this.#state = "string";
    else this.#refuse("badEscape", at);
  }
  /** Keys are compared without their escapes: "gend\u0065r" is "gender" once more. */
  #endKey(at: number): void {
    const text = this.#key.toString("utf8", 0, this.#length);
    const name = this.#escaped ? (JSON.parse(`"${text}"`) as string) : text;
    const keys = this.#keySets.at(-1) as Set<string>;
    this.#path.push(name);
    if (keys.has(name)) this.#refuse("duplicateKey", at);
    if (keys.size >= caps.keys) this.#refuse("tooManyKeys", at);
    keys.add(name);
    this.#state = "colon";
  }

  #inNumber(byte: number, at: number): void {
    this.#text += String.fromCharCode(byte);
    if (this.#text.length > caps.number) this.#refuse("numberTooLong", at);
  }
  #endNumber(chunk: Uint8Array, at: number): void {
    if (!numberForm.test(this.#text)) this.#refuse("badNumber", at);
    if (this.#capture !== undefined && isOddNumber(this.#text)) this.#capture.odd = true;
    this.#finish(chunk, at);
  }
  #inWord(chunk: Uint8Array, byte: number, at: number): void {
    this.#text += String.fromCharCode(byte);
    if (!words.some((word) => word.startsWith(this.#text))) this.#refuse("badSyntax", at);
    if (words.includes(this.#text)) this.#finish(chunk, at + 1);
  }
}
