// The Merkle tree of RFC 6962, section 2 (the same in RFC 9162): roots, growth by a frontier, proofs.
import { same } from "./bytes.ts";
import { sha256 } from "./digest.ts";

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** A leaf's hash; the marks keep a leaf from passing for a node. */
export const leafHash = (leaf: Uint8Array): Buffer => sha256(leafMark, leaf);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodeMark, left, right);

/**
 * The frontier of a tree with one more leaf. A frontier is the roots of the full subtrees that a size is made of,
 * largest first (one for each 1 in the size's binary form); it is all that growing needs. Gives a new array.
 */
export function append(frontier: readonly Buffer[], size: number, leaf: Buffer): Buffer[] {
  if (frontier.length !== onesIn(size)) throw new RangeError("the frontier is not that of a tree of this size");
  const grown = [...frontier];
  let node = leaf;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop();
    if (left !== undefined) node = nodeHash(left, node);
  }
  grown.push(node);
  return grown;
}

/** The root of the tree that a frontier belongs to; the empty tree has the hash of nothing (RFC 6962, 2.1). */
export function rootOf(frontier: readonly Buffer[], size: number): Buffer {
  if (frontier.length !== onesIn(size)) throw new RangeError("the frontier is not that of a tree of this size");
  const smallest = frontier.at(-1);
  if (smallest === undefined) return sha256();
  return frontier.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), smallest);
}

/** The root over leaf hashes. */
export function rootOfLeaves(leaves: readonly Buffer[]): Buffer {
  let frontier: Buffer[] = [];
  leaves.forEach((leaf, size) => (frontier = append(frontier, size, leaf)));
  return rootOf(frontier, leaves.length);
}

/** The audit path of one leaf (RFC 6962, 2.1.1), its sibling first. Throws when there is no such leaf. */
export function makeInclusion(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError("there is no such leaf");
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (index < split) return [...makeInclusion(left, index), rootOfLeaves(right)];
  return [...makeInclusion(right, index - split), rootOfLeaves(left)];
}

/** The audit paths of all leaves, in their order, in one pass. */
export function makeInclusions(leaves: readonly Buffer[]): Buffer[][] {
  if (leaves.length < 2) return leaves.map(() => []);
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  const [leftRoot, rightRoot] = [rootOfLeaves(left), rootOfLeaves(right)];
  return [
    ...makeInclusions(left).map((path) => [...path, rightRoot]),
    ...makeInclusions(right).map((path) => [...path, leftRoot]),
  ];
}

/** Whether the leaf stands at `index` in the tree of this size and root (RFC 9162, 2.1.3.2). */
export function verifiesInclusion(
  root: Uint8Array,
  size: number,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  if (!areHashes(root, leaf, ...proof)) return false;
  let [place, last, node] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = nodeHash(step, node);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      node = nodeHash(node, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(node, root);
}

/**
 * Whether the tree of size `second` begins with the tree of size `first` (RFC 9162, 2.1.4.2). Size 0 is refused: the
 * empty tree says nothing, and a "proof" from it would vouch for any tree.
 */
export function verifiesConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined || proof.length === 0) return false;
  let [place, last, oldNode, newNode] = [first - 1, second - 1, start, start];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  for (const step of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [oldNode, newNode] = [nodeHash(step, oldNode), nodeHash(step, newNode)];
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newNode = nodeHash(newNode, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(oldNode, firstRoot) && same(newNode, secondRoot);
}

const areHashes = (...hashes: Uint8Array[]): boolean => hashes.every((hash) => hash.length === 32);

// Halving, not shifting: sizes go to 2^53, shifts to 2^32.
const half = (value: number): number => Math.floor(value / 2);

function onesIn(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError("a tree's size is a whole number");
  let ones = 0;
  for (let rest = size; rest > 0; rest = half(rest)) ones += rest % 2;
  return ones;
}

const isPowerOfTwo = (size: number): boolean => onesIn(size) === 1;

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
