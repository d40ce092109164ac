// A file of the cipher's own project: the build in use reads AEGIS-256 as others write it.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";

test("vectors: SQLite3 Multiple Ciphers' own AEGIS file opens with its passphrase, and not with another", (t) => {
  const source = new URL("../../../shared/vectors/sqlite3mc/persons-aegis-testkey.db3", import.meta.url);
  if (!existsSync(source)) {
    t.skip("the folder shared/vectors is not beside the project");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-foreign-"));
  const path = join(folder, "persons.db3");
  copyFileSync(source, path);
  const openedWith = (passphrase: string): unknown => {
    const database = new Database(path) as InstanceType<typeof Database> & { key(key: Buffer): void };
    try {
      database.pragma("cipher = 'aegis'");
      database.key(Buffer.from(passphrase));
      return database.pragma("integrity_check", { simple: true });
    } finally {
      database.close();
    }
  };
  try {
    assert.equal(openedWith("testkey"), "ok");
    assert.throws(() => openedWith("testkey2"), /not a database/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
