// Damage is found and named, never read as data and never repaired by deleting.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Refusal } from "#shared/refusal.ts";
import { openVault } from "./vault.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-damage-"));
after(() => rmSync(root, { recursive: true, force: true }));

const key = randomBytes(32);
const pageSize = 8192;
/** The file's first bytes are not sealed: a salt that a raw key makes no use of, then page size and format version. */
const plainSize = 24;
const sound = join(root, "sound", "vault.db");
const rows = 120;
const bodyOf = (n: number): Buffer => Buffer.alloc(4000, n);

function makeSound(): Buffer {
  const vault = openVault(sound, key, { create: true });
  vault.commit(() => {
    for (let n = 0; n < rows; n++) {
      vault.run("INSERT INTO row (number, version, hash, body) VALUES (?, 1, ?, ?)", n, Buffer.alloc(32, n), bodyOf(n));
    }
  });
  vault.close();
  return readFileSync(sound);
}
const content = makeSound();

/** Opens a damaged copy and reads all of it: what was found, and that nothing false was read on the way. */
function find(bytes: Uint8Array): string {
  const path = join(root, "damaged.db");
  for (const left of [path, `${path}-wal`, `${path}-shm`]) rmSync(left, { force: true });
  writeFileSync(path, bytes);
  try {
    const vault = openVault(path, key, { create: false });
    try {
      for (const row of vault.each<{ number: number; body: Buffer }>("SELECT number, body FROM row")) {
        assert.deepEqual(row.body, bodyOf(row.number));
      }
      const checked = vault.all<{ integrity_check: string }>("PRAGMA integrity_check");
      return checked.length === 1 && checked[0]?.integrity_check === "ok" ? "nothing" : "integrity check";
    } finally {
      vault.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  } finally {
    assert.ok(existsSync(path), "a damaged file is kept");
  }
}

const found = ["vaultDamaged", "notAVault", "integrity check"];

test("the sound file reads whole, and its rows fill two to a page", () => {
  assert.equal(find(content), "nothing");
  assert.ok(content.length / pageSize < rows / 2 + 60);
});

test("a flipped bit anywhere is found", () => {
  for (let round = 0; round < 150; round++) {
    const bytes = Buffer.from(content);
    const stretch = Math.floor((bytes.length - plainSize) / 150);
    const at = plainSize + round * stretch + (randomBytes(4).readUInt32BE() % stretch);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (round & 7)), at);
    assert.ok(found.includes(find(bytes)), `byte ${at}`);
  }
});

test("a changed byte of the plain header is found or has no effect: every row is read right", () => {
  for (let at = 0; at < 100; at++) {
    const bytes = Buffer.from(content);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at);
    const said = find(bytes);
    assert.ok(found.includes(said) || (at < plainSize && said === "nothing"), `byte ${at}`);
  }
});

test("two pages swapped, a page of another place, a zeroed sector and a cut file are found", () => {
  const pages = content.length / pageSize;
  const page = (n: number): Buffer => content.subarray(n * pageSize, (n + 1) * pageSize);
  for (const [one, other] of [
    [pages - 1, pages - 2],
    [pages - 3, pages - 9],
    [30, 31],
  ] as const) {
    const swapped = Buffer.from(content);
    page(other).copy(swapped, one * pageSize);
    assert.ok(found.includes(find(swapped)), `page ${other} at ${one}`);
    page(one).copy(swapped, other * pageSize);
    assert.ok(found.includes(find(swapped)), `pages ${one} and ${other}`);
  }
  const zeroed = Buffer.from(content);
  zeroed.fill(0, 40 * pageSize + 512, 40 * pageSize + 1024);
  assert.ok(found.includes(find(zeroed)));
  for (const cut of [pageSize, 100, 3 * pageSize + 7])
    assert.ok(found.includes(find(content.subarray(0, content.length - cut))), `${cut}`);
});

test("the other rows of a damaged vault are still read, with writing refused", () => {
  const path = join(root, "salvage.db");
  const bytes = Buffer.from(content);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 3000) ^ 1, bytes.length - 3000);
  writeFileSync(path, bytes);
  const vault = openVault(path, key, { create: false, readOnly: true });
  let [read, lost] = [0, 0];
  for (let n = 0; n < rows; n++) {
    try {
      assert.deepEqual(vault.one("SELECT body FROM row WHERE number = ?", n), { body: bodyOf(n) });
      read += 1;
    } catch (error) {
      assert.ok(error instanceof Refusal && error.code === "vaultDamaged" && error.facts["where"] === "salvage.db");
      lost += 1;
    }
  }
  assert.ok(read >= rows * 0.95 && lost <= 4, `${read} read, ${lost} lost`);
  vault.close();
  assert.deepEqual(readFileSync(path), bytes);
});

test("a write-ahead log cut at any byte opens to a state that was committed, never to half a commit", () => {
  const live = join(root, "live", "vault.db");
  const vault = openVault(live, key, { create: true });
  for (let n = 0; n < 6; n++) {
    vault.commit(() => {
      for (const half of [0, 1]) {
        vault.run(
          "INSERT INTO row (number, version, hash, body) VALUES (?, 1, ?, ?)",
          2 * n + half,
          Buffer.alloc(32),
          bodyOf(n),
        );
      }
    });
  }
  const copy = join(root, "cut.db");
  const length = readFileSync(`${live}-wal`).length;
  const counts = new Set<number>();
  for (let step = 0; step <= 40; step++) {
    copyFileSync(live, copy);
    copyFileSync(`${live}-wal`, `${copy}-wal`);
    truncateSync(`${copy}-wal`, Math.floor((length * step) / 40));
    const opened = openVault(copy, key, { create: false });
    const count = opened.one<{ n: number }>("SELECT count(*) AS n FROM row")?.n ?? -1;
    assert.equal(count % 2, 0);
    counts.add(count);
    opened.close();
    for (const left of [copy, `${copy}-wal`]) rmSync(left, { force: true });
  }
  assert.ok(counts.has(0) && counts.has(12));
  vault.close();
});
