// No plain text of the vault reaches the disk: not in its files, not in SQLite's temporary ones.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Database from "better-sqlite3";
import { openVault } from "./vault.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-plain-"));
after(() => rmSync(root, { recursive: true, force: true }));

const marker = "Marker-Patient-Zhang-Wei-19790312";
const key = randomBytes(32);
const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const sorted = "SELECT name, value FROM meta ORDER BY value DESC, name";
const rows = 4000;
const valueOf = (n: number): Buffer =>
  Buffer.from(`${String(n * 7919).padStart(9, "0")} ${marker} ${"x".repeat(2500)}`);

/** Content of the temporary files that this process holds open; SQLite unlinks them as soon as they are made. */
function temporaryFiles(): Buffer[] {
  return readdirSync("/proc/self/fd").flatMap((handle) => {
    try {
      return readlinkSync(`/proc/self/fd/${handle}`).includes("etilqs")
        ? [readFileSync(`/proc/self/fd/${handle}`)]
        : [];
    } catch {
      return []; // the handle that lists the folder
    }
  });
}

const holdsMarker = (files: readonly Buffer[]): boolean => files.some((file) => file.includes(marker));

test("a sort of 10 MB spills no plain text into temporary files", { skip: process.platform !== "linux" }, () => {
  const path = join(root, "sort", "vault.db");
  const vault = openVault(path, key, { create: true });
  vault.commit(() => {
    for (let n = 0; n < rows; n++) vault.run(insert, `${marker} ${n}`, valueOf(n));
  });
  const reading = vault.each(sorted);
  reading.next();
  assert.deepEqual(temporaryFiles(), []);
  reading.return?.();
  vault.close();

  // The same sort without our setting does spill, in plain: so this test can see what it looks for.
  const unguarded = new Database(path) as InstanceType<typeof Database> & { key(key: Buffer): void };
  unguarded.pragma("cipher = 'aegis'");
  unguarded.key(Buffer.from(`raw:${key.toString("hex")}`));
  unguarded.pragma("temp_store = FILE");
  unguarded.pragma("cache_size = 10");
  const spilling = unguarded.prepare(sorted).iterate();
  spilling.next();
  assert.ok(holdsMarker(temporaryFiles()));
  spilling.return?.();
  unguarded.close();
});

test("no file of the vault holds the plain text, in the log before a close and in the file after it", () => {
  const folder = join(root, "marker");
  const path = join(folder, "vault.db");
  const vault = openVault(path, key, { create: true });
  vault.commit(() => {
    for (let n = 0; n < 200; n++) vault.run(insert, `${marker} ${n}`, valueOf(n));
  });
  vault.backupTo(join(folder, "backup.db"), randomBytes(32));
  const contents = (): Buffer[] => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  assert.ok(readFileSync(`${path}-wal`).length > 200 * 2500);
  assert.ok(!holdsMarker(contents()));
  vault.run("DELETE FROM meta");
  vault.close();
  assert.ok(!holdsMarker(contents()));
  for (const content of contents()) assert.ok(!content.includes("CREATE TABLE"), "the schema is closed too");
});

test("neither the key nor its hex digits stand in a file", () => {
  const folder = join(root, "key");
  const vault = openVault(join(folder, "vault.db"), key, { create: true });
  vault.run(insert, "a", Buffer.from("b"));
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    assert.ok(!content.includes(key) && !content.includes(key.toString("hex")), name);
  }
  vault.close();
});
