import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { ImportReason } from "#shared/importReasons.ts";
import { openDesk, type Reading } from "./testReading.ts";

const patient = (id: string): string => `{"resourceType":"Patient","id":"${id}"}`;
const entry = (resource: string, more = ""): string => `{"fullUrl":"urn:uuid:1","resource":${resource}${more}}`;
const bundle = (type: string, ...entries: string[]): string =>
  `{"resourceType":"Bundle","type":"${type}","entry":[${entries.join(",\n")}]}`;
const put = ',"request":{"method":"PUT","url":"x"}';
const idsOf = ({ entries }: Reading): (string | undefined)[] => entries.map(({ entry: { id } }) => id);

suite("a file that is refused as a whole", () => {
  const desk = openDesk();
  const good = bundle("collection", entry(patient("a")), entry(patient("b")));
  const utf16 = Buffer.from(`\ufeff${good}`, "utf16le");
  const files: readonly (readonly [string, string, string | Uint8Array, ImportReason])[] = [
    ["cut in the middle", "a.json", good.slice(0, -20), "cut"],
    ["with a NUL byte", "a.json", good.replace('"a"', '"\u0000"'), "nulByte"],
    ["of NUL bytes", "a.json", Buffer.alloc(5000), "nulByte"],
    ["with a key twice", "a.json", '{"resourceType":"Patient","id":"a","id":"b"}', "duplicateKey"],
    ["10,000 levels deep", "a.json", `{"resourceType":"Patient","a":${"[".repeat(10_000)}`, "tooDeep"],
    ["with 17 MB of escapes", "a.json", `{"a":"${"\\u0041".repeat(3_000_000)}"}`, "stringTooLong"],
    ["empty", "a.json", "", "fileEmpty"],
    ["of space", "a.json", " \r\n\t \n", "fileEmpty"],
    ["empty, of lines", "a.ndjson", "\n\n", "fileEmpty"],
    ["compressed and empty", "a.json.gz", gzipSync(""), "fileEmpty"],
    ["of XML", "a.json", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "xml"],
    ["of XML behind a mark", "a.xml", '\ufeff\n<Patient xmlns="http://hl7.org/fhir"/>', "xml"],
    ["of HL7 v2", "a.hl7", "MSH|^~\\&|A", "formatUnknown"],
    ["in UTF-16 with its mark", "a.json", utf16, "utf16"],
    ["in UTF-16 without it", "a.json", utf16.subarray(2), "utf16"],
    ["that unpacks to a thousand times its size", "a.json.gz", gzipSync(Buffer.alloc(40 << 20, " ")), "gzipBomb"],
    ["compressed and cut", "a.json.gz", gzipSync(good).subarray(0, -12), "gzipDamaged"],
    ["compressed with a wrong check sum", "a.json.gz", flip(gzipSync(good), -6), "gzipDamaged"],
    ["two bundles, one behind the other", "a.json", `${good} ${good}`, "trailingGarbage"],
    ["a bundle of several lines with another behind it", "a.json", `${good}\n${good}`, "trailingGarbage"],
    ["one line of JSON and a line that is none", "a.json", `${patient("a")}\n{"x`, "trailingGarbage"],
    ["a bundle of no known type", "a.json", bundle("parcel", entry(patient("a"))), "bundleTypeUnknown"],
    ["a bundle without a type", "a.json", '{"resourceType":"Bundle","entry":[]}', "bundleTypeUnknown"],
    ["a transaction with one bad entry", "a.json", bundle("transaction", entry(patient("a"), put), "{}"), "noResource"],
    ["a transaction that deletes", "a.json", deleting("transaction"), "requestUnsupported"],
    [
      "a transaction with an unknown type",
      "a.json",
      bundle("transaction", entry('{"resourceType":"X"}')),
      "typeUnknown",
    ],
  ];
  for (const [what, name, content, reason] of files) {
    test(`${what}: ${reason}, and nothing of it is handed over`, async () => {
      const { end, entries, refused } = await desk.read(name, content);
      assert.deepEqual([end.kind, "reason" in end && end.reason, end.read], ["fileRefused", reason, 0]);
      assert.deepEqual([entries, refused], [[], []]);
    });
  }
  test("that is not there, or is a folder: fileUnreadable", async () => {
    for (const path of [`${desk.folder}/none.json`, desk.folder]) {
      const { end } = await desk.readPath(path);
      assert.equal("reason" in end && end.reason, "fileUnreadable");
    }
  });
  test("a refused transaction names its first bad entry", async () => {
    const { end } = await desk.read("a.json", bundle("transaction", entry(patient("a"), put), "{}", "5"));
    assert.equal("place" in end && end.place, "L2 entry[1]");
  });
});

suite("a file that is read", () => {
  const desk = openDesk();

  test("every kind of bundle gives its entries in order", async () => {
    for (const type of ["transaction", "batch", "collection", "searchset"]) {
      const reading = await desk.read("a.json", bundle(type, entry(patient("a"), put), entry(patient("b"))));
      assert.deepEqual(reading.end, { kind: "end", read: 2 });
      assert.deepEqual(idsOf(reading), ["a", "b"]);
      assert.deepEqual(
        reading.entries.map(({ place }) => place),
        ["L1 entry[0]", "L2 entry[1]"],
      );
    }
  });
  test("members may come in any order", async () => {
    const late = `{"entry":[{"resource":{"id":"a","resourceType":"Patient"},"fullUrl":"urn:uuid:2"}],"type":"batch","resourceType":"Bundle"}`;
    const { entries } = await desk.read("a.json", late);
    assert.deepEqual(entries[0]?.entry.names, ["Patient/a", "urn:uuid:2"]);
  });
  test("entries that are none are refused alone, with place and reason, and the others read", async () => {
    const bad = ["{}", "5", entry("[]"), entry("{}"), entry('{"resourceType":"X"}'), entry(patient("a b"))];
    const reading = await desk.read("a.json", bundle("batch", ...bad, entry(patient("c"))));
    assert.deepEqual(idsOf(reading), ["c"]);
    assert.deepEqual(reading.refused, [
      { reason: "noResource", place: "L1 entry[0]" },
      { reason: "noResource", place: "L2 entry[1]" },
      { reason: "noResource", place: "L3 entry[2]" },
      { reason: "typeMissing", place: "L4 entry[3]" },
      { reason: "typeUnknown", place: "L5 entry[4]" },
      { reason: "idInvalid", place: "L6 entry[5]" },
    ]);
    assert.deepEqual(reading.end, { kind: "end", read: 7 });
  });
  test("a batch's request to delete is no record", async () => {
    const reading = await desk.read("a.json", deleting("batch"));
    assert.deepEqual(reading.refused, [{ reason: "requestUnsupported", place: "L2 entry[1]" }]);
    assert.deepEqual(idsOf(reading), ["a"]);
  });
  test("an entry over 64 MB is refused alone, and with its transaction", async () => {
    const large = `{"resourceType":"Basic","a":["${`${"x".repeat(15 << 20)}","`.repeat(5)}"]}`;
    const reading = await desk.read("a.json", bundle("batch", entry(large), entry(patient("b"))));
    assert.deepEqual(reading.refused, [{ reason: "entryTooLarge", place: "L1 entry[0]" }]);
    assert.deepEqual(idsOf(reading), ["b"]);
    const { end } = await desk.read("a.json", bundle("transaction", entry(patient("b")), entry(large)));
    assert.equal("reason" in end && end.reason, "entryTooLarge");
  });
  test("an entry that is no list is one bad entry, not none", async () => {
    const { refused } = await desk.read("a.json", '{"resourceType":"Bundle","type":"batch","entry":{"resource":{}}}');
    assert.deepEqual(refused, [{ reason: "noResource", place: "L1 entry[0]" }]);
  });
  test("a history comes oldest version first, so that the newest stands", async () => {
    const reading = await desk.read("a.json", bundle("history", entry(patient("new")), entry(patient("old"))));
    assert.deepEqual(idsOf(reading), ["old", "new"]);
  });
  test("a document or message is kept as a whole too, as its text was", async () => {
    for (const type of ["document", "message"]) {
      const text = bundle(type, entry(patient("a"))).replace('"type"', '"id":"d", "type"');
      const { entries } = await desk.read("a.json", text);
      assert.deepEqual(
        entries.map(({ entry: { type: kind, id } }) => [kind, id]),
        [
          ["Patient", "a"],
          ["Bundle", "d"],
        ],
      );
    }
  });
  test("a single resource, its numbers and conditional reference as they came", async () => {
    const text =
      '{"resourceType":"Observation","subject":{"reference":"Patient?identifier=urn:x|1"},"valueQuantity":{"value":1.50}}';
    const { entries } = await desk.read("a.json", text.replaceAll(",", " ,\n  "));
    assert.deepEqual(
      entries.map(({ entry: { parts } }) => [parts[0]?.body, parts[0]?.odd]),
      [[text, true]],
    );
  });
  test("a byte order mark and compression change nothing", async () => {
    const reading = await desk.read("a.json.gz", gzipSync(`\ufeff${bundle("batch", entry(patient("a")))}`));
    assert.deepEqual(idsOf(reading), ["a"]);
  });
  test("a List's entries are not a bundle's", async () => {
    const { entries } = await desk.read("a.json", '{"resourceType":"List","id":"l","entry":[{"item":{}},5]}');
    assert.deepEqual(
      entries.map(({ entry: { type } }) => type),
      ["List"],
    );
  });
});

suite("a file of lines", () => {
  const desk = openDesk();
  const lines = [
    patient("a"),
    '{"resourceType":"Patient",',
    "",
    " \t\r",
    patient("b"),
    '{"resourceType":5}',
    patient("c"),
  ];

  test("a malformed line refuses itself alone", async () => {
    for (const name of ["a.ndjson", "a.jsonl", "a.ndjson.gz"]) {
      const text = lines.join("\r\n");
      const reading = await desk.read(name, name.endsWith("gz") ? gzipSync(text) : text);
      assert.deepEqual(idsOf(reading), ["a", "b", "c"]);
      assert.deepEqual(reading.refused, [
        { reason: "cut", place: "L2 @64" },
        { reason: "typeMissing", place: "L6" },
      ]);
    }
  });
  test("may be named .json, also with a bad line among its lines", async () => {
    const reading = await desk.read("a.json", `${lines.join("\n")}\n`);
    assert.deepEqual(idsOf(reading), ["a", "b", "c"]);
    assert.deepEqual(
      reading.refused.map(({ reason }) => reason),
      ["cut", "typeMissing"],
    );
  });
  test("comes in batches of 200 items at most, refused ones counted in", async () => {
    const many = Array.from({ length: 450 }, (_, index) => (index % 9 === 0 ? "{" : patient(`p${index}`)));
    const reading = await desk.read("a.ndjson", many.join("\n"));
    assert.deepEqual(reading.batches, [200, 200, 50]);
    assert.equal(reading.refused.length, 50);
  });
  test("comes in batches of 4 MB at most, unless one entry is larger", async () => {
    const large = (megabytes: number): string =>
      `{"resourceType":"Binary","contentType":"a/b","data":"${"A".repeat(megabytes << 20)}"}`;
    const reading = await desk.read("a.ndjson", [large(1), large(2), large(2), large(6), patient("a")].join("\n"));
    assert.deepEqual(reading.batches, [2, 1, 1, 1]);
  });
});

function deleting(type: string): string {
  return bundle(type, entry(patient("a"), put), '{"request":{"method":"DELETE","url":"Patient/b"}}');
}

function flip(bytes: Buffer, at: number): Buffer {
  const index = bytes.length + at;
  bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
  return bytes;
}
