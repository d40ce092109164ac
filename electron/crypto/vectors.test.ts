// Foreign test vectors, where the folder `shared` lies beside the project. What is left out, and why: docs/vectors.md.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { p256 } from "@noble/curves/nist.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { shake128 } from "@noble/hashes/sha3.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { Refusal } from "#shared/refusal.ts";
import { keyOf, openWith, unsafeSealWithNonce } from "./aead.ts";
import { hkdf } from "./derive.ts";
import { hmac } from "./digest.ts";
import { kemPublicOf } from "./hpke.ts";
import { labeledExpand, labeledExtract, scheduleKeys } from "./hpkeSchedule.ts";
import { verifiesConsistency, verifiesInclusion } from "./merkle.ts";
import { verifies } from "./sign.ts";

const folder = new URL("../../../shared/vectors/", import.meta.url);
const hex = (text: string): Buffer => Buffer.from(text, "hex");
const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "unreadable";

/** A test over one file of the folder; says so when the folder is not there. */
function vectors(name: string, file: string, work: (text: string) => void): void {
  test(`vectors: ${name}`, (t) => {
    const path = new URL(file, folder);
    if (existsSync(path)) work(readFileSync(path, "utf8"));
    else t.skip("the folder shared/vectors is not beside the project");
  });
}

type Case = Record<string, string> & { tcId: number; result: "valid" | "invalid" };
interface Group {
  readonly tests: readonly Case[];
  readonly keySize: number;
  readonly tagSize: number;
  readonly ivSize: number;
  readonly publicKey?: { readonly pk: string };
}
const groupsOf = (text: string): readonly Group[] => (JSON.parse(text) as { testGroups: Group[] }).testGroups;

vectors("Wycheproof AES-256-GCM, every other nonce length refused", "wycheproof/aes_gcm_test.json", (text) => {
  let [ran, otherNonce] = [0, 0];
  for (const group of groupsOf(text).filter((each) => each.keySize === 256 && each.tagSize === 128)) {
    for (const { key = "", iv = "", aad = "", msg = "", ct = "", tag = "", result, tcId } of group.tests) {
      const sealed = Buffer.concat([hex(ct), hex(tag)]);
      const open = (): Buffer => openWith(keyOf(hex(key)), hex(iv), hex(aad), sealed);
      if (result === "valid" && group.ivSize === 96) {
        assert.deepEqual(open(), hex(msg), `case ${tcId}`);
        assert.deepEqual(unsafeSealWithNonce(keyOf(hex(key)), hex(iv), hex(aad), hex(msg)), sealed, `case ${tcId}`);
      } else {
        assert.throws(open, refused, `case ${tcId}`);
      }
      if (group.ivSize === 96) ran += 1;
      else otherNonce += 1;
    }
  }
  assert.deepEqual([ran, otherNonce], [66, 39]);
});

vectors("Wycheproof Ed25519", "wycheproof/ed25519_test.json", (text) => {
  let ran = 0;
  for (const group of groupsOf(text)) {
    for (const { msg = "", sig = "", result, tcId } of group.tests) {
      const key = hex(group.publicKey?.pk ?? "");
      assert.equal(verifies(key, hex(msg), hex(sig)), result === "valid", `case ${tcId}`);
      ran += 1;
    }
  }
  assert.equal(ran, 151);
});

vectors("Wycheproof HKDF-SHA256", "wycheproof/hkdf_sha256_test.json", (text) => {
  let ran = 0;
  for (const { ikm = "", salt = "", info = "", okm = "", size, result, tcId } of groupsOf(text).flatMap(
    (group) => group.tests,
  )) {
    const made = (): Buffer => hkdf(hex(ikm), hex(salt), hex(info), Number(size));
    if (result === "valid") assert.deepEqual(made(), hex(okm), `case ${tcId}`);
    else assert.throws(made, `case ${tcId}`);
    ran += 1;
  }
  assert.equal(ran, 86);
});

vectors("Wycheproof HMAC-SHA256", "wycheproof/hmac_sha256_test.json", (text) => {
  let ran = 0;
  for (const group of groupsOf(text)) {
    for (const { key = "", msg = "", tag = "", result, tcId } of group.tests) {
      const made = hmac(hex(key), hex(msg)).subarray(0, group.tagSize / 8);
      assert.equal(made.equals(hex(tag)), result === "valid", `case ${tcId}`);
      ran += 1;
    }
  }
  assert.equal(ran, 174);
});

vectors("Wycheproof ML-KEM-768, key pair and decapsulation", "wycheproof/mlkem_768_test.json", (text) => {
  let ran = 0;
  for (const { seed = "", ek, c = "", K = "", result, tcId } of groupsOf(text).flatMap((group) => group.tests)) {
    const opened = (): Buffer => {
      const pair = ml_kem768.keygen(hex(seed));
      if (ek !== undefined) assert.equal(Buffer.from(pair.publicKey).toString("hex"), ek, `case ${tcId}`);
      return Buffer.from(ml_kem768.decapsulate(hex(c), pair.secretKey));
    };
    if (result === "valid") assert.deepEqual(opened(), hex(K), `case ${tcId}`);
    else assert.throws(opened, `case ${tcId}`);
    ran += 1;
  }
  assert.equal(ran, 193);
});

vectors("Wycheproof ML-KEM-768, encapsulation", "wycheproof/mlkem_768_encaps_test.json", (text) => {
  let ran = 0;
  for (const { m = "", ek = "", c = "", K = "", result, tcId } of groupsOf(text).flatMap((group) => group.tests)) {
    if (result === "valid") {
      const made = ml_kem768.encapsulate(hex(ek), hex(m));
      assert.deepEqual(
        [Buffer.from(made.cipherText), Buffer.from(made.sharedSecret)],
        [hex(c), hex(K)],
        `case ${tcId}`,
      );
    } else {
      assert.throws(() => ml_kem768.encapsulate(hex(ek), hex(m)), `case ${tcId}`);
    }
    ran += 1;
  }
  assert.equal(ran, 265);
});

vectors("X-Wing draft", "xwing/test-vectors.json", (text) => {
  const cases = JSON.parse(text) as { seed: string; eseed: string; pk: string; ct: string; ss: string }[];
  for (const { seed, eseed, pk, ct, ss } of cases) {
    assert.equal(kemPublicOf(hex(seed)).toString("hex"), pk);
    const made = xwing.encapsulate(hex(pk), hex(eseed));
    assert.deepEqual([Buffer.from(made.cipherText), Buffer.from(made.sharedSecret)], [hex(ct), hex(ss)]);
    assert.deepEqual(Buffer.from(xwing.decapsulate(hex(ct), hex(seed))), hex(ss));
  }
  assert.equal(cases.length, 3);
});

type Hpke = Record<string, string> & { kem_id: number; kdf_id: number; aead_id: number };
const hpkeOf = (text: string): Hpke[] => JSON.parse(text) as Hpke[];

vectors("HPKE-PQ, the schedule of every suite with HKDF-SHA256; X-Wing whole", "hpke/hpke-pq.json", (text) => {
  const cases = hpkeOf(text).filter((each) => each.kdf_id === 1);
  for (const { kem_id: kem, kdf_id: kdf, aead_id: aead, ...values } of cases) {
    const { skRm = "", enc = "", shared_secret: shared = "", info = "", key = "", base_nonce: nonce = "" } = values;
    if (kem === 0x647a) assert.deepEqual(Buffer.from(xwing.decapsulate(hex(enc), hex(skRm))), hex(shared));
    const made = scheduleKeys({ kem, kdf, aead, keySize: aead === 1 ? 16 : 32 }, hex(shared), hex(info));
    assert.deepEqual([made.key, made.baseNonce], [hex(key), hex(nonce)], `KEM ${kem.toString(16)}`);
  }
  assert.deepEqual(cases.map((each) => each.kem_id.toString(16)).sort(), ["40", "41", "50", "647a"]);
});

vectors("RFC 9180, base mode, HKDF-SHA256 with AES-256-GCM over two KEMs", "hpke/rfc9180.json", (text) => {
  const cases = hpkeOf(text).filter((each) => each.kdf_id === 1 && each.aead_id === 2 && each.kem_id !== 0x12);
  for (const { kem_id: kem, skRm = "", pkRm = "", enc = "", info = "", encryptions_accumulated: expected } of cases) {
    const shared = diffieHellmanKem(kem, hex(skRm), hex(pkRm), hex(enc));
    const { key, baseNonce } = scheduleKeys({ kem, kdf: 1, aead: 2, keySize: 32 }, shared, hex(info));
    assert.equal(sealedThousand(key, baseNonce), expected, `KEM ${kem.toString(16)}`);
  }
  assert.deepEqual(cases.map((each) => each.kem_id).sort(), [0x10, 0x20]);
});

/** Decap of RFC 9180, 4.1 with HKDF-SHA256, for P-256 and X25519. */
function diffieHellmanKem(kem: number, secret: Buffer, publicKey: Buffer, enc: Buffer): Buffer {
  const shared = kem === 0x20 ? x25519.getSharedSecret(secret, enc) : p256.getSharedSecret(secret, enc).subarray(1);
  const suite = Buffer.concat([Buffer.from("KEM"), Buffer.of(kem >> 8, kem & 255)]);
  const extracted = labeledExtract(suite, Buffer.alloc(0), "eae_prk", shared);
  return labeledExpand(suite, extracted, "shared_secret", Buffer.concat([enc, publicKey]), 32);
}

/** How the condensed file was made: a thousand messages drawn from SHAKE128, their ciphertexts into another. */
function sealedThousand(key: Buffer, baseNonce: Buffer): string {
  const [source, sink] = [shake128.create({}), shake128.create({})];
  const draw = (): Uint8Array => source.xof(source.xof(1)[0] ?? 0);
  for (let sequence = 0; sequence < 1000; sequence++) {
    const nonce = Buffer.from(baseNonce);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
    const [associated, plain] = [draw(), draw()];
    const sealed = unsafeSealWithNonce(keyOf(key), nonce, associated, plain);
    assert.ok(openWith(keyOf(key), nonce, associated, sealed).equals(plain));
    sink.update(sealed);
  }
  return Buffer.from(sink.xof(16)).toString("hex");
}

interface Proof {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

vectors("Merkle inclusion and consistency; a proof from size 0 refused", "merkle/merkle.json", (text) => {
  const bytes = (base64: string | null): Buffer => Buffer.from(base64 ?? "", "base64");
  const ran = { inclusion: 0, consistency: 0, fromNothing: 0 };
  for (const [name, each] of Object.entries(JSON.parse(text) as Record<string, Proof>)) {
    const proof = (each.proof ?? []).map(bytes);
    if (name.startsWith("inclusion/")) {
      const said = verifiesInclusion(bytes(each.root), each.treeSize, each.leafIdx, bytes(each.leafHash), proof);
      assert.equal(said, !each.wantErr, name);
      ran.inclusion += 1;
    } else if (name.startsWith("consistency/")) {
      const said = verifiesConsistency(each.size1, each.size2, bytes(each.root1), bytes(each.root2), proof);
      if (each.size1 === 0) ran.fromNothing += 1;
      assert.equal(said, !each.wantErr, name);
      ran.consistency += 1;
    }
  }
  assert.deepEqual(ran, { inclusion: 98, consistency: 98, fromNothing: 9 });
});

vectors("CCTV Ed25519: no key with a part of low order verifies anything", "cctv/ed25519vectors.json", (text) => {
  const cases = JSON.parse(text) as { number: number; key: string; sig: string; msg: string; flags: string[] | null }[];
  const accepted = cases.filter((each) => verifies(hex(each.key), Buffer.from(each.msg), hex(each.sig)));
  assert.deepEqual(
    accepted.map((each) => [each.number, each.flags]),
    [[305, null]],
  );
  assert.equal(cases.length, 914);
});

for (const name of ["intermediate", "unluckysample", "strcmp"]) {
  vectors(`CCTV ML-KEM-768 ${name}`, `cctv/ML-KEM-768-${name}.txt`, (text) => {
    const values = new Map(text.split("\n").map((line) => line.split(" = ") as [string, string]));
    const value = (key: string): Buffer => hex(values.get(key)?.trim() ?? "");
    if (values.has("m")) {
      const made = ml_kem768.encapsulate(value("ek"), value("m"));
      assert.deepEqual([Buffer.from(made.cipherText), Buffer.from(made.sharedSecret)], [value("c"), value("K")]);
    }
    assert.equal(value("K").length, 32);
    assert.deepEqual(Buffer.from(ml_kem768.decapsulate(value("c"), value("dk"))), value("K"));
  });
}
