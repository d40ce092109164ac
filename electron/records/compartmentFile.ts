// One compartment of one chart: row 0 lists its objects, each object is a run of sealed rows read as one payload.
import type { ChartKey } from "#keys/keyring.ts";
import { Refusal } from "#shared/refusal.ts";
import type { ChartDraft, ChartFile } from "./chartFile.ts";
import { checkBody, openRow, rowCapacity, sealRow, type Codec, type RowKind } from "./sealedRow.ts";

/** Numbers 0 to 3 are kept for row 0: the next is taken where another compartment's row has the same 20 bits. */
const headNumbers = 4;

export interface StoredObject {
  readonly kind: RowKind;
  readonly codec: Codec;
  /** Runs of row numbers n: [first, how many]. */
  readonly runs: readonly (readonly [number, number])[];
  /** Of a summary: the objects it reflects are those that begin below this n. */
  readonly reflects?: number;
}
interface Head {
  next: number;
  objects: StoredObject[];
}
interface HeadPlace {
  readonly n: number;
  readonly rest: readonly number[];
}

const numbersOf = (object: StoredObject): number[] =>
  object.runs.flatMap(([first, count]) => Array.from({ length: count }, (_, index) => first + index));
/** The n at which an object begins. */
export const beginOf = (object: StoredObject): number => object.runs[0]?.[0] ?? 0;

const runsOf = (numbers: readonly number[]): [number, number][] => {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === n) last[1] += 1;
    else runs.push([n, 1]);
  }
  return runs;
};

/** A compartment's objects; an empty compartment costs no decrypt call. */
export class CompartmentFile {
  readonly #chart: ChartFile;
  readonly #key: ChartKey;
  readonly #organisation: Uint8Array;
  readonly #head: Head;
  #place: HeadPlace | undefined;

  constructor(organisation: Uint8Array, chart: ChartFile, key: ChartKey) {
    this.#organisation = organisation;
    this.#chart = chart;
    this.#key = key;
    this.#head = this.#readHead() ?? { next: headNumbers, objects: [] };
  }

  get objects(): readonly StoredObject[] {
    return this.#head.objects;
  }
  get next(): number {
    return this.#head.next;
  }

  /** The joined payload of an object; refuses with "unreadable" or "vaultDamaged". */
  read(object: StoredObject): Buffer {
    const parts = numbersOf(object).map((n) => this.#openNumber(n, object.kind, object.codec));
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  append(draft: ChartDraft, kind: RowKind, codec: Codec, payload: Uint8Array, reflects?: number): StoredObject {
    const numbers: number[] = [];
    for (let at = 0; at === 0 || at < payload.length; at += rowCapacity) {
      numbers.push(this.#write(draft, kind, codec, payload.subarray(at, at + rowCapacity)));
    }
    const runs = runsOf(numbers);
    const object: StoredObject = reflects === undefined ? { kind, codec, runs } : { kind, codec, runs, reflects };
    this.#head.objects.push(object);
    return object;
  }

  remove(draft: ChartDraft, object: StoredObject): void {
    for (const n of numbersOf(object)) draft.remove(this.#key.rowNumber(n));
    this.#head.objects = this.#head.objects.filter((other) => other !== object);
  }

  /** Writes row 0 anew; call once, after the last append or remove of a change. */
  close(draft: ChartDraft): void {
    for (const n of this.#place?.rest ?? []) draft.remove(this.#key.rowNumber(n));
    const n = this.#place?.n ?? this.#freeHeadNumber(draft);
    const text = Buffer.from(JSON.stringify(this.#head));
    const rest: number[] = [];
    const first = (): Buffer => Buffer.from(`${JSON.stringify(rest)}\n`);
    // The list of further rows must fit beside the first piece, so its room is set aside before they are written.
    const pieces = Math.max(0, Math.ceil((text.length - rowCapacity + 16) / (rowCapacity - 12)));
    const room = pieces === 0 ? rowCapacity - 3 : Math.max(0, rowCapacity - 16 - pieces * 9);
    for (let at = room; at < text.length; at += rowCapacity) {
      rest.push(this.#write(draft, "head", "json", text.subarray(at, at + rowCapacity)));
    }
    const payload = Buffer.concat([first(), text.subarray(0, room)]);
    const row = this.#key.rowNumber(n);
    draft.put(row, sealRow(this.#key, this.#placeOf(row, draft.version, "head", "json"), payload));
    this.#place = { n, rest };
  }

  #placeOf(row: number, version: number, kind: RowKind, codec: Codec) {
    return { organisation: this.#organisation, chart: this.#chart.id, row, version, kind, codec };
  }

  #write(draft: ChartDraft, kind: RowKind, codec: Codec, payload: Uint8Array): number {
    while (draft.rows.has(this.#key.rowNumber(this.#head.next))) this.#head.next += 1;
    const n = this.#head.next;
    this.#head.next += 1;
    const row = this.#key.rowNumber(n);
    draft.put(row, sealRow(this.#key, this.#placeOf(row, draft.version, kind, codec), payload));
    return n;
  }

  #freeHeadNumber(draft: ChartDraft): number {
    for (let n = 0; n < headNumbers; n += 1) if (!draft.rows.has(this.#key.rowNumber(n))) return n;
    throw new Error("no free number for row 0"); // four collisions in 2^20: not before a chart has a million rows
  }

  #openNumber(n: number, kind: RowKind, codec: Codec): Buffer {
    const row = this.#key.rowNumber(n);
    const stored = this.#chart.rows.get(row);
    if (stored === undefined) throw new Refusal("vaultDamaged", { where: `chart ${this.#chart.number}` });
    checkBody(stored);
    return openRow(this.#key, this.#placeOf(row, stored.version, kind, codec), stored.body);
  }

  #readHead(): Head | undefined {
    for (let n = 0; n < headNumbers; n += 1) {
      const stored = this.#chart.rows.get(this.#key.rowNumber(n));
      if (stored === undefined) continue;
      checkBody(stored);
      let payload: Buffer;
      try {
        payload = this.#openNumber(n, "head", "json");
      } catch (error) {
        // Another compartment's row may have the same 20 bits; a changed row was refused by its hash above.
        if (error instanceof Refusal && error.code === "unreadable") continue;
        throw error;
      }
      const end = payload.indexOf(10);
      const rest = JSON.parse(payload.toString("utf8", 0, end)) as number[];
      const pieces = [payload.subarray(end + 1), ...rest.map((other) => this.#openNumber(other, "head", "json"))];
      this.#place = { n, rest };
      return JSON.parse(Buffer.concat(pieces).toString("utf8")) as Head;
    }
    return undefined;
  }
}
