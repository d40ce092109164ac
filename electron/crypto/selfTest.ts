// Known answers for every primitive, run at each start before a key is touched: the runtime's own cryptography may be
// another build than the one we tested (Electron links BoringSSL). A failed line means: open nothing.
import { randomBytes } from "node:crypto";
import { hashRawSync } from "@node-rs/argon2";
import { keyOf, open, openWith, seal, unsafeSealWithNonce } from "./aead.ts";
import { decode, encode } from "./bytes.ts";
import { hkdf } from "./derive.ts";
import { hmac, sha256 } from "./digest.ts";
import { kemPublicOf, openFrom, unsafeSealWithCoins } from "./hpke.ts";
import { leafHash, makeInclusion, rootOfLeaves, verifiesInclusion } from "./merkle.ts";
import { argonOptions } from "./passphrase.ts";
import { signerOf, verifies } from "./sign.ts";

export interface SelfTest {
  readonly name: string;
  readonly passed: boolean;
}

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const is = (bytes: Uint8Array, expected: string): boolean => Buffer.from(bytes).equals(hex(expected));

/**
 * Every primitive against its known answer; one that throws has failed. Under 20 ms once warm; the first run of a
 * process takes longer, by the tables that X-Wing computes for its first use and would compute at sign-in otherwise.
 */
export function runSelfTest(): SelfTest[] {
  return checks.map(([name, check]) => ({ name, passed: holds(check) }));
}

/** Whether `work` refuses; what it throws does not matter here. */
const refuses = (work: () => unknown): boolean => !holds(() => (work(), true));

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

const checks: readonly (readonly [string, () => boolean])[] = [
  ["random", () => !randomBytes(32).equals(randomBytes(32))],
  [
    "encoding",
    () =>
      is(encode("a", 1), "00000002" + "0000000161" + "000000080000000000000001") && decode(encode("a")).length === 1,
  ],
  // FIPS 180-4, "abc"
  [
    "SHA-256",
    () =>
      is(
        sha256(Buffer.from("a"), Buffer.from("bc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      ),
  ],
  // RFC 4231, case 2
  [
    "HMAC-SHA256",
    () =>
      is(
        hmac(Buffer.from("Jefe"), Buffer.from("what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      ),
  ],
  // RFC 5869, case 1
  [
    "HKDF-SHA256",
    () => {
      const made = hkdf(Buffer.alloc(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42);
      return is(made, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    },
  ],
  ["AES-256-GCM", aeadHolds],
  ["Ed25519", signaturesHold],
  ["HPKE with X-Wing", hpkeHolds],
  // The reference implementation's own test (phc-winner-argon2, src/test.c): version 0x13, t=2, m=2^8, p=1
  [
    "Argon2id",
    () => {
      const cost = { memory: 256, passes: 2, lanes: 1 };
      const made = hashRawSync(Buffer.from("password"), argonOptions(cost, Buffer.from("somesalt")));
      return is(made, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    },
  ],
  ["Merkle tree", merkleHolds],
];

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16; then that a changed bit is refused. */
function aeadHolds(): boolean {
  const key = keyOf(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  const nonce = hex("cafebabefacedbaddecaf888");
  const associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const plain =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
  const sealed =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" +
    "76fc6ece0f4e1768cddf8853bb2d551b";
  const changed = seal(key, associated, hex(plain));
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
  return (
    is(unsafeSealWithNonce(key, nonce, associated, hex(plain)), sealed) &&
    is(openWith(key, nonce, associated, hex(sealed)), plain) &&
    refuses(() => open(key, associated, changed))
  );
}

/** RFC 8032, 7.1, test 3; then that another message and a low-order key are refused. */
function signaturesHold(): boolean {
  const signer = signerOf(hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
  const signature = signer.sign(hex("af82"));
  return (
    is(signer.publicKey, "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") &&
    is(
      signature,
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ) &&
    verifies(signer.publicKey, hex("af82"), signature) &&
    !verifies(signer.publicKey, hex("af83"), signature) &&
    !verifies(
      Buffer.concat([Buffer.of(1), Buffer.alloc(31)]),
      hex("af82"),
      Buffer.concat([Buffer.of(1), Buffer.alloc(63)]),
    )
  );
}

/** Seed, coins and public key of the X-Wing draft's first vector, under our suite. */
function hpkeHolds(): boolean {
  const seed = hex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
  const coins =
    "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e235b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2";
  const [info, associated, publicKey] = [Buffer.from("info"), Buffer.from("associated"), kemPublicOf(seed)];
  const sealed = unsafeSealWithCoins(publicKey, hex(coins), info, associated, Buffer.from("wardkeep"));
  return (
    is(sha256(publicKey), "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb") &&
    is(sha256(sealed), "83d2d0750431c22db9bb0a5761ed37c0b6cce382f82e1e1a001df5e065cc3d90") &&
    openFrom(seed, info, associated, sealed).toString() === "wardkeep"
  );
}

/** Three leaves of the Certificate Transparency project's tree. */
function merkleHolds(): boolean {
  const leaves = ["", "00", "10"].map((leaf) => leafHash(hex(leaf)));
  const root = rootOfLeaves(leaves);
  const proof = makeInclusion(leaves, 2);
  return (
    is(root, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77") &&
    verifiesInclusion(root, 3, 2, leafHash(hex("10")), proof) &&
    !verifiesInclusion(root, 3, 1, leafHash(hex("10")), proof)
  );
}
