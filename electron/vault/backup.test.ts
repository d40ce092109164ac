import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Database from "better-sqlite3";
import { Refusal } from "#shared/refusal.ts";
import type { RefusalCode } from "#shared/refusal.ts";
import { openVault } from "./vault.ts";
import type { Vault } from "./vault.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-backup-"));
after(() => rmSync(root, { recursive: true, force: true }));

const key = randomBytes(32);
const backupKey = randomBytes(32);
const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const refused =
  (code: RefusalCode) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;

function freshVault(): { vault: Vault; folder: string; path: string } {
  const folder = mkdtempSync(join(root, "v-"));
  const path = join(folder, "vault.db");
  const vault = openVault(path, key, { create: true });
  vault.run(insert, "clinic", Buffer.from("committed, and still in the log"));
  return { vault, folder, path };
}

test("a backup holds what is committed, opens under its own key and under no other", () => {
  const { vault, folder } = freshVault();
  const target = join(folder, "backup.db");
  vault.backupTo(target, backupKey);
  vault.run(insert, "later", Buffer.from("x"));
  vault.close();
  assert.throws(() => openVault(target, key, { create: false }), refused("notAVault"));
  const restored = openVault(target, backupKey, { create: false });
  assert.deepEqual(restored.all("SELECT name FROM meta"), [{ name: "clinic" }]);
  assert.deepEqual(restored.all("PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
  restored.close();
});

test("a backup is closed to other accounts, and nothing lies beside it", { skip: process.platform === "win32" }, () => {
  const { vault, folder } = freshVault();
  vault.backupTo(join(folder, "backup.db"), backupKey);
  assert.equal(statSync(join(folder, "backup.db")).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).sort(), ["backup.db", "vault.db", "vault.db-wal"]);
  vault.close();
});

test("a backup never takes the place of anything, least of all of the vault", () => {
  const { vault, folder, path } = freshVault();
  const target = join(folder, "letter.txt");
  writeFileSync(target, "a letter");
  assert.throws(() => vault.backupTo(target, backupKey), refused("vaultExists"));
  assert.throws(() => vault.backupTo(path, backupKey), refused("vaultExists"));
  assert.equal(readFileSync(target, "utf8"), "a letter");
  vault.close();
});

test("a backup that fails leaves nothing under its name, and the vault goes on", () => {
  const { vault, folder } = freshVault();
  const target = join(folder, "no such folder", "backup.db");
  assert.throws(() => vault.backupTo(target, backupKey));
  assert.throws(() => vault.backupTo(join(folder, "short.db"), randomBytes(31)), RangeError);
  assert.throws(() => vault.commit(() => vault.backupTo(join(folder, "inside.db"), backupKey)));
  assert.ok(!existsSync(target));
  assert.deepEqual(readdirSync(folder).sort(), ["vault.db", "vault.db-wal"]);
  vault.run(insert, "after", Buffer.from("x"));
  vault.close();
});

test("what a backup was half written as by a crash does not stand in the way of the next", () => {
  const { vault, folder } = freshVault();
  writeFileSync(join(folder, "backup.db.part"), randomBytes(100));
  vault.backupTo(join(folder, "backup.db"), backupKey);
  openVault(join(folder, "backup.db"), backupKey, { create: false }).close();
  vault.close();
});

test("a file copied without its log is an older vault: why copying is not backing up", () => {
  const { vault, folder, path } = freshVault();
  copyFileSync(path, join(folder, "copied.db"));
  const copied = openVault(join(folder, "copied.db"), key, { create: false });
  assert.deepEqual(copied.all("SELECT name FROM meta"), []);
  copied.close();
  vault.close();
});

test("SQLite's own backup fails on an encrypted file: why VACUUM INTO is the one way", async () => {
  const { vault, folder, path } = freshVault();
  vault.close();
  const plain = new Database(path) as InstanceType<typeof Database> & { key(key: Buffer): void };
  plain.pragma("cipher = 'aegis'");
  plain.key(Buffer.from(`raw:${key.toString("hex")}`));
  await assert.rejects(plain.backup(join(folder, "own.db")));
  plain.close();
});
