// Structured-clone values as text, for the way between a page and main: the stock browser's binding carries only text.

const views = [
  "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
  "Float32Array",
  "Float64Array", "BigInt64Array", "BigUint64Array", "DataView",
]; // prettier-ignore

type View = new (buffer: ArrayBuffer) => ArrayBufferView;
/** Node 24 has only Buffer for this, the page's world only the newer methods. */
const toBase64 = (bytes: Uint8Array): string =>
  typeof Buffer === "undefined"
    ? bytes.toBase64()
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
const fromBase64 = (text: string): ArrayBuffer =>
  typeof Buffer === "undefined"
    ? Uint8Array.fromBase64(text).buffer
    : new Uint8Array(Buffer.from(text, "base64")).buffer;
const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** True when JSON carries the value without loss; most of what passes is such. */
function isJson(value: unknown, seen: Set<unknown>): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || seen.has(value)) return false;
  seen.add(value);
  const kind = kindOf(value);
  if (kind === "Array") {
    const list = value as unknown[];
    return Object.keys(list).length === list.length && list.every((item) => isJson(item, seen));
  }
  return kind === "Object" && Object.entries(value).every(([name, item]) => name !== "__proto__" && isJson(item, seen));
}

/** Writes what `structuredClone` gave; throws, as Electron does, for what cannot cross. */
export function encode(root: unknown): string {
  if (isJson(root, new Set())) return `J${JSON.stringify(root)}`;
  const numbers = new Map<unknown, number>();
  const write = (value: unknown): unknown => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (value === undefined) return ["u"];
    if (typeof value === "bigint") return ["i", String(value)];
    if (typeof value === "number") {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return ["n", Object.is(value, -0) ? "-0" : String(value)];
    }
    if (numbers.has(value)) return ["#", numbers.get(value)];
    numbers.set(value, numbers.size);
    return writeObject(value as object, write);
  };
  return `T${JSON.stringify(write(root))}`;
}

function writeObject(value: object, write: (value: unknown) => unknown): unknown {
  const kind = kindOf(value);
  if (kind === "Array" || kind === "Object") {
    const members = Object.entries(value).map(([name, item]) => [name, write(item)]);
    return kind === "Array" ? ["a", (value as unknown[]).length, members] : ["o", 0, members];
  }
  if (value instanceof Date) return ["d", write(value.getTime())];
  if (value instanceof Map) return ["m", [...value].map(([name, item]) => [write(name), write(item)])];
  if (value instanceof Set) return ["s", [...value].map(write)];
  if (value instanceof ArrayBuffer) return ["b", toBase64(new Uint8Array(value))];
  if (views.includes(kind)) {
    const { buffer, byteOffset, byteLength } = value as Uint8Array;
    return ["v", kind, toBase64(new Uint8Array(buffer, byteOffset, byteLength))];
  }
  if (value instanceof Error) return ["e", value.name, value.message];
  throw new Error("An object could not be cloned.");
}

type Node = [kind: string, first: never, second: never];

/** The inverse of `encode`. */
export function decode(text: string): unknown {
  const body: unknown = JSON.parse(text.slice(1));
  if (text.startsWith("J")) return body;
  const known: unknown[] = [];
  const keep = <T>(value: T): T => {
    known.push(value);
    return value;
  };
  const read = (node: unknown): unknown => (Array.isArray(node) ? readObject(node as Node, keep, read, known) : node);
  return read(body);
}

function readObject(
  [kind, first, second]: Node,
  keep: <T>(value: T) => T,
  read: (node: unknown) => unknown,
  known: readonly unknown[],
): unknown {
  switch (kind) {
    case "u": return undefined;
    case "i": return BigInt(first);
    case "n": return Number(first);
    case "#": return known[first];
    case "d": return keep(new Date(read(first) as number));
    case "b": return keep(fromBase64(first));
    case "v": return keep(new (globalThis as unknown as Record<string, View>)[first]!(fromBase64(second)));
    case "e": return keep(Object.assign(new Error(second), { name: first as string }));
  } // prettier-ignore
  if (kind === "a" || kind === "o") {
    const into: object = keep(kind === "a" ? new Array<unknown>(first) : {});
    for (const [name, item] of second as [string, unknown][]) {
      Object.defineProperty(into, name, { value: read(item), writable: true, enumerable: true, configurable: true });
    }
    return into;
  }
  if (kind === "m") {
    const map = keep(new Map());
    for (const [name, item] of first as [unknown, unknown][]) map.set(read(name), read(item));
    return map;
  }
  const set = keep(new Set());
  for (const item of first as unknown[]) set.add(read(item));
  return set;
}
