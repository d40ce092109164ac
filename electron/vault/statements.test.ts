import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { openVault } from "./vault.ts";
import type { Vault } from "./vault.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-statements-"));
after(() => rmSync(root, { recursive: true, force: true }));

const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const value = Buffer.from("value");
let vault: Vault;
beforeEach(() => {
  vault = openVault(join(mkdtempSync(join(root, "v-")), "vault.db"), randomBytes(32), { create: true });
});
afterEach(() => vault.close());
const names = (): string[] => vault.all<{ name: string }>("SELECT name FROM meta ORDER BY name").map((row) => row.name);

test("values come back as they went in", () => {
  vault.run(insert, "bytes", Uint8Array.of(0, 255));
  assert.deepEqual(vault.one("SELECT value FROM meta WHERE name = ?", "bytes"), { value: Buffer.of(0, 255) });
  assert.equal(vault.one("SELECT value FROM meta WHERE name = ?", "none"), undefined);
  vault.run("INSERT INTO row (number, version, hash, body) VALUES (?, ?, ?, ?)", 2 ** 52 + 1, 0, value, value);
  assert.deepEqual(vault.one("SELECT number FROM row"), { number: 2 ** 52 + 1 });
  assert.equal(vault.run("DELETE FROM row").changes, 1);
});

test("a commit holds whole, and gives what its work gives", () => {
  assert.equal(
    vault.commit(() => (vault.run(insert, "a", value), vault.run(insert, "b", value), 7)),
    7,
  );
  assert.deepEqual(names(), ["a", "b"]);
  assert.equal(vault.inside, false);
});

test("a commit whose work throws leaves nothing, and the next one works", () => {
  assert.throws(
    () =>
      vault.commit(() => {
        vault.run(insert, "a", value);
        assert.equal(vault.inside, true);
        throw new Error("half way");
      }),
    /half way/,
  );
  assert.equal(vault.inside, false);
  assert.deepEqual(names(), []);
  vault.commit(() => vault.run(insert, "b", value));
  assert.deepEqual(names(), ["b"]);
});

test("a commit inside a commit joins it: it ends with the outer one, and fails with it", () => {
  assert.throws(
    () =>
      vault.commit(() => {
        vault.commit(() => vault.run(insert, "inner", value));
        assert.equal(vault.inside, true);
        throw new Error("outer");
      }),
    /outer/,
  );
  assert.deepEqual(names(), []);
  vault.commit(() => {
    vault.run(insert, "a", value);
    vault.commit(() => vault.commit(() => vault.run(insert, "b", value)));
  });
  assert.deepEqual(names(), ["a", "b"]);
});

test("an outer commit that catches what an inner one threw does not hold: no half is stored", () => {
  assert.throws(
    () =>
      vault.commit(() => {
        vault.run(insert, "a", value);
        try {
          vault.commit(() => {
            vault.run(insert, "half", value);
            throw new Error("inner");
          });
        } catch {
          // goes on as if nothing had happened
        }
        vault.run(insert, "b", value);
      }),
    /cannot hold/,
  );
  assert.deepEqual(names(), []);
});

test("a promise is refused and undone: what it would write later would stand outside the commit", () => {
  assert.throws(
    () =>
      vault.commit(async () => {
        vault.run(insert, "a", value);
        await Promise.resolve();
      }),
    TypeError,
  );
  assert.deepEqual(names(), []);
});

test("a full disk undoes the whole commit, and nothing written after it stands alone", () => {
  const pages = vault.one<{ page_count: number }>("PRAGMA page_count")?.page_count ?? 0;
  vault.one(`PRAGMA max_page_count = ${pages + 20}`);
  const write = (from: number): void => {
    for (let n = from; n < from + 200; n++) vault.run(insert, `row ${n}`, Buffer.alloc(4000));
  };
  assert.throws(() => vault.commit(() => write(0)), /full/);
  assert.deepEqual(names(), []);
  assert.throws(() =>
    vault.commit(() => {
      try {
        write(0);
      } catch {
        vault.run(insert, "after the disk was full", value);
      }
      throw new Error("given up");
    }),
  );
  assert.deepEqual(names(), []);
  vault.commit(() => vault.run(insert, "small", value));
  assert.deepEqual(names(), ["small"]);
});

test("a broken rule inside a commit undoes it", () => {
  vault.run(insert, "a", value);
  assert.throws(() =>
    vault.commit(() => {
      vault.run(insert, "b", value);
      vault.run(insert, "a", value);
    }),
  );
  assert.deepEqual(names(), ["a"]);
});

test("each gives row by row, stops early, and its statement is used again by itself and inside itself", () => {
  for (const name of ["a", "b", "c"]) vault.run(insert, name, value);
  const sql = "SELECT name FROM meta ORDER BY name";
  const pairs: string[] = [];
  for (const outer of vault.each<{ name: string }>(sql)) {
    for (const inner of vault.each<{ name: string }>(sql)) pairs.push(outer.name + inner.name);
    assert.equal(vault.one<{ name: string }>(sql)?.name, "a");
  }
  assert.deepEqual(pairs, ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"]);
  for (const row of vault.each<{ name: string }>(sql)) if (row.name === "b") break;
  vault.run(insert, "d", value);
  assert.equal([...vault.each(sql)].length, 4);
});

test("a statement is prepared once: two thousand calls take less than preparing would", () => {
  vault.run(insert, "a", value);
  const sql = `SELECT name FROM meta WHERE name = ? ${"AND name IN (SELECT name FROM meta) ".repeat(60)}`;
  const time = (work: (round: number) => void): number => {
    const start = performance.now();
    for (let round = 0; round < 300; round++) work(round);
    return performance.now() - start;
  };
  const again = time(() => vault.one(sql, "b"));
  const anew = time((round) => vault.one(`${sql} -- ${round}`, "b"));
  assert.ok(anew > again * 2, `${again} ${anew}`);
});

test("what is written is on the disk when run returns, outside a commit too", () => {
  vault.run(insert, "a", value);
  assert.equal(vault.inside, false);
  assert.deepEqual(names(), ["a"]);
});
