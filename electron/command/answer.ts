// What a command answers with.
import { exits } from "./words.ts";

export interface Answer {
  readonly exit: number;
  readonly value: unknown;
  /** The value as JSON text, where its numbers must keep their digits. */
  readonly json?: string;
  text(): string;
}

/** A value that is shown as JSON to people too. */
export const plain = (value: unknown, exit: number = exits.done): Answer => ({
  exit,
  value,
  text: () => JSON.stringify(value, undefined, 2),
});
