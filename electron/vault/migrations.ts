// The numbered migrations, each in one transaction; a vault is only ever moved forward.
import type Database from "better-sqlite3";
import { migration0001 } from "./migrations/0001.ts";

const migrations: readonly string[] = [migration0001];

/** The schema version that this program writes. */
export const newest = migrations.length;

export function migrate(database: Database.Database, from: number): void {
  for (let version = from; version < newest; version += 1) {
    database.exec(`BEGIN IMMEDIATE; ${migrations[version] as string}; PRAGMA user_version = ${version + 1}; COMMIT`);
  }
}
