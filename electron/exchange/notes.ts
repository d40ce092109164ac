// What the first pass writes down about one JSON text: what it is, and which of its entries are none.
import { isResourceType } from "#shared/fhir/types.ts";
import type { ImportReason } from "#shared/importReasons.ts";
import type { Listener, Piece } from "./listener.ts";
import { caps, type Path } from "./scanRefusal.ts";

export interface Bad {
  readonly reason: ImportReason;
  readonly place: string;
}
export interface Notes extends Listener {
  /** The text is over, after so many bytes without space. */
  conclude(solid: number): Concluded;
}
export interface Concluded {
  /** Why the text as one entry is none. */
  readonly root: ImportReason | undefined;
  readonly bundle: boolean;
  readonly bundleType: string | undefined;
  readonly entries: number;
  /** By number of the entry, from 0, in their order. */
  readonly bad: ReadonlyMap<number, Bad>;
}

/** What decides whether an entry is one. */
interface Facts {
  readonly place: string;
  /** Bytes of the text before the resource, without space. */
  begin: number;
  size: number;
  resource: boolean;
  method: string | undefined;
  type: string | undefined;
  id: "none" | "valid" | "invalid";
}
const newFacts = (place: string): Facts => ({
  place,
  begin: 0,
  size: 0,
  resource: false,
  method: undefined,
  type: undefined,
  id: "none",
});

/** FHIR R4 §2.24.0.1, the type id. */
const idForm = /^[A-Za-z0-9\-.]{1,64}$/;
/** A request with another method asks something of a server and is no record. */
const storing = ["PUT", "POST"];
/** A type, method or id is shorter; of a longer one it is enough to know that it is there. */
const shortText = 200;
const brace = 0x7b;
const bracket = 0x5b;

function reasonOf(facts: Facts): ImportReason | undefined {
  if (facts.method !== undefined && !storing.includes(facts.method)) return "requestUnsupported";
  if (!facts.resource) return "noResource";
  if (facts.size > caps.piece) return "entryTooLarge";
  if (facts.type === undefined) return "typeMissing";
  if (!isResourceType(facts.type)) return "typeUnknown";
  return facts.id === "invalid" ? "idInvalid" : undefined;
}

/** The place of a bundle's entry. */
export const entryPlace = (line: number, index: number): string => `L${line} entry[${index}]`;

/** Notes for one text. Members in any order; entries are noted whatever the text turns out to be. */
export function takeNotes(): Notes {
  const root = newFacts("");
  const bad = new Map<number, Bad>();
  let bundleType: string | undefined;
  let entries = 0;
  let current: Facts | undefined;
  let measuring: Facts | undefined;

  const measure = (solid: number): void => {
    if (measuring !== undefined) measuring.size = solid - measuring.begin;
    measuring = undefined;
  };
  const settle = (): void => {
    const reason = current === undefined ? undefined : reasonOf(current);
    if (reason !== undefined) bad.set(entries - 1, { reason, place: current?.place ?? "" });
    current = undefined;
  };
  const beginEntry = (line: number): void => {
    settle();
    current = newFacts(entryPlace(line, entries));
    entries += 1;
  };
  const beginResource = (facts: Facts, first: number, solid: number): void => {
    facts.resource = first === brace;
    facts.begin = solid;
  };
  const wantsInEntry = (path: Path): number | undefined => {
    if (path[2] === "request") return path[3] === "method" ? shortText : undefined;
    return path[2] === "resource" && (path[3] === "resourceType" || path[3] === "id") ? shortText : undefined;
  };

  return {
    wants(path, first, solid, line) {
      if (path.length > 4) return undefined;
      if (path.length < 4) measure(solid);
      if (path.length === 0) beginResource(root, first, solid);
      else if (path.length === 1) {
        if (path[0] === "resourceType" || path[0] === "id" || path[0] === "type") return shortText;
        if (path[0] === "entry" && first !== bracket) beginEntry(line);
      } else if (path[0] !== "entry" || typeof path[1] !== "number") return undefined;
      else if (path.length === 2) beginEntry(line);
      else if (path.length === 4) return wantsInEntry(path);
      else if (path[2] === "resource" && current !== undefined) {
        beginResource(current, first, solid);
        measuring = current;
      }
      return undefined;
    },
    piece(path, piece) {
      const facts = path.length === 1 ? root : current;
      const text = textOf(piece);
      const name = path.at(-1);
      if (facts === undefined) return;
      if (name === "type") bundleType = text;
      else if (name === "resourceType") facts.type = text;
      else if (name === "method") facts.method = text ?? "";
      else facts.id = text !== undefined && idForm.test(text) ? "valid" : "invalid";
    },
    conclude(solid) {
      measure(solid);
      settle();
      root.size = solid - root.begin;
      return { root: reasonOf(root), bundle: root.type === "Bundle", bundleType, entries, bad };
    },
  };
}

/** A string's text; undefined for any other value. */
function textOf({ bytes }: Piece): string | undefined {
  if (bytes === undefined) return undefined;
  const value = JSON.parse(bytes.toString("utf8")) as unknown;
  return typeof value === "string" ? value : undefined;
}
