import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
  existsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Refusal } from "#shared/refusal.ts";
import type { RefusalCode } from "#shared/refusal.ts";
import { migrations } from "./migrations.ts";
import { openFile, openSealedFile, openVault } from "./vault.ts";
import type { ReadableVault, Vault } from "./vault.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-vault-"));
after(() => rmSync(root, { recursive: true, force: true }));

const key = randomBytes(32);
const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const refused =
  (code: RefusalCode) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;
const freshPath = (): string => join(mkdtempSync(join(root, "v-")), "ward", "vault.db");

/** A closed vault with one row. */
function madeVault(): string {
  const path = freshPath();
  const vault = openVault(path, key, { create: true });
  vault.run(insert, "clinic", Buffer.from("one"));
  vault.close();
  return path;
}

/** Opens a vault in a process of its own and gives the refusal's code, or "opened". */
function openElsewhere(path: string): { said: string; took: number } {
  const code = `
    const { openVault } = await import(${JSON.stringify(new URL("./vault.ts", import.meta.url).href)});
    const start = performance.now();
    let said = "opened";
    try { openVault(${JSON.stringify(path)}, Buffer.from("${key.toString("hex")}", "hex"), { create: false }); }
    catch (error) { said = error.code ?? String(error); }
    console.log(JSON.stringify({ said, took: performance.now() - start }));`;
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  return JSON.parse(child.stdout) as { said: string; took: number };
}

test("what was written is there after reopening", () => {
  const vault = openVault(madeVault(), key, { create: false });
  assert.deepEqual(vault.one("SELECT value FROM meta WHERE name = ?", "clinic"), { value: Buffer.from("one") });
  vault.close();
});

test("every setting is in force, in a new vault and after reopening", () => {
  const path = freshPath();
  for (const create of [true, false]) {
    const vault = openVault(path, key, { create });
    const value = (name: string): unknown => Object.values(vault.one<object>(`PRAGMA ${name}`) ?? {})[0];
    // FULL after reopening is the one that SQLite forgets: NORMAL loses acknowledged records on power loss.
    assert.equal(value("synchronous"), 2);
    assert.equal(value("journal_mode"), "wal");
    assert.equal(value("locking_mode"), "exclusive");
    assert.equal(value("temp_store"), 2);
    assert.equal(value("trusted_schema"), 0);
    assert.equal(value("cell_size_check"), 1);
    assert.equal(value("secure_delete"), 1);
    assert.equal(value("foreign_keys"), 1);
    assert.equal(value("page_size"), 8192);
    assert.equal(value("cipher"), "aegis");
    assert.equal(value("application_id"), 0x57444b50);
    assert.equal(value("user_version"), migrations.length);
    assert.ok(!existsSync(`${path}-shm`), "a shared index would mean that the lock is not exclusive");
    vault.close();
  }
});

test("the SQLite in use is newer than the last release with the write-ahead-log reset bug", () => {
  const vault = openVault(madeVault(), key, { create: false });
  const [major = 0, minor = 0, patch = 0] = (vault.one<{ v: string }>("SELECT sqlite_version() AS v")?.v ?? "")
    .split(".")
    .map(Number);
  assert.ok(major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3))));
  vault.close();
});

test("another key is refused, with the same face as another kind of file", () => {
  const path = madeVault();
  assert.throws(() => openVault(path, randomBytes(32), { create: false }), refused("notAVault"));
  for (const [name, content] of [
    ["letter.txt", Buffer.from("a letter, ".repeat(2000))],
    ["noise", randomBytes(40_000)],
    ["short", Buffer.from("x")],
    ["empty", Buffer.alloc(0)],
  ] as const) {
    const other = join(root, name);
    writeFileSync(other, content);
    assert.throws(() => openVault(other, key, { create: false }), refused("notAVault"), name);
    assert.deepEqual(readFileSync(other), content, "a file that is no vault is left as it was");
  }
  openVault(path, key, { create: false }).close();
});

test("a page key has 32 bytes", () => {
  for (const length of [0, 16, 31, 33])
    assert.throws(() => openVault(madeVault(), randomBytes(length), { create: false }), RangeError);
});

test("a sealed file of ours under the same key is no vault, and a vault no sealed file", () => {
  const path = join(root, "erase.db");
  const schema = "CREATE TABLE erase (chart BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT";
  openSealedFile(path, key, schema, { create: true }).close();
  assert.throws(() => openVault(path, key, { create: false }), refused("notAVault"));
  assert.throws(() => openSealedFile(madeVault(), key, schema, { create: false }), refused("notAVault"));
  const file = openSealedFile(path, key, schema, { create: false });
  assert.deepEqual(file.all("SELECT * FROM erase"), []);
  file.close();
});

test("absent is absent, and creating never overwrites", () => {
  const path = madeVault();
  const before = readFileSync(path);
  assert.throws(() => openVault(path, key, { create: true }), refused("vaultExists"));
  assert.throws(() => openVault(path, randomBytes(32), { create: true }), refused("vaultExists"));
  assert.deepEqual(readFileSync(path), before);
  assert.throws(() => openVault(freshPath(), key, { create: false }), refused("vaultAbsent"));
  const orphan = freshPath();
  openVault(orphan, key, { create: true }).close();
  rmSync(orphan);
  writeFileSync(`${orphan}-wal`, "records that only the log holds");
  assert.throws(() => openVault(orphan, key, { create: true }), refused("vaultExists"));
});

test("a creation that fails leaves nothing behind", () => {
  const path = freshPath();
  const broken = { applicationId: 1, migrations: ["CREATE TABLE a (b) STRICT; nonsense"] };
  assert.throws(() => openFile(path, key, broken, { create: true }));
  assert.deepEqual(readdirSync(join(path, "..")), []);
});

test("a newer vault is refused and not a byte of it changes, its write-ahead log included", () => {
  const path = freshPath();
  const newer = { applicationId: 0x57444b50, migrations: [...migrations, "CREATE TABLE later (a INTEGER) STRICT"] };
  const open = openFile(path, key, newer, { create: true });
  open.run(insert, "clinic", Buffer.from("from the future"));
  const [copy, copyLog] = [join(root, "newer.db"), join(root, "newer.db-wal")];
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, copyLog); // as a crash of the newer program leaves it
  open.close();
  const seen = [copy, copyLog].map((file) => ({ bytes: readFileSync(file), at: statSync(file).mtimeMs }));
  assert.ok((seen[1]?.bytes.length ?? 0) > 0);
  for (const how of [{ create: false }, { create: false, readOnly: true }]) {
    assert.throws(() => openVault(copy, key, how), refused("vaultNewer"));
  }
  assert.deepEqual(
    [copy, copyLog].map((file) => ({ bytes: readFileSync(file), at: statSync(file).mtimeMs })),
    seen,
  );
  assert.deepEqual(
    readdirSync(root)
      .filter((name) => name.startsWith("newer.db"))
      .sort(),
    ["newer.db", "newer.db-wal"],
  );
});

test("a second process is refused within a second, and so is a second opening in the same one", () => {
  const path = madeVault();
  const vault = openVault(path, key, { create: false });
  const { said, took } = openElsewhere(path);
  assert.equal(said, "vaultBusy");
  assert.ok(took < 1000, `${took} ms`);
  assert.throws(() => openVault(path, key, { create: false }), refused("vaultBusy"));
  assert.throws(() => openVault(path, key, { create: false, readOnly: true }), refused("vaultBusy"));
  // The refused ones have left the holder's log alone: what is committed now is there after a crash.
  vault.run(insert, "after", Buffer.from("x"));
  const copy = join(root, "crashed.db");
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  const crashed = openVault(copy, key, { create: false });
  assert.equal(crashed.all("SELECT name FROM meta").length, 2);
  crashed.close();
  vault.close();
  assert.equal(openElsewhere(path).said, "opened");
});

test("a vault left by a killed process opens, with every acknowledged row and no other", () => {
  for (let round = 0; round < 8; round++) {
    const path = madeVault();
    const child = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `const { openVault } = await import(${JSON.stringify(new URL("./vault.ts", import.meta.url).href)});
        const { writeSync } = await import("node:fs");
        const vault = openVault(${JSON.stringify(path)}, Buffer.from("${key.toString("hex")}", "hex"), { create: false });
        setTimeout(() => {}, 1e6);
        const until = performance.now() + ${5 + round * 11};
        for (let n = 0; ; n++) {
          vault.commit(() => {
            vault.run(${JSON.stringify(insert)}, "a" + n, Buffer.alloc(3000));
            if (performance.now() > until) process.kill(process.pid, "SIGKILL");
            vault.run(${JSON.stringify(insert)}, "b" + n, Buffer.alloc(3000));
          });
          writeSync(1, n + "\\n");
        }`,
      ],
      { encoding: "utf8" },
    );
    assert.equal(child.signal, "SIGKILL");
    const acknowledged = child.stdout.split("\n").length - 1;
    const vault = openVault(path, key, { create: false });
    const names = vault.all<{ name: string }>("SELECT name FROM meta WHERE name <> 'clinic'").map((row) => row.name);
    assert.equal(names.length, 2 * acknowledged);
    assert.deepEqual(vault.all("PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
    vault.close();
  }
});

test(
  "folder and files are closed to other accounts, also when they were opened to them",
  { skip: process.platform === "win32" },
  () => {
    const path = madeVault();
    const modes = (): number[] => [join(path, ".."), path].map((each) => statSync(each).mode & 0o777);
    assert.deepEqual(modes(), [0o700, 0o600]);
    chmodSync(path, 0o644);
    chmodSync(join(path, ".."), 0o755);
    const vault = openVault(path, key, { create: false });
    vault.run(insert, "more", Buffer.from("x"));
    assert.deepEqual(modes(), [0o700, 0o600]);
    assert.equal(statSync(`${path}-wal`).mode & 0o777, 0o600);
    vault.close();
  },
);

test("a vault opened for reading only reads, and no byte of it changes", () => {
  const path = madeVault();
  const before = readFileSync(path);
  const vault = openVault(path, key, { create: false, readOnly: true });
  assert.equal(vault.all("SELECT name FROM meta").length, 1);
  assert.throws(() => vault.run(insert, "x", Buffer.from("x")), refused("vaultReadOnly"));
  assert.throws(() => vault.commit(() => 1), refused("vaultReadOnly"));
  assert.throws(() => vault.one(`${insert} RETURNING name`, "x", Buffer.from("x")), refused("vaultReadOnly"));
  vault.close();
  assert.deepEqual(readFileSync(path), before);
  openVault(path, key, { create: false }).close();
});

test("a vault has these members and no way to its connection or its plain bytes", () => {
  const vault = openVault(madeVault(), key, { create: false });
  const members = ["all", "backupTo", "close", "commit", "each", "inside", "one", "path", "run"];
  assert.deepEqual(Object.keys(vault).sort(), members);
  assert.ok(Object.isFrozen(vault));
  for (const banned of [
    "serialize",
    "backup",
    "hexkey",
    "rekey",
    "key",
    "pragma",
    "exec",
    "loadExtension",
    "prepare",
  ]) {
    assert.ok(!(banned in vault), banned);
  }
  // @ts-expect-error: the plain bytes of the file are not to be had
  assert.equal(vault.serialize, undefined);
  // @ts-expect-error: SQLite's own backup leaves an empty file where it should copy an encrypted one
  assert.equal(vault.backup, undefined);
  const reading: ReadableVault = vault;
  // @ts-expect-error: who may only read is not handed a way to write
  assert.notEqual(reading.run, undefined);
  // @ts-expect-error: nor one to begin a transaction
  assert.notEqual(reading.commit, undefined);
  vault.close();
});

test("no file of this folder but the connection knows the database, and none names what is banned", () => {
  for (const name of readdirSync(new URL(".", import.meta.url)).filter((each) => /(?<!\.test)\.ts$/.test(each))) {
    const text = readFileSync(new URL(name, import.meta.url), "utf8");
    assert.equal(/from "better-sqlite3"/.test(text), name === "connection.ts", name);
    assert.ok(!/\.serialize\(|\.backup\(|hexkey|unsafeMode|loadExtension/.test(text), name);
  }
});

test("a closed vault answers nothing", () => {
  const vault: Vault = openVault(madeVault(), key, { create: false });
  vault.close();
  assert.throws(() => vault.all("SELECT name FROM meta"));
});
