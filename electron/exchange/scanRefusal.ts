// Why and where the scanner stopped, and the caps it holds a text to.
import type { TextReason } from "#shared/importReasons.ts";

/** Caps of design §1: what is over them is refused, however well it is formed. */
export const caps = {
  depth: 64,
  string: 16 * 1024 * 1024,
  number: 1_000,
  key: 1_000,
  keys: 10_000,
  piece: 64 * 1024 * 1024,
} as const;

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

export type Path = readonly (string | number)[];

/** Names of members and numbers of items, shortened, without control characters: for a report, so never with a value. */
export const pathText = (path: Path): string => {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  const shown = text.replace(/^\./, "").replace(/\p{C}/gu, "?");
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
};
