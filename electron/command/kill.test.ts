import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { makeClient } from "./client.ts";
import { chartText } from "./decoded.ts";
import { foundVault, importAll, testSetting, type TestVault } from "./testVault.ts";

/** Twenty batches, and the moments between and in them at which the process is killed. */
const entries = 4_000;
const kills = 50;

/** One resource a line, so that a batch can be told from the number of its last entry. */
function records(): string {
  const line = (at: number): string =>
    JSON.stringify(
      at % 40 === 0
        ? { resourceType: "Patient", id: `p${at}`, name: [{ family: `Family${at}` }] }
        : {
            resourceType: "Observation",
            id: `o${at}`,
            subject: { reference: `Patient/p${at - (at % 40)}` },
            status: "final",
          },
    );
  return Array.from({ length: entries }, (_, at) => line(at)).join("\n");
}

/** Imports in a process of its own and kills it after so many milliseconds; answers how many entries it acknowledged. */
async function importAndKill(
  t: TestContext,
  vault: TestVault,
  folder: string,
  file: string,
  after: number,
): Promise<number> {
  const words = [
    "import",
    file,
    "--vault",
    folder,
    "--as",
    "okafor",
    "--terminal-passphrase-fd",
    "0",
    "--passphrase-fd",
    "0",
  ];
  const child = spawn(process.execPath, [join(import.meta.dirname, "importForKill.ts"), ...words]);
  t.after(() => child.kill("SIGKILL"));
  let said = "";
  const gone = new Promise<void>((done) => child.once("close", () => done()));
  const begun = new Promise<void>((done) => {
    child.stderr.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes("\n")) done();
    });
  });
  child.stdin.end(`${vault.terminalPassphrase}\n${vault.passphrase("okafor")}\n`);
  await Promise.race([begun, gone]);
  await pause(after);
  child.kill("SIGKILL");
  await gone;
  return [...said.matchAll(/^acknowledged (\d+) of .*$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}

test(`killed at ${kills} random moments of an import, no acknowledged batch is lost and the vault verifies`, async (t) => {
  const vault = await foundVault();
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-kill-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "records.ndjson");
  writeFileSync(file, records());
  let midway = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const copy = join(folder, "vault");
    rmSync(copy, { recursive: true, force: true });
    cpSync(vault.folder, copy, { recursive: true });
    const acknowledged = await importAndKill(t, vault, copy, file, Math.random() * 1_500);
    if (acknowledged > 0 && acknowledged < entries) midway += 1;
    const client = makeClient(copy, testSetting);
    await client.call("terminal.open", { terminalPassphrase: vault.terminalPassphrase });
    await client.signIn("okafor", vault.passphrase("okafor"));
    await client.settled();
    assert.deepEqual((await client.call("vault.verify", {})).problems, [], `kill ${kill}`);
    const { patients } = await client.call("patient.list", { from: 0, limit: 500 });
    let stored = 0;
    for (const { patientId } of patients) {
      const chart = JSON.parse(chartText(await client.call("chart.read", { patientId }))) as { entries: unknown[] };
      stored += chart.entries.length;
    }
    assert.ok(stored >= acknowledged, `kill ${kill}: ${acknowledged} acknowledged, ${stored} stored`);
    if (kill === kills - 1) {
      const [again] = await importAll(client, [file]);
      assert.equal((again?.stored ?? 0) + (again?.known ?? 0), entries);
      assert.ok((again?.known ?? 0) >= acknowledged);
    }
    await client.close();
  }
  assert.ok(midway >= kills / 2, `only ${midway} kills came in the middle of the import`);
});
