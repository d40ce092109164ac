// The SQL of the tables that keys own: meta (genesis), person, terminal, unit, domain, grant, ring, deposits, audit keys.
import type { ReadableVault, WritableVault } from "#vault/vault.ts";

export const metaValue = (vault: ReadableVault, name: string): Buffer | undefined =>
  vault.one<{ value: Buffer }>("SELECT value FROM meta WHERE name = ?", name)?.value;
export const insertMeta = (vault: WritableVault, name: string, value: Uint8Array): void => {
  vault.run("INSERT INTO meta (name, value) VALUES (?, ?)", name, value);
};

export interface EntryRow {
  readonly id: Buffer;
  readonly entry: Buffer;
}
export interface PersonRow extends EntryRow {
  readonly user: string;
  readonly wrap: Buffer;
}
export const personRows = (vault: ReadableVault): PersonRow[] =>
  vault.all<PersonRow>("SELECT id, user, entry, wrap FROM person");
export const personRow = (vault: ReadableVault, id: Uint8Array): PersonRow | undefined =>
  vault.one<PersonRow>("SELECT id, user, entry, wrap FROM person WHERE id = ?", id);
export const anyPersonRow = (vault: ReadableVault): PersonRow | undefined =>
  vault.one<PersonRow>("SELECT id, user, entry, wrap FROM person ORDER BY rowid LIMIT 1");
export const isUserTaken = (vault: ReadableVault, user: string): boolean =>
  vault.one("SELECT 1 FROM person WHERE user = ?", user) !== undefined;
export const insertPerson = (vault: WritableVault, row: PersonRow): void => {
  vault.run("INSERT INTO person (id, user, entry, wrap) VALUES (?, ?, ?, ?)", row.id, row.user, row.entry, row.wrap);
};

export const terminalRows = (vault: ReadableVault): EntryRow[] => vault.all<EntryRow>("SELECT id, entry FROM terminal");
export const insertTerminal = (vault: WritableVault, row: EntryRow): void => {
  vault.run("INSERT INTO terminal (id, entry) VALUES (?, ?)", row.id, row.entry);
};
export const unitRows = (vault: ReadableVault): EntryRow[] => vault.all<EntryRow>("SELECT id, entry FROM unit");
export const insertUnit = (vault: WritableVault, row: EntryRow): void => {
  vault.run("INSERT INTO unit (id, entry) VALUES (?, ?)", row.id, row.entry);
};

export interface DomainRow extends EntryRow {
  readonly epoch: number;
  readonly escrow: Buffer;
}
export const domainRows = (vault: ReadableVault): DomainRow[] =>
  vault.all<DomainRow>("SELECT id, epoch, entry, escrow FROM domain");
export const insertDomain = (vault: WritableVault, row: DomainRow): void => {
  const sql = "INSERT INTO domain (id, epoch, entry, escrow) VALUES (?, ?, ?, ?)";
  vault.run(sql, row.id, row.epoch, row.entry, row.escrow);
};

export interface GrantRow extends EntryRow {
  readonly person: Buffer;
  readonly sealed: Buffer;
}
export const grantRows = (vault: ReadableVault): GrantRow[] =>
  vault.all<GrantRow>('SELECT id, person, entry, sealed FROM "grant"');
export const grantRowsOf = (vault: ReadableVault, person: Uint8Array): GrantRow[] =>
  vault.all<GrantRow>('SELECT id, person, entry, sealed FROM "grant" WHERE person = ?', person);
export const insertGrant = (vault: WritableVault, row: GrantRow): void => {
  const sql = 'INSERT INTO "grant" (id, person, entry, sealed) VALUES (?, ?, ?, ?)';
  vault.run(sql, row.id, row.person, row.entry, row.sealed);
};
export const removeGrant = (vault: WritableVault, id: Uint8Array): void => {
  vault.run('DELETE FROM "grant" WHERE id = ?', id);
};

export interface RingRow {
  readonly number: number;
  readonly lookup: Buffer;
  readonly epoch: number;
  readonly entries: Buffer;
}
export const ringRow = (vault: ReadableVault, lookup: Uint8Array): RingRow | undefined =>
  vault.one<RingRow>("SELECT number, lookup, epoch, entries FROM ring WHERE lookup = ?", lookup);
export const hasRingRow = (vault: ReadableVault, lookup: Uint8Array): boolean =>
  vault.one("SELECT 1 FROM ring WHERE lookup = ?", lookup) !== undefined;
export const nextRingNumber = (vault: ReadableVault): number =>
  (vault.one<{ last: number | null }>("SELECT max(number) AS last FROM ring")?.last ?? 0) + 1;
export const putRing = (vault: WritableVault, row: RingRow): void => {
  const sql = "INSERT OR REPLACE INTO ring (number, lookup, epoch, entries) VALUES (?, ?, ?, ?)";
  vault.run(sql, row.number, row.lookup, row.epoch, row.entries);
};

export interface DepositKeyRow {
  readonly id: Buffer;
  readonly domain: Buffer;
  readonly epoch: number;
  readonly sealed: Buffer;
}
export type DepositKeyName = Omit<DepositKeyRow, "sealed">;
export const depositKeyNames = (vault: ReadableVault): DepositKeyName[] =>
  vault.all<DepositKeyName>("SELECT id, domain, epoch FROM deposit_key ORDER BY rowid");
export const depositKeyRow = (vault: ReadableVault, id: Uint8Array): DepositKeyRow | undefined =>
  vault.one<DepositKeyRow>("SELECT id, domain, epoch, sealed FROM deposit_key WHERE id = ?", id);
export const insertDepositKey = (vault: WritableVault, row: DepositKeyRow): void => {
  const sql = "INSERT INTO deposit_key (id, domain, epoch, sealed) VALUES (?, ?, ?, ?)";
  vault.run(sql, row.id, row.domain, row.epoch, row.sealed);
};
export const removeDepositKey = (vault: WritableVault, id: Uint8Array): void => {
  vault.run("DELETE FROM deposit_key WHERE id = ?", id);
};

export interface DepositRow {
  readonly number: number;
  readonly key: Buffer;
  readonly body: Buffer;
}
export const nextDepositNumber = (vault: ReadableVault): number =>
  (vault.one<{ last: number | null }>("SELECT max(number) AS last FROM deposit")?.last ?? 0) + 1;
export const depositRows = (vault: ReadableVault, key: Uint8Array, limit: number): DepositRow[] =>
  vault.all<DepositRow>("SELECT number, key, body FROM deposit WHERE key = ? ORDER BY number LIMIT ?", key, limit);
export const insertDeposit = (vault: WritableVault, row: DepositRow): void => {
  vault.run("INSERT INTO deposit (number, key, body) VALUES (?, ?, ?)", row.number, row.key, row.body);
};
export const removeDeposit = (vault: WritableVault, number: number): void => {
  vault.run("DELETE FROM deposit WHERE number = ?", number);
};

export interface AuditKeyRow {
  readonly id: Buffer;
  readonly person: Buffer;
  readonly sealed: Buffer;
  readonly own: Buffer;
}
export const auditKeyRow = (vault: ReadableVault, id: Uint8Array): AuditKeyRow | undefined =>
  vault.one<AuditKeyRow>("SELECT id, person, sealed, own FROM audit_key WHERE id = ?", id);
export const insertAuditKey = (vault: WritableVault, row: AuditKeyRow): void => {
  const sql = "INSERT INTO audit_key (id, person, sealed, own) VALUES (?, ?, ?, ?)";
  vault.run(sql, row.id, row.person, row.sealed, row.own);
};

/** The erase keys' own file. */
export const eraseSchema = "CREATE TABLE erase (chart BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT";
export const eraseKeyOf = (file: ReadableVault, chart: Uint8Array): Buffer | undefined =>
  file.one<{ key: Buffer }>("SELECT key FROM erase WHERE chart = ?", chart)?.key;
export const insertEraseKey = (file: WritableVault, chart: Uint8Array, key: Uint8Array): void => {
  file.run("INSERT INTO erase (chart, key) VALUES (?, ?)", chart, key);
};
export const removeEraseKey = (file: WritableVault, chart: Uint8Array): void => {
  file.run("DELETE FROM erase WHERE chart = ?", chart);
};
