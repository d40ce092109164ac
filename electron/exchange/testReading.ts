// For tests: files in a temporary folder, read through the parser's real process.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { openChildParser } from "./childParser.ts";
import { readFile, type FileEnd, type ParserPort } from "./port.ts";
import type { ParsedEntry, RefusedEntry } from "./protocol.ts";

export interface Reading {
  readonly end: FileEnd;
  readonly entries: readonly ParsedEntry[];
  readonly refused: readonly RefusedEntry[];
  /** Items of each batch. */
  readonly batches: readonly number[];
}
export interface Desk {
  /** Writes a file of this content and reads it. */
  read(name: string, content: string | Uint8Array): Promise<Reading>;
  readPath(path: string): Promise<Reading>;
  readonly folder: string;
}

/** One parser process and one folder for the tests of a file. */
export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-exchange-"));
  let port: ParserPort | undefined;
  before(() => {
    port = openChildParser();
  });
  after(() => {
    port?.close();
    rmSync(folder, { recursive: true });
  });
  const readPath = async (path: string): Promise<Reading> => {
    const entries: ParsedEntry[] = [];
    const refused: RefusedEntry[] = [];
    const batches: number[] = [];
    const end = await readFile(port as ParserPort, path, {
      batch(batch) {
        entries.push(...batch.entries);
        refused.push(...batch.refused);
        batches.push(batch.entries.length + batch.refused.length);
      },
    });
    return { end, entries, refused, batches };
  };
  return {
    folder,
    readPath,
    read(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return readPath(path);
    },
  };
}
