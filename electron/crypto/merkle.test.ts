import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sha256 } from "./digest.ts";
import {
  append,
  leafHash,
  makeInclusion,
  makeInclusions,
  nodeHash,
  rootOf,
  rootOfLeaves,
  verifiesConsistency,
  verifiesInclusion,
} from "./merkle.ts";

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const treeOf = (size: number): Buffer[] => Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
const sizes = fc.integer({ min: 1, max: 70 });

/** The root by the words of RFC 6962, 2.1, to compare with the frontier. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

/** A consistency proof by the words of RFC 6962, 2.1.2. */
function consistency(leaves: readonly Buffer[], first: number, whole = true): Buffer[] {
  if (first === leaves.length) return whole ? [] : [rootByDefinition(leaves)];
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (first <= split) return [...consistency(left, first, whole), rootByDefinition(right)];
  return [...consistency(right, first - split, false), rootByDefinition(left)];
}

test("the public answers: the roots of the Certificate Transparency project's eight leaves", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].map((leaf) => leafHash(hex(leaf)));
  const roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  for (const [at, root] of roots.entries()) assert.equal(rootOfLeaves(leaves.slice(0, at + 1)).toString("hex"), root);
  assert.deepEqual(rootOfLeaves([]), sha256());
});

test("growing leaf by leaf gives the root of the definition at every size", () => {
  const leaves = treeOf(200);
  let frontier: Buffer[] = [];
  for (const [size, leaf] of leaves.entries()) {
    assert.deepEqual(rootOf(frontier, size), rootByDefinition(leaves.slice(0, size)));
    frontier = append(frontier, size, leaf);
  }
});

test("a frontier goes on past 2^32 leaves, and one of another size is refused", () => {
  const size = 2 ** 33 + 2 ** 32;
  const frontier = [leafHash(hex("01")), leafHash(hex("02"))];
  const grown = append(frontier, size, leafHash(hex("03")));
  assert.equal(grown.length, 3);
  assert.deepEqual(
    rootOf(grown, size + 1),
    nodeHash(frontier[0] as Buffer, nodeHash(frontier[1] as Buffer, leafHash(hex("03")))),
  );
  assert.throws(() => append(frontier, size + 1, leafHash(hex("03"))), RangeError);
  assert.throws(() => rootOf(frontier, 4), RangeError);
  assert.throws(() => rootOf([], -1), RangeError);
});

test("every leaf of every tree is proven, one by one and all in one pass", () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const leaves = treeOf(size);
      const root = rootOfLeaves(leaves);
      const proofs = makeInclusions(leaves);
      for (const [index, leaf] of leaves.entries()) {
        assert.deepEqual(makeInclusion(leaves, index), proofs[index]);
        assert.ok(verifiesInclusion(root, size, index, leaf, proofs[index] ?? []));
      }
    }),
    { numRuns: 25 },
  );
  assert.throws(() => makeInclusion(treeOf(3), 3), RangeError);
});

test("a proof does not hold for another leaf, place, size or root, nor shortened, lengthened or changed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (size, seed) => {
      const [leaves, index] = [treeOf(size), seed % size];
      const [root, proof, leaf] = [rootOfLeaves(leaves), makeInclusion(leaves, index), leaves[index] as Buffer];
      const other = leafHash(hex("ff"));
      assert.ok(!verifiesInclusion(root, size, index, other, proof));
      assert.ok(!verifiesInclusion(other, size, index, leaf, proof));
      assert.ok(!verifiesInclusion(root, size, (index + 1) % size, leaf, proof));
      assert.ok(!verifiesInclusion(root, size, size, leaf, proof));
      assert.ok(!verifiesInclusion(root, size, -1, leaf, proof));
      assert.ok(!verifiesInclusion(root, size, index, leaf, proof.slice(1)));
      assert.ok(!verifiesInclusion(root, size, index, leaf, [...proof, other]));
      assert.ok(!verifiesInclusion(root, size, index, leaf, [other, ...proof.slice(1)]));
    }),
    { numRuns: 60 },
  );
});

test("a node does not pass for a leaf", () => {
  const [left, right] = [leafHash(hex("01")), leafHash(hex("02"))];
  assert.notDeepEqual(leafHash(Buffer.concat([left, right])), nodeHash(left, right));
});

test("every earlier tree is the beginning of every later one", () => {
  const leaves = treeOf(24);
  for (let second = 1; second <= 24; second++) {
    for (let first = 1; first <= second; first++) {
      const [before, after] = [leaves.slice(0, first), leaves.slice(0, second)];
      const proof = consistency(after, first);
      assert.ok(
        verifiesConsistency(first, second, rootOfLeaves(before), rootOfLeaves(after), proof),
        `${first} in ${second}`,
      );
    }
  }
});

test("a log with another past, a shorter one, and a proof from size 0 are refused", () => {
  const [leaves, forged] = [treeOf(13), treeOf(13)];
  forged[2] = leafHash(Buffer.from("another past"));
  const [before, after] = [rootOfLeaves(leaves.slice(0, 7)), rootOfLeaves(forged)];
  assert.ok(!verifiesConsistency(7, 13, before, after, consistency(forged, 7)));
  assert.ok(!verifiesConsistency(7, 13, before, after, consistency(leaves, 7)));
  const [whole, proof] = [rootOfLeaves(leaves), consistency(leaves, 7)];
  assert.ok(!verifiesConsistency(13, 7, whole, before, proof));
  assert.ok(!verifiesConsistency(7, 13, before, whole, proof.slice(1)));
  assert.ok(!verifiesConsistency(7, 13, before, whole, [...proof, before]));
  assert.ok(!verifiesConsistency(7, 13, before, whole, []));
  assert.ok(!verifiesConsistency(7, 7, before, whole, []));
  assert.ok(!verifiesConsistency(7, 7, before, before, [before]));
  assert.ok(!verifiesConsistency(0, 13, sha256(), whole, []));
  assert.ok(!verifiesConsistency(0, 0, sha256(), sha256(), []));
});
