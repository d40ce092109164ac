import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { importReasons } from "#shared/importReasons.ts";
import { foundVault, importAll } from "./testVault.ts";

const data = join(import.meta.dirname, "../../../shared/data");
const absent = existsSync(data) ? false : "the malformed files are not beside the project";

for (const folder of ["fhir-malformed", "derived-malformed/fhir"]) {
  test(
    `${folder}: each file is taken or refused with a reason, none half, and the vault verifies`,
    { skip: absent },
    async (t) => {
      const vault = await foundVault();
      const client = await vault.as("okafor", t);
      const files = globSync("**/*", { cwd: join(data, folder), withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith("PROVENANCE"))
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted();
      assert.ok(files.length > 10);
      const report = await importAll(client, files);
      assert.equal(report.length, files.length);
      for (const { file, read, stored, known, refused, refusedMore } of report) {
        for (const { reason } of refused)
          assert.ok((importReasons as readonly string[]).includes(reason), `${file} ${reason}`);
        const whole = refused.some(({ reason }) => reason !== "otherPatient") && read === 0;
        assert.equal(stored + known + (whole ? 0 : refused.length + refusedMore), read, file);
      }
      assert.ok(report.some(({ stored }) => stored > 0) && report.some(({ refused }) => refused.length > 0));
      assert.deepEqual((await client.call("vault.verify", {})).problems, []);
    },
  );
}
