// This terminal: its own seed T and the site key S, opened by the terminal passphrase or the OS keystore.
import { keyOf, open, seal } from "#crypto/aead.ts";
import { encode, same, wipe } from "#crypto/bytes.ts";
import { derive, keyIdOf } from "#crypto/derive.ts";
import { hmac } from "#crypto/digest.ts";
import { kemPublicOf } from "#crypto/hpke.ts";
import { stretch, type Stretch } from "#crypto/passphrase.ts";
import { signerOf, type Signer } from "#crypto/sign.ts";
import { Refusal } from "#shared/refusal.ts";
import { bytesOf, headed, suite, unheaded } from "./entry.ts";
import { readKeyFile, writeKeyFile, type KeyFile } from "./keyFile.ts";

/** "site", "house", or a unit's id. */
export type Scope = string;

/** What the operating system's keystore can do, as the shell offers it. */
export interface Keystore {
  readonly protects: boolean;
  wrap(seed: Uint8Array): Promise<Uint8Array | undefined>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array | undefined>;
}

export interface Terminal {
  readonly id: Buffer;
  readonly name: string;
  readonly organisation: Buffer;
  readonly vaultId: Buffer;
  /** SHA-256 of the genesis that this terminal was registered under. */
  readonly genesis: Buffer;
  /** Epoch of the site key in use. */
  readonly epoch: number;
  /** Copies of the key file that were damaged when the terminal was opened, and were written anew. */
  readonly problems: readonly { readonly kind: string; readonly where: string }[];
  readonly signKey: Buffer;
  sign(message: Uint8Array): Buffer;
  anchorMac(message: Uint8Array): Buffer;
  /** Raw key of the vault file; the caller wipes it. */
  pageKey(): Buffer;
  /** Raw key of the file of erase keys; the caller wipes it. */
  eraseKey(): Buffer;
  /** Secret input of every person's Argon2id, of the newest epoch or of the one named; the caller wipes it. */
  pepper(epoch?: number): Buffer;
  /** What a chart's ring row of a scope is looked up by. */
  lookup(scope: Scope, chart: Uint8Array): Buffer;
  /** What an entry's name is called in the reference index, 16 bytes. */
  referenceName(text: string): Buffer;
  /** What an entry's content is recognised by, 16 bytes. */
  contentMark(content: Uint8Array): Buffer;
  close(): void;
}

type Places = Pick<KeyFile, "organisation" | "vaultId" | "genesis">;

const seedAssociated = (organisation: Uint8Array, terminal: Uint8Array, how: Stretch): Buffer =>
  encode("wardkeep/v1/terminal-seed", suite, organisation, terminal, how.salt, how.memory, how.passes, how.lanes);
const siteAssociated = (file: Places, terminal: Uint8Array, epoch: number, keyId: Uint8Array): Buffer =>
  encode(
    "wardkeep/v1/site-key",
    suite,
    bytesOf(file.organisation),
    bytesOf(file.vaultId),
    terminal,
    epoch,
    keyId,
    bytesOf(file.genesis),
  );

/** The key pairs of a terminal seed, for registering it; the seed is the caller's to wipe. */
export function terminalKeys(seed: Uint8Array, organisation: Uint8Array): { signer: Signer; kemKey: Buffer } {
  const signSeed = derive(seed, organisation, "t/sign");
  const kemSeed = derive(seed, organisation, "t/kem");
  try {
    return { signer: signerOf(signSeed), kemKey: kemPublicOf(kemSeed) };
  } finally {
    wipe(signSeed, kemSeed);
  }
}

/** Wraps a terminal seed under its passphrase. */
export async function wrapTerminalSeed(
  seed: Uint8Array,
  passphrase: Uint8Array,
  organisation: Uint8Array,
  terminal: Uint8Array,
  how: Stretch,
): Promise<Buffer> {
  const key = await stretch(passphrase, how);
  try {
    return headed(seal(keyOf(key), seedAssociated(organisation, terminal, how), seed));
  } finally {
    wipe(key);
  }
}

/** Wraps a site key for a terminal; bound to the genesis, so that another founding cannot be slipped underneath. */
export function wrapSiteKey(
  site: Uint8Array,
  seed: Uint8Array,
  file: Places,
  terminal: Uint8Array,
  epoch: number,
): Buffer {
  const key = derive(seed, bytesOf(file.organisation), "t/wrap");
  try {
    return headed(seal(keyOf(key), siteAssociated(file, terminal, epoch, keyIdOf(site)), site));
  } finally {
    wipe(key);
  }
}

/**
 * Opens the terminal by its passphrase. Refuses "vaultAbsent", "vaultDamaged" (both copies of the key file), and
 * "terminalLocked" for a wrong passphrase and for an edited key file alike. A damaged copy is written anew.
 */
export async function openTerminal(folder: string, passphrase: Uint8Array): Promise<Terminal> {
  const { file, damaged } = readKeyFile(folder);
  let key: Buffer | undefined;
  try {
    const how: Stretch = { ...file.stretch, salt: bytesOf(file.stretch.salt) };
    key = await stretch(passphrase, how);
    const associated = seedAssociated(bytesOf(file.organisation), bytesOf(file.terminal.id), how);
    return openedFrom(folder, file, damaged, open(keyOf(key), associated, unheaded(bytesOf(file.wrappedTerminal))));
  } catch (error) {
    if (error instanceof Refusal && error.code === "unreadable") throw new Refusal("terminalLocked");
    throw error;
  } finally {
    wipe(key);
  }
}

/** Opens the terminal by what the OS keystore keeps; undefined where it keeps nothing that fits. */
export async function openTerminalByKeystore(folder: string, keystore: Keystore): Promise<Terminal | undefined> {
  const { file, damaged } = readKeyFile(folder);
  if (!keystore.protects || file.keystore === null) return undefined;
  const seed = await keystore.unwrap(bytesOf(file.keystore));
  if (seed?.length !== 32) return undefined;
  try {
    return openedFrom(folder, file, damaged, Buffer.from(seed));
  } catch (error) {
    if (error instanceof Refusal && error.code === "unreadable") return undefined; // another terminal's: ask for the passphrase
    throw error;
  } finally {
    wipe(seed);
  }
}

function openedFrom(folder: string, file: KeyFile, damaged: readonly string[], seed: Buffer): Terminal {
  const problems = damaged.map((where) => ({ kind: "keyFileCopy", where }));
  try {
    const terminal = terminalOf(file, seed, problems);
    if (damaged.length > 0) writeKeyFile(folder, file, damaged); // only what has opened is worth copying
    return terminal;
  } finally {
    wipe(seed);
  }
}

function openSiteKeys(file: KeyFile, seed: Uint8Array): Map<number, Buffer> {
  const wrap = derive(seed, bytesOf(file.organisation), "t/wrap");
  try {
    return new Map(
      file.site.map(({ epoch, wrapped, keyId }) => {
        const associated = siteAssociated(file, bytesOf(file.terminal.id), epoch, bytesOf(keyId));
        const site = open(keyOf(wrap), associated, unheaded(bytesOf(wrapped)));
        if (!same(keyIdOf(site), bytesOf(keyId))) throw new Refusal("unreadable");
        return [epoch, site];
      }),
    );
  } finally {
    wipe(wrap);
  }
}

function terminalOf(file: KeyFile, seed: Uint8Array, problems: Terminal["problems"]): Terminal {
  const organisation = bytesOf(file.organisation);
  const sites = openSiteKeys(file, seed);
  const newest = Math.max(...sites.keys());
  const { signer } = terminalKeys(seed, organisation);
  const anchor = derive(seed, organisation, "t/anchor");
  const siteKey = (label: string, epoch = newest): Buffer => {
    const site = sites.get(epoch);
    if (site === undefined) throw new Refusal("terminalLocked");
    return derive(site, organisation, label);
  };
  const names = siteKey("s/reference");
  const marks = siteKey("s/content");
  const lookups = new Map<Scope, Buffer>();
  const live = (key: Buffer): Buffer => {
    if (sites.size === 0) throw new Refusal("terminalLocked"); // a wiped key would still make a mark
    return key;
  };
  const lookupKey = (scope: Scope): Buffer => {
    const known = lookups.get(scope) ?? siteKey(`s/lookup/${scope}`);
    lookups.set(scope, known);
    return known;
  };
  return {
    id: bytesOf(file.terminal.id),
    name: file.terminal.name,
    organisation,
    vaultId: bytesOf(file.vaultId),
    genesis: bytesOf(file.genesis),
    epoch: newest,
    problems,
    signKey: signer.publicKey,
    sign: (message) => signer.sign(message),
    anchorMac: (message) => hmac(live(anchor), message),
    pageKey: () => siteKey(`s/page/${file.vaultId}`),
    eraseKey: () => siteKey(`s/erase/${file.vaultId}`),
    pepper: (epoch) => siteKey("s/pepper", epoch),
    lookup: (scope, chart) => hmac(lookupKey(scope), chart),
    referenceName: (text) => hmac(live(names), Buffer.from(text)).subarray(0, 16),
    contentMark: (content) => hmac(live(marks), content).subarray(0, 16),
    close() {
      wipe(anchor, names, marks, ...sites.values(), ...lookups.values());
      sites.clear();
      lookups.clear();
    },
  };
}
