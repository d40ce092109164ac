import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { isObject, parseWithSource, textOf, type JsonObject, type JsonValue } from "#shared/fhir/json.ts";
import { checkFile } from "./check.ts";
import { readEntries, type RawEntry } from "./entries.ts";
import { openDesk } from "./testReading.ts";

const folder = (name: string): string => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
const filesIn = (name: string): string[] =>
  readdirSync(folder(name))
    .filter((file) => /\.(?:json|ndjson|xml)(?:\.gz)?$/.test(file) && file !== "manifest-subset.json")
    .map((file) => join(folder(name), file));
const missing = (name: string): string | false =>
  existsSync(folder(name)) ? false : `${name} is not beside the project`;
const unpacked = (path: string): string =>
  (path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString("utf8");

/** What is refused of the conformance cases and of the altered bundles; everything else in them is read. */
const malformed: Record<string, string> = {
  "bad-json-close-1.json": "badSyntax",
  "bad-json-close-2.json": "badSyntax",
  "bad-json-close-3.json": "badSyntax",
  "json-comma-bad-1.json": "badSyntax",
  "json-comments-2.json": "comment",
  "resource-invalid-id-1.json": "idInvalid",
  "resource-invalid-id-2.json": "idInvalid",
  "duplicate-security-tags.xml": "xml",
  "list-wrong-ns.xml": "xml",
  "list-xhtml-xxe1.xml": "xml",
  "narrative-empty.xml": "xml",
  "deep-nesting.json.gz": "tooDeep",
  "duplicate-key-gender.json.gz": "duplicateKey",
  "invalid-utf8-in-family-name.json.gz": "invalidUtf8",
  "trailing-garbage.json.gz": "trailingGarbage",
  "truncated-at-60-percent.json.gz": "cut",
  "truncated-gzip-stream.json.gz": "gzipDamaged",
  "utf16le-bom.json.gz": "utf16",
};

suite("malformed files", () => {
  const desk = openDesk();
  for (const name of ["fhir-malformed", "derived-malformed/fhir"]) {
    test(`${name}: each is read, or refused with its reason`, { skip: missing(name) }, async () => {
      for (const path of filesIn(name)) {
        const { end, refused, entries } = await desk.readPath(path);
        const reason = "reason" in end ? end.reason : refused[0]?.reason;
        assert.equal(reason, malformed[basename(path)], basename(path));
        assert.equal(entries.length > 0, reason === undefined, basename(path));
      }
    });
  }
});

async function rawEntries(path: string): Promise<RawEntry[]> {
  const checked = await checkFile(path, { bytes: 0 }, () => undefined);
  const items = await Array.fromAsync(readEntries(path, checked, { bytes: 0 }));
  return items.map((item) => {
    assert.ok("text" in item, `${basename(path)} ${item.place}`);
    return item;
  });
}
const resourcesOf = (bundle: JsonValue): [JsonValue, JsonValue | undefined][] =>
  ((bundle as JsonObject)["entry"] as JsonObject[]).map((entry) => [entry["resource"] ?? null, entry["fullUrl"]]);

suite("real records come through as they are", () => {
  for (const name of ["fhir-synthea-2019", "fhir-synthea-hiv"]) {
    test(`${name}: every entry's text is that of its source`, { skip: missing(name) }, async () => {
      for (const path of filesIn(name)) {
        const expected = resourcesOf(parseWithSource(unpacked(path)));
        const found = await rawEntries(path);
        assert.equal(found.length, expected.length, basename(path));
        found.forEach(({ text, odd, fullUrl }, index) => {
          const [resource, url] = expected[index] ?? [];
          // An entry that is not said to be odd must survive plain JSON.parse.
          const kept = odd ? parseWithSource(text) : (JSON.parse(text) as JsonValue);
          if (textOf(kept) !== textOf(resource as JsonValue)) assert.fail(`${basename(path)} entry[${index}]`);
          assert.equal(fullUrl, url);
        });
      }
    });
  }
  test("bulk-ndjson: every line's text is that of its source", { skip: missing("bulk-ndjson") }, async () => {
    for (const path of filesIn("bulk-ndjson").filter((file) => !file.endsWith("log.ndjson"))) {
      const expected = unpacked(path).split("\n").filter(Boolean).map(parseWithSource);
      const found = await rawEntries(path);
      assert.equal(found.length, expected.length);
      found.forEach(({ text, place }, index) => {
        assert.ok(isObject(expected[index]));
        if (textOf(parseWithSource(text)) !== textOf(expected[index])) assert.fail(`${basename(path)} ${place}`);
      });
    }
  });
});
