import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { migrations } from "./migrations.ts";
import { openFile, openVault } from "./vault.ts";
import type { FileKind } from "./opening.ts";
import { rowSize } from "./rowSize.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-migrations-"));
after(() => rmSync(root, { recursive: true, force: true }));

const key = randomBytes(32);
const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const first: FileKind = {
  applicationId: 0x57444b50,
  migrations: ["CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) STRICT"],
};
const second: FileKind = {
  ...first,
  migrations: [...first.migrations, "ALTER TABLE meta ADD COLUMN unit TEXT; CREATE TABLE more (a INTEGER) STRICT"],
};
const third: FileKind = { ...first, migrations: [...second.migrations, "CREATE TABLE last (a INTEGER) STRICT"] };
const tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";

/** A vault of the first version with one row, as a crash of that version leaves it when `crashed`. */
function olderVault(crashed = false): { folder: string; path: string } {
  const folder = mkdtempSync(join(root, "v-"));
  const path = join(folder, "vault.db");
  const made = join(folder, "made.db");
  const vault = openFile(made, key, first, { create: true });
  vault.run(insert, "clinic", Buffer.from("old"));
  if (!crashed) vault.close();
  copyFileSync(made, path);
  if (crashed) copyFileSync(`${made}-wal`, `${path}-wal`);
  if (crashed) vault.close();
  rmSync(made);
  return { folder, path };
}

test("migration 0001 makes every table of the founding schema, strict, and a chart's sealed row fits two to a page", () => {
  const path = join(root, "founding", "vault.db");
  const vault = openVault(path, key, { create: true });
  const named = vault.all<{ name: string; strict: number }>(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  assert.deepEqual(
    named.map((table) => table.name),
    [
      "audit_key",
      "chart",
      "checkpoint",
      "deposit",
      "deposit_key",
      "domain",
      "errand",
      "grant",
      "job",
      "log",
      "meta",
      "person",
      "reference",
      "ring",
      "row",
      "superseded",
      "terminal",
      "unit",
    ],
  );
  assert.ok(named.every((table) => table.strict === 1));
  assert.throws(
    () => vault.run("INSERT INTO chart (number, id, digest, changed) VALUES (1, x'', 'text', 0)"),
    /cannot store/,
  );
  const pages = (): number => vault.one<{ page_count: number }>("PRAGMA page_count")?.page_count ?? 0;
  const before = pages();
  vault.commit(() => {
    for (let n = 0; n < 200; n++) {
      vault.run(
        "INSERT INTO row (number, version, hash, body) VALUES (?, ?, ?, ?)",
        2 ** 40 + n,
        1,
        Buffer.alloc(32),
        Buffer.alloc(rowSize),
      );
    }
  });
  assert.ok(pages() - before <= 103, `${pages() - before} pages for 200 rows`);
  vault.close();
});

test("the vault's schema opens again at its own version, without a backup", () => {
  const path = join(root, "again", "vault.db");
  openVault(path, key, { create: true }).close();
  openVault(path, key, { create: false }).close();
  assert.deepEqual(readdirSync(join(root, "again")), ["vault.db"]);
  assert.equal(migrations.length, 1);
});

for (const crashed of [false, true]) {
  test(`an older vault is brought up to date, its rows kept${crashed ? ", also one with an unfolded log" : ""}`, () => {
    const { path } = olderVault(crashed);
    const vault = openFile(path, key, third, { create: false });
    assert.deepEqual(vault.all(tables), [{ name: "last" }, { name: "meta" }, { name: "more" }]);
    assert.deepEqual(vault.all("SELECT name, unit FROM meta"), [{ name: "clinic", unit: null }]);
    assert.deepEqual(vault.one("PRAGMA user_version"), { user_version: 3 });
    vault.close();
  });
}

test("before migrating, a whole backup is made that the older program still opens", () => {
  const { folder, path } = olderVault();
  openFile(path, key, third, { create: false }).close();
  assert.deepEqual(readdirSync(folder).sort(), ["vault.before-0002.db", "vault.db"]);
  const backup = openFile(join(folder, "vault.before-0002.db"), key, first, { create: false });
  assert.deepEqual(backup.all("SELECT name, value FROM meta"), [{ name: "clinic", value: Buffer.from("old") }]);
  backup.close();
});

test("a migration that fails changes nothing, and the next start tries again", () => {
  const { path } = olderVault();
  const broken: FileKind = {
    ...first,
    migrations: [...second.migrations, "CREATE TABLE last (a INTEGER) STRICT; nonsense"],
  };
  assert.throws(() => openFile(path, key, broken, { create: false }), /nonsense/);
  const still = openFile(path, key, first, { create: false });
  assert.deepEqual(still.all(tables), [{ name: "meta" }]);
  still.close();
  openFile(path, key, third, { create: false }).close();
});

test("opened for reading only, an older vault is not migrated", () => {
  const { folder, path } = olderVault();
  const before = readFileSync(path);
  const vault = openFile(path, key, third, { create: false, readOnly: true });
  assert.deepEqual(vault.all(tables), [{ name: "meta" }]);
  vault.close();
  assert.deepEqual(readFileSync(path), before);
  assert.ok(!existsSync(join(folder, "vault.before-0002.db")));
});

test("a kill in the middle of a migration leaves the old version whole or the new one whole", () => {
  const seen = new Set<number>();
  for (const delay of [0, 1, 2, 4, 8, 16]) {
    const { path } = olderVault();
    const filling =
      "INSERT INTO meta (name, value) SELECT hex(randomblob(8)), randomblob(500) FROM json_each('[' || substr(replace(hex(zeroblob(2000)), '00', ',1'), 2) || ']')";
    const slow: FileKind = {
      ...first,
      migrations: [...first.migrations, `${filling}; ${filling}; ${filling}; CREATE TABLE more (a INTEGER) STRICT`],
    };
    const child = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `const { openFile } = await import(${JSON.stringify(new URL("./vault.ts", import.meta.url).href)});
        const { Worker } = await import("node:worker_threads");
        const killer = new Worker("import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${delay}))", { eval: true });
        await new Promise((resolve) => killer.once("online", resolve));
        killer.postMessage("now");
        openFile(${JSON.stringify(path)}, Buffer.from("${key.toString("hex")}", "hex"), ${JSON.stringify(slow)}, { create: false });
        setTimeout(() => {}, 1e6);`,
      ],
      { encoding: "utf8" },
    );
    assert.equal(child.signal, "SIGKILL", child.stderr);
    const vault = openFile(path, key, slow, { create: false, readOnly: true });
    const version = vault.one<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
    const names = vault.all<{ name: string }>(tables).map((table) => table.name);
    const count = vault.one<{ n: number }>("SELECT count(*) AS n FROM meta")?.n;
    assert.deepEqual([names, count], version === 1 ? [["meta"], 1] : [["meta", "more"], 6001]);
    seen.add(version);
    vault.close();
    openFile(path, key, slow, { create: false }).close();
  }
  assert.ok([...seen].every((version) => version === 1 || version === 2));
});
