// What the build with encryption adds to better-sqlite3's types.
import "better-sqlite3";

declare module "better-sqlite3" {
  interface Database {
    /** Gives the key; `raw:<64 hex>` skips the build's own key derivation. */
    key(key: Buffer): number;
  }
}
