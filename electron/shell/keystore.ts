// The operating system's keystore as one more wrap around the terminal seed, where it protects anything at all.
import type { SafeStorage } from "electron/main";

export interface Keystore {
  readonly protects: boolean;
  /** Wraps the terminal seed; undefined when the keystore cannot. */
  wrap(seed: Uint8Array): Promise<Uint8Array | undefined>;
  /** Unwraps it again; undefined when the keystore cannot, or when the blob is another account's or machine's. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array | undefined>;
}

/** Linux back ends whose key is built into the program: encryption in name only. */
const unprotected: readonly string[] = ["basic_text", "unknown"];

type Storage = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend"
>;

/**
 * Asks what the system offers. The interface takes only strings, so the seed crosses as base64 and stays in this
 * process's heap for a while; the seed alone opens no record.
 */
export async function openKeystore(storage: Storage, platform: NodeJS.Platform): Promise<Keystore> {
  const available = await storage.isAsyncEncryptionAvailable().catch(() => false);
  const protects = available && (platform !== "linux" || !unprotected.includes(storage.getSelectedStorageBackend()));
  if (!protects) return { protects, wrap: () => Promise.resolve(undefined), unwrap: () => Promise.resolve(undefined) };
  return {
    protects,
    async wrap(seed) {
      return storage.encryptStringAsync(Buffer.from(seed).toString("base64"));
    },
    async unwrap(wrapped) {
      // The answer is an object, not the text; a blob due for renewal is wrapped anew at the next `wrap`.
      const { result } = await storage.decryptStringAsync(Buffer.from(wrapped));
      return Buffer.from(result, "base64");
    },
  };
}
