import assert from "node:assert/strict";
import * as nodeCrypto from "node:crypto";
import { test } from "node:test";
import { hashRawSync } from "@node-rs/argon2";
import { Refusal } from "#shared/refusal.ts";
import { argonOptions, ceiling, floor, makePassphrase, makeStretch, stretch, usual } from "./passphrase.ts";
import { passphraseWords } from "./passphraseWords.ts";

const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "unreadable";
const typed = Buffer.from("path-slope-cotton-fern-carve");
const low = makeStretch({ ...floor, lanes: 4 });

test("the public answers: the reference implementation's own Argon2id tests", () => {
  for (const [memory, passes, lanes, password, salt, expected] of [
    [256, 2, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
    [256, 2, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"],
    [65536, 1, 1, "password", "somesalt", "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"],
    [65536, 2, 1, "differentpassword", "somesalt", "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"],
    [65536, 2, 1, "password", "diffsalt", "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"],
  ] as const) {
    const made = hashRawSync(Buffer.from(password), argonOptions({ memory, passes, lanes }, Buffer.from(salt)));
    assert.equal(made.toString("hex"), expected);
  }
});

test("stretch equals the runtime's own Argon2id, secret included", async (t) => {
  const secret = Buffer.alloc(32, 9);
  let expected: Buffer;
  try {
    expected = nodeCrypto.argon2Sync("argon2id", {
      message: typed,
      nonce: low.salt,
      parallelism: low.lanes,
      tagLength: 32,
      memory: low.memory,
      passes: low.passes,
      secret,
    });
  } catch {
    t.skip("this runtime has no Argon2id of its own");
    return;
  }
  assert.deepEqual(await stretch(typed, low, secret), expected);
});

test("another passphrase, salt, cost or pepper gives another key; the same give the same", async () => {
  const pepper = Buffer.alloc(32, 1);
  const made = await stretch(typed, low, pepper);
  assert.equal(made.length, 32);
  assert.deepEqual(await stretch(typed, low, pepper), made);
  assert.notDeepEqual(await stretch(Buffer.from("path-slope-cotton-fern-carved"), low, pepper), made);
  assert.notDeepEqual(await stretch(typed, makeStretch(floor), pepper), made);
  assert.notDeepEqual(await stretch(typed, { ...low, passes: 4 }, pepper), made);
  assert.notDeepEqual(await stretch(typed, low, Buffer.alloc(32, 2)), made);
  assert.notDeepEqual(await stretch(typed, low), made);
});

test("a cost lowered in the key file is refused, each part of it, and so is one that would take the machine", async () => {
  for (const edited of [
    { memory: floor.memory - 1 },
    { passes: floor.passes - 1 },
    { lanes: 0 },
    { memory: ceiling.memory + 1 },
    { passes: ceiling.passes + 1 },
    { lanes: ceiling.lanes + 1 },
    { memory: Number.NaN },
    { passes: 3.5 },
    { salt: Buffer.alloc(15) },
    { salt: Buffer.alloc(0) },
  ]) {
    await assert.rejects(stretch(typed, { ...low, ...edited }), refused);
  }
});

test("the usual cost is 256 MiB, three passes, four lanes, and not under the floor", () => {
  assert.deepEqual(usual, { memory: 262144, passes: 3, lanes: 4 });
  assert.ok(usual.memory >= floor.memory && floor.memory === 65536 && usual.passes >= floor.passes);
});

test("the word list holds 1,296 words or more, each once, in order, of 3 to 6 lower-case letters", () => {
  assert.ok(passphraseWords.length >= 1296);
  assert.deepEqual(passphraseWords, [...new Set(passphraseWords)].sort());
  for (const word of passphraseWords) assert.match(word, /^[a-z]{3,6}$/);
  assert.ok(5 * Math.log2(passphraseWords.length) > 51);
});

test("a made passphrase is five words of the list, and no two are alike", () => {
  const made = Array.from({ length: 500 }, makePassphrase);
  for (const passphrase of made) {
    const words = passphrase.split("-");
    assert.equal(words.length, 5);
    assert.ok(words.every((word) => passphraseWords.includes(word)));
  }
  assert.equal(new Set(made).size, made.length);
});

test("words are drawn evenly: each quarter of the list about equally often", () => {
  const counts = [0, 0, 0, 0];
  for (const word of Array.from({ length: 2000 }, makePassphrase).flatMap((passphrase) => passphrase.split("-"))) {
    const quarter = Math.floor((passphraseWords.indexOf(word) * 4) / passphraseWords.length);
    counts[quarter] = (counts[quarter] ?? 0) + 1;
  }
  // 2,500 expected in each, 43 its standard deviation: seven of them are out of reach by chance.
  for (const count of counts) assert.ok(Math.abs(count - 2500) < 300, `${counts.join(" ")}`);
});
