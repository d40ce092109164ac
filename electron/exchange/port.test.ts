import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { openChildParser } from "./childParser.ts";
import { readFile, type FileEnd, type ParserPort } from "./port.ts";
import type { ParsedBatch } from "./protocol.ts";
import { openDesk } from "./testReading.ts";

const entry = {
  type: "Patient",
  id: "a",
  names: ["Patient/a"],
  subjects: ["Patient/a"],
  parts: [{ compartment: "identity", unsure: false, body: "{}", fragments: false, odd: false }],
};
const batch = { kind: "batch", entries: [{ place: "L1", entry }], refused: [] };

/** Reads from a parser that hostile bytes have taken over and that says what it likes. */
async function hear(say: (parser: MessagePort) => void, patience = 2_000): Promise<[FileEnd, ParsedBatch[]]> {
  const { port1, port2 } = new MessageChannel();
  const batches: ParsedBatch[] = [];
  port2.once("message", () => say(port2));
  const end = await readFile(port1, "a.json", { batch: (heard) => void batches.push(heard) }, { patience });
  port2.close();
  return [end, batches];
}
const refusedAs = (reason: string, read = 0): object => ({ kind: "fileRefused", read, reason, place: "" });

suite("what the core believes of a parser", () => {
  test("a parser that says nothing is slow", async () => {
    const [end] = await hear(() => undefined, 50);
    assert.deepEqual(end, refusedAs("parserSlow"));
  });
  test("a parser that is gone has died, also midway", async () => {
    const [end] = await hear((parser) => parser.close());
    assert.deepEqual(end, refusedAs("parserDied"));
    const [midway, batches] = await hear((parser) => {
      parser.postMessage(batch);
      parser.once("message", () => parser.close());
    });
    assert.deepEqual(midway, refusedAs("parserDied", 1));
    assert.equal(batches.length, 1);
  });
  const strange: readonly (readonly [string, unknown])[] = [
    ["no object", "batch"],
    ["an unknown kind", { kind: "run" }],
    ["an unknown compartment", { ...batch, entries: [{ place: "", entry: changed({ compartment: "../vault" }) }] }],
    ["a body that is no text", { ...batch, entries: [{ place: "", entry: changed({ body: { toString: 1 } }) }] }],
    ["an unknown type", { ...batch, entries: [{ place: "", entry: { ...entry, type: "__proto__" } }] }],
    ["an entry without parts", { ...batch, entries: [{ place: "", entry: { ...entry, parts: [] } }] }],
    ["more than a batch", { ...batch, entries: Array.from({ length: 201 }, () => batch.entries[0]) }],
    ["a reason that is none", { kind: "fileRefused", reason: "<b>", place: "" }],
    ["a place that is a page long", { kind: "fileRefused", reason: "cut", place: "x".repeat(401) }],
    ["less than nothing", { kind: "progress", phase: "read", bytes: -1, total: 1 }],
  ];
  for (const [what, message] of strange) {
    test(`${what} is not believed: the parser counts as dead`, async () => {
      const [end, batches] = await hear((parser) => parser.postMessage(message));
      assert.deepEqual(end, refusedAs("parserDied"));
      assert.deepEqual(batches, []);
    });
  }
  test("members that nobody asked for fall off", async () => {
    const [, [first]] = await hear((parser) => {
      parser.postMessage({ ...batch, entries: [{ place: "L1", entry: { ...entry, chart: 7 } }] });
      parser.once("message", () => parser.postMessage({ kind: "end" }));
    });
    assert.deepEqual(first?.entries[0]?.entry, entry);
  });
  test("a flood is not kept", async () => {
    const [end] = await hear((parser) => {
      for (let count = 0; count < 3_000; count += 1)
        parser.postMessage({ kind: "progress", phase: "read", bytes: 0, total: 0 });
    }, 200);
    assert.equal(end.kind === "fileRefused" && end.reason.startsWith("parser"), true);
  });
});

suite("reading through the parser's process", () => {
  const desk = openDesk();
  const lines = Array.from({ length: 600 }, (_, index) => `{"resourceType":"Patient","id":"p${index}"}`).join("\n");
  const file = (): string => {
    const path = join(desk.folder, "lines.ndjson");
    writeFileSync(path, lines);
    return path;
  };
  const within = async (use: (port: ParserPort) => Promise<void>): Promise<void> => {
    const port = openChildParser();
    try {
      await use(port);
    } finally {
      port.close();
    }
  };

  test("the next batch comes only when the last one is stored", async () => {
    await within(async (port) => {
      let said = 0;
      port.on("message", (message) => (said += (message as { kind: string }).kind === "batch" ? 1 : 0));
      let stored = 0;
      await readFile(port, file(), {
        async batch() {
          await new Promise((done) => setTimeout(done, 100));
          assert.equal(said, (stored += 1));
        },
      });
      assert.equal(stored, 3);
    });
  });
  test("what the storing throws ends the reading and the process", async () => {
    await within(async (port) => {
      const closed = new Promise<void>((done) => port.on("close", done));
      const failing = (): never => {
        throw new Error("disk full");
      };
      await assert.rejects(readFile(port, file(), { batch: failing }), /disk full/);
      await closed;
      const after = await readFile(port, file(), { batch: () => undefined }, { patience: 50 });
      assert.deepEqual(after, refusedAs("parserSlow"));
    });
  });
  test("is aborted between two batches", async () => {
    await within(async (port) => {
      const abort = new AbortController();
      let batches = 0;
      const handlers = {
        batch() {
          batches += 1;
          abort.abort(new Error("signed out"));
        },
      };
      await assert.rejects(readFile(port, file(), handlers, { signal: abort.signal }), /signed out/);
      assert.equal(batches, 1);
    });
  });
  test("an entry that needs more memory than the parser may have ends the parser, not the core", async () => {
    const path = join(desk.folder, "hungry.json");
    writeFileSync(path, `{"resourceType":"Basic","a":[${"[[]],".repeat(8 << 20)}1]}`);
    await within(async (port) => {
      const end = await readFile(port, path, { batch: () => undefined });
      assert.deepEqual(end, refusedAs("parserDied"));
    });
  });
  test("a parser that hostile bytes have taken over can write nothing, start nothing and sees no environment", async () => {
    const script = join(desk.folder, "taken.mjs");
    writeFileSync(script, taken);
    process.env["WARDKEEP_TEST_WORD"] = "word";
    const port = openChildParser(script);
    const said = await new Promise((done) => port.on("message", done));
    port.close();
    delete process.env["WARDKEEP_TEST_WORD"];
    assert.deepEqual(said, ["ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED", undefined]);
  });
  test("progress names both passes and ends at the file's size", async () => {
    await within(async (port) => {
      const heard: [string, number][] = [];
      const progress = ({ phase, bytes, total }: { phase: string; bytes: number; total: number }): void => {
        heard.push([phase, bytes / total]);
      };
      await readFile(port, file(), { batch: () => undefined, progress });
      assert.deepEqual(heard, [
        ["check", 1],
        ["read", 1],
      ]);
    });
  });
});

/** Tries what a parser has no business doing, and says how each try ended. */
const taken = `
  import { execFileSync } from "node:child_process";
  import { writeFileSync } from "node:fs";
  import { Worker } from "node:worker_threads";
  const attempt = (step) => { try { step(); return "done"; } catch ({ code }) { return code; } };
  process.send([
    attempt(() => writeFileSync(new URL("left.txt", import.meta.url), "x")),
    attempt(() => execFileSync(process.execPath, ["--version"])),
    attempt(() => new Worker("", { eval: true })),
    process.env.WARDKEEP_TEST_WORD,
  ]);
`;

function changed(part: object): object {
  return { ...entry, parts: [{ ...entry.parts[0], ...part }] };
}
