// JSON whose numbers keep the text they came with: a dose of 1.50 must not come back as 1.5.

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject | RawNumber;
export interface JsonObject {
  [key: string]: JsonValue;
}
/** A number whose text a JavaScript number would change; what JSON.rawJSON makes and JSON.stringify writes as it is. */
export interface RawNumber {
  readonly rawJSON: string;
}

// ECMAScript "JSON.parse source text access", which Node 24 and Chromium have and the type library does not name yet.
interface SourceJson {
  parse(
    text: string,
    reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}
const json = JSON as unknown as SourceJson;

export const isRawNumber = (value: unknown): value is RawNumber => json.isRawJSON(value);
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !json.isRawJSON(value);

/** True when JavaScript would write the number otherwise: 1.0, 1e3, -0, or more digits than a double has. */
export const isOddNumber = (text: string): boolean => String(Number(text)) !== text || text === "-0";

/** Parses and keeps each odd number as its own text. Throws SyntaxError on what is no JSON. */
export const parseWithSource = (text: string): JsonValue =>
  json.parse(text, (_key, value, context) =>
    typeof value === "number" && context.source !== undefined && isOddNumber(context.source)
      ? json.rawJSON(context.source)
      : value,
  ) as JsonValue;

/** The JSON text of a value, number text as it came. */
export const textOf = (value: JsonValue): string => JSON.stringify(value);

/** A number as people read it, whichever of the two forms it has; undefined when it is no number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return isRawNumber(value) ? value.rawJSON : undefined;
}

/** A string as a whole, or a run of space between values. The text must be JSON. */
const stringOrSpace = /"(?:[^"\\]|\\.)*"|[ \t\r\n]+/gs;
/** Takes out the space between values; the text must be JSON. */
export const minify = (text: string): string => text.replace(stringOrSpace, (match) => (match[0] === '"' ? match : ""));

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;
/** True when the JSON text holds a number whose text would change. */
export function findOddNumbers(text: string): boolean {
  for (const [match] of text.matchAll(stringOrNumber)) if (match[0] !== '"' && isOddNumber(match)) return true;
  return false;
}

/** Sets a member as data, also where its name is "__proto__". */
export function setMember(object: JsonObject, key: string, value: JsonValue): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}
