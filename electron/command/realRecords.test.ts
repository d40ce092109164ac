import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { Client } from "./client.ts";
import { chartText } from "./decoded.ts";
import { foundVault, importAll } from "./testVault.ts";

const data = join(import.meta.dirname, "../../../shared/data");
const absent = existsSync(data) ? false : "the real records are not beside the project";
const bundles = ["fhir-synthea-2019", "fhir-synthea-hiv"].flatMap((folder) =>
  globSync("*.json*", { cwd: join(data, folder) })
    .toSorted()
    .map((name) => join(data, folder, name)),
);
const lines = globSync("*.ndjson*", { cwd: join(data, "bulk-ndjson") })
  .filter((name) => !name.startsWith("log."))
  .toSorted()
  .map((name) => join(data, "bulk-ndjson", name));

type Resource = Record<string, unknown> & { resourceType: string; id?: string };

/** Every number becomes its source text, so that 1.0 and 1.00 differ. */
const parse = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context?: { source: string }) =>
    typeof value === "number" ? `number ${context?.source}` : value,
  );
const textOf = (path: string): string => {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\uFEFF/, "");
};
const nameOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;

/** The newest content of every resource of the files, in the order in which they are imported. */
function resourcesOf(files: readonly string[]): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const path of files) {
    const list = path.includes(".ndjson")
      ? textOf(path)
          .split("\n")
          .filter(Boolean)
          .map((line) => parse(line) as Resource)
      : (parse(textOf(path)) as { entry: { resource: Resource }[] }).entry.map(({ resource }) => resource);
    for (const resource of list) found.set(nameOf(resource), resource);
  }
  return found;
}

async function everything(client: Client): Promise<{ text: string; entries: Map<string, Resource> }> {
  const { patients, total } = await client.call("patient.list", { from: 0, limit: 500 });
  assert.equal(patients.length, total);
  const texts = [chartText(await client.call("directory.read", {}))];
  for (const { patientId } of patients) texts.push(chartText(await client.call("chart.read", { patientId })));
  const read = texts.flatMap((text) => (parse(text) as { entries: Resource[] }).entries);
  return { text: texts.join("\n"), entries: new Map(read.map((entry) => [nameOf(entry), entry])) };
}

for (const [what, files] of [
  ["bundles", bundles],
  ["NDJSON files", lines],
] as const) {
  test(
    `a physician with every clearance reads each resource of real ${what} as it came`,
    { skip: absent },
    async (t) => {
      const vault = await foundVault();
      const physician = await vault.as("okafor", t);
      const report = await importAll(physician, files);
      for (const { file, read, stored, known, refused } of report) {
        assert.deepEqual(refused, [], file);
        assert.equal(stored + known, read, file);
      }
      const wanted = resourcesOf(files);
      const { entries } = await everything(physician);
      assert.ok(wanted.size > 1_000);
      assert.equal(entries.size, wanted.size);
      for (const [name, resource] of wanted) assert.deepEqual(entries.get(name), resource, name);
      // The last file holds the newest version of all it names; an earlier one may have been replaced by it.
      const again = await importAll(physician, files.slice(-1));
      for (const { file, read, stored, known } of again) assert.deepEqual([stored, known], [0, read], file);
      assert.deepEqual((await physician.call("vault.verify", {})).problems, []);
    },
  );
}

test(
  "a clerk imports real bundles, reads no clinical word of them, and a physician then reads all",
  { skip: absent },
  async (t) => {
    const vault = await foundVault();
    const wanted = resourcesOf(bundles);
    const clerk = await vault.as("lind", t);
    for (const { file, read, stored, known } of await importAll(clerk, bundles))
      assert.equal(stored + known, read, file);
    const seen = await everything(clerk);
    const closed = secretsOf([...wanted.values()]);
    assert.ok(closed.size > 200);
    for (const secret of closed) assert.ok(!holdsWord(seen.text, secret), `a clerk reads "${secret}"`);
    await clerk.close();

    const physician = await vault.as("okafor", t);
    const { entries } = await everything(physician);
    for (const [name, resource] of wanted) assert.deepEqual(entries.get(name), resource, name);
    assert.deepEqual((await physician.call("vault.verify", {})).problems, []);
  },
);

/** Displays, texts and codes of conditions, observations and medicines: what a closed compartment must not let out. */
function secretsOf(resources: readonly Resource[]): Set<string> {
  const types = ["Condition", "Observation", "MedicationRequest", "Procedure", "AllergyIntolerance", "Immunization"];
  const secrets = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === "string" && isTelling(key, member)) secrets.add(member);
      else walk(member);
    }
  };
  for (const resource of resources.filter(({ resourceType }) => types.includes(resourceType))) {
    for (const member of ["code", "medicationCodeableConcept", "vaccineCode", "valueCodeableConcept"])
      walk(resource[member]);
  }
  return secrets;
}

/** Words, and codes long enough not to stand in a record by chance. */
const isTelling = (key: string, text: string): boolean =>
  ((key === "display" || key === "text") && text.length > 5) || (key === "code" && text.length > 6);

/** True where `word` stands in the text by itself: "Height" is not in "Shaker Heights". */
function holdsWord(text: string, word: string): boolean {
  const isLetter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text[at] ?? "");
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(at - 1) && !isLetter(at + word.length)) return true;
  }
  return false;
}
