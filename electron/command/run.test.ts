import assert from "node:assert/strict";
import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { run } from "./run.ts";
import { foundVault, importAll, testSetting, type TestVault } from "./testVault.ts";

const vault = await foundVault();

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-run-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command; both passphrases come through one descriptor, a line each. */
async function said(t: TestContext, words: readonly string[], passphrases: readonly string[] = []): Promise<Said> {
  const file = join(scratch(t), "passphrases");
  writeFileSync(file, passphrases.join("\n"));
  const descriptor = openSync(file, "r");
  const [out, err]: [string[], string[]] = [[], []];
  const streams = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const from = ["--terminal-passphrase-fd", String(descriptor), "--passphrase-fd", String(descriptor)];
  try {
    const exit = await run([...words, ...from], streams, { stretch: testSetting.stretch });
    return { exit, out: out.join(""), err: err.join("") };
  } finally {
    closeSync(descriptor);
  }
}
const as = (user: string, at: TestVault = vault): string[] => [at.terminalPassphrase, at.passphrase(user)];
const codeOf = (answer: Said): string => (JSON.parse(answer.out) as { refusal: { code: string } }).refusal.code;

const patient = (id: string, more: object = {}) => ({
  resource: { resourceType: "Patient", id, name: [{ family: "Lindqvist", given: ["Maja"] }], ...more },
  request: { method: "PUT", url: `Patient/${id}` },
});
const bundle = (...entry: object[]): string => JSON.stringify({ resourceType: "Bundle", type: "transaction", entry });
const weight = {
  resource: JSON.parse(
    '{"resourceType":"Observation","id":"w1","status":"final","subject":{"reference":"Patient/p1"}}',
  ),
  request: { method: "PUT", url: "Observation/w1" },
};

test("a record goes in by import and comes out by call, number text included", async (t) => {
  const file = join(scratch(t), "one.json");
  const text = bundle(patient("p1"), weight).replace('"final"', '"final","valueQuantity":{"value":72.500,"unit":"kg"}');
  writeFileSync(file, text);
  const imported = await said(t, ["import", file, "--vault", vault.folder, "--as", "okafor", "--json"], as("okafor"));
  assert.equal(imported.exit, 0);
  assert.match(imported.err, /^acknowledged 2 of one\.json$/m);
  const report = JSON.parse(imported.out) as { files: object[] };
  assert.deepEqual(report.files[0], { file: "one.json", read: 2, stored: 2, known: 0, refused: [], refusedMore: 0 });

  const words = [
    "call",
    "patient.find",
    "--vault",
    vault.folder,
    "--as",
    "okafor",
    "--json",
    "--input",
    '{"text":"lindq"}',
  ];
  const found = JSON.parse((await said(t, words, as("okafor"))).out) as { patients: { patientId: string }[] };
  assert.equal(found.patients.length, 1);
  const patientId = found.patients[0]?.patientId ?? "";
  const read = (user: string) =>
    said(
      t,
      ["call", "chart.read", "--vault", vault.folder, "--as", user, "--json", "--input", JSON.stringify({ patientId })],
      as(user),
    );
  const chart = await read("okafor");
  assert.match(chart.out, /"value":72\.500,/);
  const shown = JSON.parse(chart.out) as { patient: { id: string }; entries: object[]; withheld: object[] };
  assert.equal(shown.patient.id, "p1");
  assert.equal(shown.entries.length, 2);

  const clerk = await read("lind");
  assert.equal(clerk.exit, 0);
  assert.doesNotMatch(clerk.out, /72\.5|Observation/);
  assert.match(clerk.out, /"compartment":"clinical"/);
  const other = await read("haas");
  assert.doesNotMatch(other.out, /72\.5|Observation/, "another unit's physician");
  const officer = await read("vogt");
  assert.doesNotMatch(officer.out, /72\.5|Observation/);

  const entry = { resourceType: "Observation", id: "w1", status: "amended", subject: { reference: "Patient/p1" } };
  const amend = (user: string) => {
    const input = JSON.stringify({ patientId, entry, reason: "typing error" });
    return said(
      t,
      ["call", "entry.amend", "--vault", vault.folder, "--as", user, "--json", "--input", input],
      as(user),
    );
  };
  assert.equal((await amend("vogt")).exit, 3);
  const amended = await amend("okafor");
  assert.equal(amended.exit, 0, amended.err);
  assert.match((await read("okafor")).out, /"status":"amended"/);
  const verified = await said(t, ["verify", "--vault", vault.folder, "--json"], as("okafor"));
  assert.deepEqual((JSON.parse(verified.out) as { problems: unknown[] }).problems, []);
});

test("a wrong passphrase and an unknown user get the same answer", async (t) => {
  const words = (user: string) => ["call", "job.list", "--vault", vault.folder, "--as", user, "--json"];
  const wrong = await said(t, words("okafor"), [vault.terminalPassphrase, "not-the-passphrase"]);
  const unknown = await said(t, words("nobody"), [vault.terminalPassphrase, "not-the-passphrase"]);
  assert.deepEqual(wrong, unknown);
  assert.equal(wrong.exit, 3);
  assert.equal(codeOf(wrong), "signInFailed");
});

test("the terminal's passphrase, the folder, the words: each mistake has its own answer", async (t) => {
  const words = (folder: string) => ["verify", "--vault", folder, "--json"];
  assert.equal(codeOf(await said(t, words(vault.folder), ["wrong"])), "terminalLocked");
  const empty = await said(t, words(scratch(t)), ["wrong"]);
  assert.deepEqual([empty.exit, codeOf(empty)], [3, "vaultAbsent"]);
  const broken = scratch(t);
  cpSync(vault.folder, broken, { recursive: true });
  writeFileSync(join(broken, "vault.db"), "this is no vault, it is a letter".repeat(1_000));
  assert.equal(codeOf(await said(t, words(broken), [vault.terminalPassphrase])), "notAVault");
  for (const usage of [["verify"], ["nonsense"], ["verify", "--nonsense"], ["import", "--vault", "x", "--as", "y"]]) {
    assert.equal((await said(t, usage)).exit, 2, usage.join(" "));
  }
});

test("a second process finds the vault busy", async (t) => {
  await vault.as("weber", t);
  const answer = await said(t, ["verify", "--vault", vault.folder, "--json"], as("weber"));
  assert.deepEqual([answer.exit, codeOf(answer)], [5, "vaultBusy"]);
});

test("what is malformed is named by file, place and reason, and nothing of it is stored", async (t) => {
  const folder = scratch(t);
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const good = bundle(patient("half"));
  const files = [
    put("cut.json", good.slice(0, -20)),
    put("twice.json", good.replace('"Patient"', '"Patient","id":"a"')),
    put("deep.json", `{"resourceType":"Patient","a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`),
    put("nul.json", good.replace("Maja", "Ma\0ja")),
    put("transaction.json", bundle(patient("half"), { resource: { resourceType: "Nonsense" } })),
  ];
  const words = ["import", ...files, "--vault", vault.folder, "--as", "okafor", "--json"];
  const answer = await said(t, words, as("okafor"));
  assert.equal(answer.exit, 3);
  const report = JSON.parse(answer.out) as {
    files: { file: string; stored: number; refused: { place: string; reason: string }[] }[];
  };
  const reasons = report.files.map(({ file, stored, refused }) => [file, stored, refused[0]?.reason]);
  assert.deepEqual(reasons, [
    ["cut.json", 0, "cut"],
    ["twice.json", 0, "duplicateKey"],
    ["deep.json", 0, "tooDeep"],
    ["nul.json", 0, "nulByte"],
    ["transaction.json", 0, "typeUnknown"],
  ]);
  for (const { refused } of report.files) assert.notEqual(refused[0]?.place, "");
  const client = await vault.as("okafor", t);
  const stored = await client.call("patient.list", { from: 0, limit: 500 });
  assert.ok(!JSON.stringify(stored).includes("half"));
});

test("nothing readable of a record lies in the vault's folder", async (t) => {
  const file = join(scratch(t), "secret.json");
  writeFileSync(file, bundle(patient("p9", { name: [{ family: "Quetzalcoatlus", given: ["Wren"] }] })));
  const client = await vault.as("lind", t);
  await importAll(client, [file]);
  const { readFileSync } = await import("node:fs");
  for (const name of readdirSync(vault.folder)) {
    const bytes = readFileSync(join(vault.folder, name));
    for (const form of ["Quetzalcoatlus", "quetzalcoatlus"]) {
      assert.equal(bytes.includes(form), false, name);
      assert.equal(bytes.includes(Buffer.from(form, "utf16le")), false, name);
    }
  }
});
