import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/associated-data.md"), "utf8");
const sources = globSync(["electron/**/*.ts", "shared/**/*.ts"], { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => readFileSync(join(root, path), "utf8"));

/** Entries of the directory are signed under their kind; the key id's label stands in the page's first lines. */
const entryKinds = ["person", "terminal", "unit", "domain", "grant"];
const inCode = new Set([
  ...entryKinds,
  ...sources.flatMap((text) => [...text.matchAll(/"wardkeep\/v1\/([a-z-]+)"/g)].map((match) => match[1] ?? "")),
]);
const derivations = page.slice(page.indexOf("## Derived keys"));
const inPage = new Set(
  [...page.slice(0, page.indexOf("## Derived keys")).matchAll(/^\| `([a-z-]+)`/gm)].map((match) => match[1] ?? ""),
);

test("the page of associated data names every purpose of the code, and no other", () => {
  assert.ok(inCode.size > 20);
  assert.deepEqual([...inPage].sort(), [...inCode].sort());
});

test("the page names every label that a key is derived under, and no other", () => {
  const call = /\b(?:derive|expand|siteKey)\([^"`;]*["`]([a-z]\/[a-z-]+)/g;
  const labels = new Set(sources.flatMap((text) => [...text.matchAll(call)].map((match) => match[1] ?? "")));
  const named = new Set([...derivations.matchAll(/`([a-z]\/[a-z-]+)/g)].map((match) => match[1] ?? ""));
  assert.ok(labels.size > 15);
  assert.deepEqual([...named].sort(), [...labels].sort());
});
