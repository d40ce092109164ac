import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { combine } from "shamir-secret-sharing";
import { Refusal } from "#shared/refusal.ts";
import { join, parseShare, shareMark, shareText, split } from "./shares.ts";

const clinic = randomBytes(16);
const secret = randomBytes(32);
const refusedAt =
  (index: number) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === "unreadable" && error.facts["index"] === index;

/** Every way of taking `count` of the items. */
function choices<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, at) => choices(items.slice(at + 1), count - 1).map((rest) => [item, ...rest]));
}

test("any k of n shares give the secret back, in any order", async () => {
  const shares = await split(secret, 3, 5);
  assert.equal(shares.length, 5);
  for (const some of choices(shares, 3)) {
    assert.deepEqual(await join(some), secret);
    assert.deepEqual(await join(some.reverse()), secret);
  }
  assert.deepEqual(await join(shares), secret);
});

test("fewer than k shares are refused and do not give the secret", async () => {
  const shares = await split(secret, 3, 5);
  for (const some of [...choices(shares, 2), ...choices(shares, 1), []]) await assert.rejects(join(some), refusedAt(0));
});

test("a share of another splitting is refused; with the marks it is named", async () => {
  const [shares, others] = [await split(secret, 3, 5), await split(secret, 3, 5)];
  const mixed = [shares[0], shares[3], others[1]] as Uint8Array[];
  await assert.rejects(join(mixed), refusedAt(0));
  await assert.rejects(join(mixed, shares.map(shareMark)), refusedAt(3));
  const changed = Uint8Array.from(shares[1] ?? []);
  changed[4] = (changed[4] ?? 0) ^ 1;
  await assert.rejects(join([shares[0], changed, shares[2]] as Uint8Array[], shares.map(shareMark)), refusedAt(2));
});

test("one share handed in twice is refused", async () => {
  const shares = await split(secret, 2, 3);
  await assert.rejects(join([shares[0], shares[0]] as Uint8Array[]), refusedAt(0));
});

test("the library alone gives a wrong secret for a wrong share without a word: our check is what refuses", async () => {
  const [shares, others] = [await split(secret, 2, 3), await split(secret, 2, 3)];
  const silent = await combine([shares[0], others[1]] as Uint8Array[]);
  assert.notDeepEqual(Buffer.from(silent.subarray(0, 32)), secret);
  await assert.rejects(join([shares[0], others[1]] as Uint8Array[]), refusedAt(0));
});

test("a paper is read back, in capitals and with other spaces too", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 255 }), (share, index) => {
      const text = shareText(clinic, 3, index, share);
      for (const copied of [text, text.toUpperCase(), text.replaceAll("\n", " \r\n  ")]) {
        assert.deepEqual(parseShare(copied), { organisation: clinic, threshold: 3, index, share });
      }
    }),
  );
});

test("papers of a whole splitting, read back, give the secret", async () => {
  const papers = (await split(secret, 2, 3)).map((share, at) => shareText(clinic, 2, at + 1, share));
  assert.deepEqual(await join(papers.slice(1).map((paper) => parseShare(paper).share)), secret);
});

test("a word misread, missing, doubled, swapped or unknown is refused with the paper's number", async () => {
  const [share = new Uint8Array()] = await split(secret, 3, 5);
  const lines = shareText(clinic, 3, 4, share).trimEnd().split("\n");
  const words = lines.slice(5).join(" ").split(" ");
  const paper = (changed: string[]): string => [...lines.slice(0, 5), ...changed].join("\n");
  assert.deepEqual(parseShare(paper(words)).share, share);
  const swapped = [words[1] === words[0] ? "able" : words[1], words[0], ...words.slice(2)] as string[];
  for (const changed of [
    ["able", "acid", "actor", ...words.slice(3)],
    words.slice(1),
    [...words, words[0] as string],
    swapped,
    ["zzzz", ...words.slice(1)],
    ["zoom", ...words.slice(1)],
  ]) {
    assert.throws(() => parseShare(paper(changed)), refusedAt(4));
  }
});

test("a paper's clinic, threshold and number stand under the checksum", async () => {
  const [share = new Uint8Array()] = await split(secret, 3, 5);
  const text = shareText(clinic, 3, 1, share);
  assert.throws(() => parseShare(text.replace("needed 3", "needed 2")), refusedAt(1));
  assert.throws(() => parseShare(text.replace("share 1\nwords", "share 2\nwords")), refusedAt(2));
  const other = text.replace(clinic.toString("hex"), randomBytes(16).toString("hex"));
  assert.throws(() => parseShare(other), refusedAt(1));
});

test("what is no paper is refused", () => {
  for (const text of [
    "",
    "wardkeep share 2",
    "x".repeat(10_000),
    "wardkeep share 1\nclinic zz\nneeded 1\nshare 1\nwords 1\nable",
  ]) {
    assert.throws(() => parseShare(text), refusedAt(0));
  }
});

test("a paper does not carry the secret or a digest of it, and a mark is not the share", async () => {
  const shares = await split(secret, 2, 3);
  for (const share of shares) {
    assert.ok(!Buffer.from(share).includes(secret.subarray(0, 8)));
    assert.equal(shareMark(share).length, 32);
  }
  assert.equal(new Set(shares.map((share) => shareMark(share).toString("hex"))).size, 3);
});
