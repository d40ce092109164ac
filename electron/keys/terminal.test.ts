import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readKeyFile, writeKeyFile, type KeyFile } from "./keyFile.ts";
import { openTerminal, openTerminalByKeystore, type Keystore } from "./terminal.ts";
import { foundClinic } from "./testClinic.ts";

/** A keystore that keeps the seed as it is: what an operating system does behind its own lock. */
const keystore: Keystore = {
  protects: true,
  wrap: (seed) => Promise.resolve(Uint8Array.from(seed, (byte) => byte ^ 0x5a)),
  unwrap: (wrapped) => Promise.resolve(Uint8Array.from(wrapped, (byte) => byte ^ 0x5a)),
};
const clinic = await foundClinic({ firstPeople: [], keystore });
const other = await foundClinic({ firstPeople: [], keystore });
const passphrase = (): Buffer => Buffer.from(clinic.created.terminalPassphrase);

function copyOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-terminal-"));
  cpSync(clinic.folder, folder, { recursive: true });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
/** An attacker knows how the sum is made. */
const edit = (folder: string, change: (file: KeyFile) => KeyFile): void =>
  writeKeyFile(folder, change(readKeyFile(folder).file));

test("a wrong terminal passphrase is refused", async () => {
  await assert.rejects(openTerminal(clinic.folder, Buffer.from("not-the-one")), { code: "terminalLocked" });
});

test("an edited key file is refused like a wrong passphrase, whatever was edited", async (t) => {
  const foreign = readKeyFile(other.folder).file;
  const edits: ((file: KeyFile) => KeyFile)[] = [
    (file) => ({ ...file, stretch: { ...file.stretch, memory: 1024 } }),
    (file) => ({ ...file, stretch: { ...file.stretch, passes: file.stretch.passes + 1 } }),
    (file) => ({ ...file, genesis: foreign.genesis }),
    (file) => ({ ...file, vaultId: foreign.vaultId }),
    (file) => ({ ...file, organisation: foreign.organisation }),
    (file) => ({ ...file, terminal: { ...file.terminal, id: foreign.terminal.id } }),
    (file) => ({ ...file, site: foreign.site }),
    (file) => ({ ...file, site: file.site.map((site) => ({ ...site, epoch: 2 })) }),
    (file) => ({ ...file, site: file.site.map((site) => ({ ...site, keyId: "00".repeat(16) })) }),
  ];
  for (const change of edits) {
    const folder = copyOf(t);
    edit(folder, change);
    await assert.rejects(openTerminal(folder, passphrase()), { code: "terminalLocked" });
  }
});

test("one damaged copy of the key file is told, and written anew from the other", async (t) => {
  for (const name of ["site.key", "site.key.copy"]) {
    const folder = copyOf(t);
    const path = join(folder, name);
    const good = readFileSync(path);
    const bad = Buffer.from(good);
    bad[40] = (bad[40] ?? 0) ^ 1;
    writeFileSync(path, bad);
    const terminal = await openTerminal(folder, passphrase());
    assert.deepEqual(terminal.problems, [{ kind: "keyFileCopy", where: name }]);
    assert.ok(readFileSync(path).equals(good));
    assert.equal(statSync(path).mode & 0o777, 0o600);
    terminal.close();
  }
});

test("a damaged copy is left as it is while the passphrase is wrong", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "site.key"), "");
  await assert.rejects(openTerminal(folder, Buffer.from("not-the-one")), { code: "terminalLocked" });
  assert.equal(statSync(join(folder, "site.key")).size, 0);
});

test("both copies damaged are a damaged vault, none is no vault", async (t) => {
  const folder = copyOf(t);
  for (const name of ["site.key", "site.key.copy"]) writeFileSync(join(folder, name), "{}\n");
  await assert.rejects(openTerminal(folder, passphrase()), { code: "vaultDamaged" });
  for (const name of ["site.key", "site.key.copy"]) rmSync(join(folder, name));
  await assert.rejects(openTerminal(folder, passphrase()), { code: "vaultAbsent" });
});

test("the keystore opens the same terminal, and only its own", async (t) => {
  const byPassphrase = await openTerminal(clinic.folder, passphrase());
  const byKeystore = await openTerminalByKeystore(clinic.folder, keystore);
  assert.ok(byKeystore?.pageKey().equals(byPassphrase.pageKey()));
  const folder = copyOf(t);
  edit(folder, (file) => ({ ...file, keystore: readKeyFile(other.folder).file.keystore }));
  assert.equal(await openTerminalByKeystore(folder, keystore), undefined);
  assert.equal(await openTerminalByKeystore(clinic.folder, { ...keystore, protects: false }), undefined);
});

test("every purpose has a key of its own", async () => {
  const terminal = await openTerminal(clinic.folder, passphrase());
  const chart = Buffer.alloc(16, 1);
  const made = [
    terminal.pageKey(),
    terminal.eraseKey(),
    terminal.pepper(),
    terminal.anchorMac(chart),
    terminal.lookup("site", chart),
    terminal.lookup("house", chart),
    Buffer.concat([terminal.referenceName("Patient/1"), Buffer.alloc(16)]),
    Buffer.concat([terminal.contentMark(Buffer.from("Patient/1")), Buffer.alloc(16)]),
  ];
  assert.equal(new Set(made.map((bytes) => bytes.toString("hex"))).size, made.length);
  terminal.close();
});

test("a closed terminal makes no key and no mark", async () => {
  const terminal = await openTerminal(clinic.folder, passphrase());
  const chart = Buffer.alloc(16, 1);
  terminal.lookup("site", chart);
  terminal.close();
  const uses = [
    () => terminal.pageKey(),
    () => terminal.pepper(),
    () => terminal.anchorMac(chart),
    () => terminal.lookup("site", chart),
    () => terminal.lookup("house", chart),
    () => terminal.referenceName("Patient/1"),
    () => terminal.contentMark(chart),
  ];
  for (const use of uses) assert.throws(use, { code: "terminalLocked" });
});

test("nothing of the key file is a key in clear", () => {
  assert.ok(existsSync(join(clinic.folder, "site.key")));
  const { file } = readKeyFile(clinic.folder);
  // Sealed: suite, nonce, 32 bytes, tag. Sealed to recovery: suite, encapsulation, 32 bytes, tag.
  assert.equal(file.wrappedTerminal.length / 2, 1 + 12 + 32 + 16);
  assert.equal((file.site[0]?.wrapped.length ?? 0) / 2, 1 + 12 + 32 + 16);
  assert.equal((file.site[0]?.escrow.length ?? 0) / 2, 1 + 1120 + 32 + 16);
});
