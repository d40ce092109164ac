// One connection to an encrypted file: cipher, key, pragmas, each read back. The only place that sees better-sqlite3's
// Database; what leaves this folder has no member that could give the plain file away (`serialize`) or break it.
import Database from "better-sqlite3";
import { sqliteCode } from "./faces.ts";
import { Refusal } from "#shared/refusal.ts";

/** The encrypting build adds two members to better-sqlite3's, which its types do not know. */
export type Connection = Database.Database & { key(key: Buffer): number; rekey(key: Buffer): number };

export const pageSize = 8192;
/** How long a file held by another process is waited for; the person is told within a second. */
const patience = 300;

/** Set at every open: SQLite keeps none of them in the file, and its defaults are others (`synchronous` above all). */
const settings: readonly (readonly [name: string, value: string, readBack: unknown])[] = [
  ["temp_store", "MEMORY", 2], // a large sort spills plain text into temporary files otherwise
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
  ["secure_delete", "ON", 1],
  ["foreign_keys", "ON", 1],
  ["cache_size", "-65536", -65536], // KiB, used as needed
  ["synchronous", "FULL", 2], // NORMAL after reopening in WAL loses acknowledged commits on power loss
];

/** Opens for writing, alone: from here on another process or connection is refused. */
export function connect(path: string, key: Uint8Array): Connection {
  return prepared(openedAt(path, false), key, (connection) => {
    // INVARIANT: exclusive before the first read, so that no shared index exists and the lock is held from then on.
    expectPragma("locking_mode", connection.pragma("locking_mode = EXCLUSIVE", { simple: true }), "exclusive");
    expectPragma("journal_mode", connection.pragma("journal_mode = WAL", { simple: true }), "wal");
    applySettings(connection);
  });
}

/** Opens for reading: no byte of the file changes, not even a write-ahead log is folded in. */
export function connectToRead(path: string, key: Uint8Array): Connection {
  return prepared(openedAt(path, true), key, applySettings);
}

/** Gives the file another key; for copies only, with no write-ahead log. */
export function changeKey(path: string, from: Uint8Array, to: Uint8Array): void {
  const connection = prepared(openedAt(path, false), from, applySettings);
  const raw = rawKey(to);
  try {
    connection.rekey(raw);
  } finally {
    raw.fill(0);
    connection.close();
  }
}

/** A pragma's value. */
export const pragma = (connection: Connection, name: string): unknown => connection.pragma(name, { simple: true });

const openedAt = (path: string, readonly: boolean): Connection =>
  new Database(path, { readonly, timeout: patience, fileMustExist: true }) as Connection;

function prepared(connection: Connection, key: Uint8Array, settle: (connection: Connection) => void): Connection {
  const raw = rawKey(key);
  try {
    connection.pragma("cipher = 'aegis'");
    connection.key(raw);
    connection.pragma(`page_size = ${pageSize}`);
    settle(connection);
    expectPragma("cipher", pragma(connection, "cipher"), "aegis");
    expectPragma("page_size", pragma(connection, "page_size"), pageSize);
    return connection;
  } catch (error) {
    connection.close();
    // The first read fails alike for another key, for another kind of file and for damage of the first page.
    throw sqliteCode(error) === "SQLITE_NOTADB" ? new Refusal("notAVault", {}, { cause: error }) : error;
  } finally {
    raw.fill(0);
  }
}

function applySettings(connection: Connection): void {
  for (const [name, value, readBack] of settings) {
    connection.pragma(`${name} = ${value}`);
    expectPragma(name, pragma(connection, name), readBack);
  }
}

function expectPragma(name: string, value: unknown, expected: unknown): void {
  if (value !== expected) throw new Error(`the database would not set ${name}`);
}

/** "raw:" and 64 hex digits: the key itself, no second stretching. Bytes, never a string, so that it can be wiped. */
function rawKey(key: Uint8Array): Buffer {
  if (key.length !== 32) throw new RangeError("a page key has 32 bytes");
  const raw = Buffer.alloc(4 + 64);
  raw.write("raw:");
  const digit = (value: number): number => (value < 10 ? 0x30 + value : 0x57 + value);
  key.forEach((byte, at) => {
    raw.writeUInt8(digit(byte >> 4), 4 + 2 * at);
    raw.writeUInt8(digit(byte & 15), 5 + 2 * at);
  });
  return raw;
}
