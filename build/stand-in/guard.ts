// Electron's node:crypto sits on BoringSSL. What is missing there is refused here, so that it fails in tests and not at
// a user's. Load with `node --import`: threads inherit it. Sources: Electron's script/node-disabled-tests.json, its
// patches of Node, and electron/electron issues 23637 and 24024.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

const ciphers = /^(aes-?(128|192|256)-(cbc|ctr|ecb|gcm|ofb)|aes-(128|256)-cfb|id-aes(128|192|256)-gcm)$/i;
const digests = /^(rsa-)?(md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512|sha-?512-256)$/i;
const keyTypes = /^(rsa|ec|ed25519|x25519)$/;
const curves = /^(prime256v1|p-256|secp224r1|p-224|secp384r1|p-384|secp521r1|p-521)$/i;

/** What a call is refused with. */
export class MissingInElectron extends Error {
  readonly code = "ERR_MISSING_IN_ELECTRON";
}

type Anything = (...words: unknown[]) => unknown;
const members = crypto as unknown as Record<string, Anything | undefined>;

/** Replaces `name` by a function that looks at its arguments first. */
function before(name: string, look: (words: readonly unknown[]) => void): void {
  const real = members[name];
  if (real === undefined) return;
  members[name] = function (this: unknown, ...words: unknown[]) {
    look(words);
    return Reflect.apply(real, this, words);
  };
}

const refuse = (what: string): never => {
  throw new MissingInElectron(`${what} is missing in Electron (BoringSSL)`);
};

function allow(names: readonly string[], place: number, allowed: RegExp): void {
  for (const name of names) {
    before(name, (words) => {
      const word = words[place];
      if (typeof word === "string" && !allowed.test(word)) refuse(`${word}, asked of crypto.${name},`);
    });
  }
}

/** Keys of a type that BoringSSL does not read come in by JWK or DER; the type is known once they are read. */
function allowKeys(name: string): void {
  const real = members[name];
  if (real === undefined) return;
  members[name] = function (this: unknown, ...words: unknown[]) {
    const key = Reflect.apply(real, this, words) as crypto.KeyObject;
    const type = key.asymmetricKeyType;
    if (type !== undefined && !keyTypes.test(type)) refuse(`a key of type ${type}`);
    const curve = key.asymmetricKeyDetails?.namedCurve;
    if (curve !== undefined && !curves.test(curve)) refuse(`curve ${curve}`);
    return key;
  };
}

function guard(): void {
  allow(["createCipheriv", "createDecipheriv", "getCipherInfo"], 0, ciphers);
  allow(["createHash", "hash", "createHmac", "createSign", "createVerify", "hkdf", "hkdfSync"], 0, digests);
  allow(["sign", "verify"], 0, digests);
  allow(["pbkdf2", "pbkdf2Sync"], 4, digests);
  allow(["createECDH"], 0, curves);
  allow(["generateKeyPair", "generateKeyPairSync"], 0, keyTypes);
  for (const name of ["generateKeyPair", "generateKeyPairSync"]) {
    before(name, ([, how]) => {
      const curve = (how as { namedCurve?: string } | undefined)?.namedCurve;
      if (curve !== undefined && !curves.test(curve)) refuse(`curve ${curve}`);
    });
  }
  allowKeys("createPrivateKey");
  allowKeys("createPublicKey");
  for (const name of ["argon2", "argon2Sync", "encapsulate", "decapsulate", "setEngine", "setFips", "secureHeapUsed"]) {
    before(name, () => refuse(`crypto.${name}`));
  }
  for (const [name, allowed] of [
    ["getCiphers", ciphers],
    ["getHashes", digests],
    ["getCurves", curves],
  ] as const) {
    // prettier-ignore
    const real = members[name];
    if (real !== undefined) members[name] = () => (real() as string[]).filter((word) => allowed.test(word));
  }
  syncBuiltinESMExports();
}

const done = Symbol.for("wardkeep stand-in guard");
if (!Object.hasOwn(crypto, done)) {
  Object.defineProperty(crypto, done, { value: true });
  guard();
}
