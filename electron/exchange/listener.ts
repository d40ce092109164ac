// Who listens to the scanner, and what it hands out.
import type { Path } from "./scanRefusal.ts";

/** A value that was asked for, without the space between its values. */
export interface Piece {
  /** Undefined when it is over its cap; the text went on being checked. The bytes are good until `piece` returns. */
  readonly bytes: Buffer | undefined;
  /** A number in it would change its text in JavaScript. */
  readonly odd: boolean;
}
export interface Listener {
  /**
   * Called where a value begins, with its first byte, the bytes before it without space between values, and its line.
   * A number asks for its bytes, up to so many. Pieces do not nest.
   */
  wants(path: Path, first: number, solid: number, line: number): number | undefined;
  piece(path: Path, piece: Piece): void;
}
