// The numbered migrations of the vault file. A migration that was released is never edited; the next one is added.
import { migration0001 } from "./migrations/0001.ts";

/** In order: the first makes version 1 out of an empty file. */
export const migrations: readonly string[] = [migration0001];
