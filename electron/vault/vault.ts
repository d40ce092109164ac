// The encrypted file: opened with every setting read back, one connection, one writer, refusals that name the cause.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Refusal } from "#shared/refusal.ts";
import { migrate, newest } from "./migrations.ts";

export type Value = string | number | bigint | Uint8Array | null;

export interface ReadableVault {
  one<Row>(sql: string, ...values: readonly Value[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly Value[]): Row[];
  each<Row>(sql: string, ...values: readonly Value[]): IterableIterator<Row>;
}
export interface WritableVault extends ReadableVault {
  run(sql: string, ...values: readonly Value[]): { readonly changes: number };
  /** All or nothing, durable when it returns; a commit inside a commit joins the outer one. */
  commit<Result>(work: () => Result): Result;
}
export interface Vault extends WritableVault {
  readonly path: string;
  /** A whole copy, encrypted under the same key, by VACUUM INTO; the one way that copies an encrypted file whole. */
  backupTo(path: string): void;
  close(): void;
}

/** "WDKP": what a Wardkeep file says it is. */
const applicationId = 0x57444b50;
const pageSize = 8192;
/** Kinds of file systems that lie about locks and syncs: NFS, SMB, CIFS, SMB2, AFS (linux/magic.h). */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f]);

interface Opening {
  readonly create: boolean;
}

/**
 * Opens the vault file with its raw 32-byte page key and brings its schema up to date (after a backup beside it).
 * Refuses: vaultAbsent, vaultExists, notAVault (other file or wrong key), vaultNewer, vaultBusy, vaultDamaged.
 */
export function openVault(path: string, key: Uint8Array, how: Opening): Vault {
  const database = openDatabase(path, key, how);
  return settle(database, () => {
    const version = Number(database.pragma("user_version", { simple: true }));
    if (version > newest) throw new Refusal("vaultNewer", { version });
    const vault = vaultOver(database, path);
    if (version > 0 && version < newest) vault.backupTo(`${path}.before-${newest}`);
    if (version < newest) migrate(database, version);
    return vault;
  });
}

/** Opens another encrypted file (index, erase keys) with the same settings; `schema` is run when it is new. */
export function openSealedFile(path: string, key: Uint8Array, schema: string): Vault {
  const create = !existsSync(path);
  const database = openDatabase(path, key, { create });
  return settle(database, () => {
    if (create) {
      database.exec(`BEGIN IMMEDIATE; ${schema}; PRAGMA user_version = 1; COMMIT`);
    } else if (Number(database.pragma("user_version", { simple: true })) !== 1) {
      throw new Refusal("notAVault");
    }
    return vaultOver(database, path);
  });
}

function settle<Result>(database: Database.Database, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    database.close();
    throw asRefusal(error);
  }
}

function openDatabase(path: string, key: Uint8Array, how: Opening): Database.Database {
  if (!how.create && !existsSync(path)) throw new Refusal("vaultAbsent");
  if (how.create && existsSync(path)) throw new Refusal("vaultExists");
  if (how.create) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  refuseNetwork(dirname(path));
  if (!how.create && startsAsPlainFile(path)) throw new Refusal("notAVault");
  // The file is made before SQLite sees it, so that it never has wider modes.
  if (how.create) closeSync(openSync(path, "wx", 0o600));
  const database = new Database(path, { fileMustExist: true, timeout: 500 });
  return settle(database, () => {
    database.pragma("cipher = 'aegis'");
    const words = Buffer.from(`raw:${Buffer.from(key).toString("hex")}`);
    database.key(words);
    words.fill(0);
    applySettings(database, how.create);
    chmodSync(path, 0o600);
    return database;
  });
}

/** INVARIANT: each setting is read back; a build of SQLite that ignores one does not get to hold records. */
function applySettings(database: Database.Database, create: boolean): void {
  const set = (name: string, value: string | number, expected: string | number = value): void => {
    database.pragma(`${name} = ${value}`);
    const now = database.pragma(name, { simple: true });
    if (now !== expected) throw new Error(`the setting ${name} is ${String(now)}`);
  };
  set("temp_store", "MEMORY", 2);
  set("trusted_schema", "OFF", 0);
  set("locking_mode", "EXCLUSIVE", "exclusive");
  if (create) {
    set("page_size", pageSize);
    set("application_id", applicationId);
  }
  // Reading proves the key; the write lock is taken here and kept, so a second process is refused at once.
  if (database.pragma("application_id", { simple: true }) !== applicationId) throw new Refusal("notAVault");
  set("journal_mode", "WAL", "wal");
  set("synchronous", "FULL", 2);
  set("secure_delete", "ON", 1);
  set("cell_size_check", "ON", 1);
  set("foreign_keys", "ON", 1);
  set("cache_size", -65_536);
  database.exec("BEGIN IMMEDIATE; COMMIT");
  if (database.pragma("page_size", { simple: true }) !== pageSize) throw new Refusal("notAVault");
}

function refuseNetwork(folder: string): void {
  if (process.platform === "linux" && networkFileSystems.has(statfsSync(folder).type)) {
    throw new Refusal("vaultBusy", { reason: "networkFileSystem" });
  }
}

function startsAsPlainFile(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(16);
    return readSync(file, head, 0, 16, 0) < 16 || head.toString("latin1").startsWith("SQLite format 3");
  } finally {
    closeSync(file);
  }
}

const codes: Readonly<Record<string, "notAVault" | "vaultBusy" | "vaultDamaged">> = {
  SQLITE_NOTADB: "notAVault",
  SQLITE_BUSY: "vaultBusy",
  SQLITE_LOCKED: "vaultBusy",
  SQLITE_CORRUPT: "vaultDamaged",
  SQLITE_IOERR_DATA: "vaultDamaged",
};

/** SQLite's errors that a person can be told about as refusals; all others stay faults. */
export function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = Object.entries(codes).find(([name]) => code.startsWith(name));
  return known === undefined ? error : new Refusal(known[1], {}, { cause: error });
}

function vaultOver(database: Database.Database, path: string): Vault {
  const statements = new Map<string, Database.Statement<Value[]>>();
  const prepared = (sql: string): Database.Statement<Value[]> => {
    const known = statements.get(sql) ?? database.prepare<Value[]>(sql);
    statements.set(sql, known);
    return known;
  };
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw asRefusal(error);
    }
  };
  return {
    path,
    one: <Row>(sql: string, ...values: readonly Value[]) => guarded(() => prepared(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: readonly Value[]) => guarded(() => prepared(sql).all(...values) as Row[]),
    each: <Row>(sql: string, ...values: readonly Value[]) =>
      guarded(() => database.prepare<Value[]>(sql).iterate(...values) as IterableIterator<Row>),
    run: (sql, ...values) => guarded(() => prepared(sql).run(...values)),
    commit(work) {
      if (database.inTransaction) return work();
      return guarded(() => database.transaction(work).immediate());
    },
    backupTo(target) {
      guarded(() => {
        closeSync(openSync(target, "wx", 0o600));
        database.prepare("VACUUM INTO ?").run(target);
      });
    },
    close() {
      statements.clear();
      database.close();
    },
  };
}
