// Known answers of every primitive at start: a workstation whose cryptography differs does not open a vault.
import { keyOf, open, sealWithNonce } from "./aead.ts";
import { expand } from "./derive.ts";
import { hmac, sha256 } from "./digest.ts";
import { openFrom, kemPublicOf, sealTo } from "./hpke.ts";
import { argon2id } from "./passphrase.ts";
import { signerOf, verifies } from "./sign.ts";
import { hkdfSync } from "node:crypto";

export interface SelfTest {
  readonly name: string;
  readonly passed: boolean;
}

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const is = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).toString("hex") === text;

/** Each with a public known answer (NIST, RFC 4231, 5869, 8032, 9106) or, for the hybrid KEM, by opening its own seal. */
const tests: readonly { readonly name: string; readonly run: () => boolean | Promise<boolean> }[] = [
  {
    name: "SHA-256", // FIPS 180-4, "abc"
    run: () => is(sha256(Buffer.from("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  },
  {
    name: "HMAC-SHA256", // RFC 4231 case 2
    run: () => is(hmac(Buffer.from("Jefe"), Buffer.from("what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
  },
  {
    name: "HKDF-SHA256", // RFC 5869 case 1, first 32 bytes
    run: () => is(new Uint8Array(hkdfSync("sha256", Buffer.alloc(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 32)), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"),
  },
  {
    name: "AES-256-GCM", // GCM specification, test case 14
    run: () => {
      const sealed = sealWithNonce(keyOf(Buffer.alloc(32)), Buffer.alloc(12), Buffer.alloc(0), Buffer.alloc(16));
      const right = is(sealed.subarray(12), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
      return right && open(keyOf(Buffer.alloc(32)), Buffer.alloc(0), sealed).equals(Buffer.alloc(16));
    },
  },
  {
    name: "Ed25519", // RFC 8032 §7.1 test 1
    run: () => {
      const signer = signerOf(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
      const none = Buffer.alloc(0);
      const signature = signer.sign(none);
      const right = is(signature, "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
      return right && verifies(signer.publicKey, none, signature) && !verifies(signer.publicKey, Buffer.of(1), signature);
    },
  },
  {
    name: "X-Wing and HPKE",
    run: () => {
      const seed = Buffer.alloc(32, 7);
      const [info, associated, plain] = [Buffer.of(1), Buffer.of(2), Buffer.from("known")];
      const sealed = sealTo(kemPublicOf(seed), info, associated, plain);
      const changed = Buffer.from(sealed);
      changed[5] = (changed[5] as number) ^ 1;
      return openFrom(seed, info, associated, sealed).equals(plain) && fails(() => openFrom(seed, info, associated, changed));
    },
  },
  {
    name: "Argon2id", // the answer of OpenSSL 3.5 for this input
    run: async () => is(await argon2id(Buffer.from("password"), { salt: Buffer.from("somesaltsomesalt"), memory: 64, passes: 2, lanes: 1 }), "1a98fba8e6394425c9bdc333a9c750aaf811df070f5fb4a5788e1cf4db5793a1"),
  },
  { name: "Expand", run: () => expand(Buffer.alloc(32), "p/part").length === 32 },
];

const fails = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

/** Runs all; a primitive that throws has failed. */
export async function runSelfTest(): Promise<SelfTest[]> {
  const results: SelfTest[] = [];
  for (const { name, run } of tests) {
    let passed = false;
    try {
      passed = await run();
    } catch {
      // A primitive that is missing has failed; the name says which.
    }
    results.push({ name, passed });
  }
  return results;
}
