import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { minify } from "#shared/fhir/json.ts";
import type { TextReason } from "#shared/importReasons.ts";
import { Scanner } from "./scan.ts";
import { caps, ScanRefusal } from "./scanRefusal.ts";

interface Scanned {
  readonly refusal: ScanRefusal | undefined;
  readonly kept: string | undefined;
  readonly odd: boolean;
}

/** Scans in chunks of `size` bytes and keeps the whole text. */
function scan(text: string | Uint8Array, size = 1 << 16): Scanned {
  let kept: string | undefined;
  let odd = false;
  const scanner = new Scanner({
    wants: () => caps.piece,
    piece: (_path, piece) => {
      kept = piece.bytes?.toString("utf8");
      odd = piece.odd;
    },
  });
  const bytes = Buffer.from(text as string);
  try {
    for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
    scanner.end();
    return { refusal: undefined, kept, odd };
  } catch (error) {
    if (!(error instanceof ScanRefusal)) throw error;
    return { refusal: error, kept: undefined, odd };
  }
}
const reasonOf = (text: string | Uint8Array): TextReason | undefined => scan(text, 7).refusal?.reason;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

suite("the scanner", () => {
  test("keeps any JSON as its text without space, however it is cut into chunks", () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 1, 3), (text, size, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        const { refusal, kept } = scan(spaced, size);
        assert.equal(refusal, undefined);
        assert.equal(kept, minify(spaced));
      }),
      { numRuns: 500 },
    );
  });

  test("takes what JSON.parse takes and refuses what it refuses, one character changed", () => {
    const change = fc.constantFrom(...'{}[],:"\\/u0-+.eE1tfn \n\u0001é'.split(""), "");
    fc.assert(
      fc.property(fc.json(), fc.nat(), change, fc.integer({ min: 1, max: 9 }), (text, where, by, size) => {
        const at = where % text.length;
        const changed = text.slice(0, at) + by + text.slice(at + 1);
        const { refusal } = scan(changed, size);
        // JSON.parse takes two keys alike and forgets the first; what stands behind them is not scanned.
        if (refusal?.reason === "duplicateKey") return;
        assert.equal(refusal === undefined, isJson(changed), changed);
      }),
      { numRuns: 3000 },
    );
  });

  const refused: readonly (readonly [string | Uint8Array, TextReason])[] = [
    ['{"a":1', "cut"],
    ["", "cut"],
    ['{"a":"\u0000"}', "nulByte"],
    ['{"a":\u0000 1}', "nulByte"],
    ['{"a":"\n"}', "controlCharacter"],
    [Buffer.from([0x22, 0xc0, 0xaf, 0x22]), "invalidUtf8"],
    [Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), "invalidUtf8"],
    [Buffer.from([0x22, 0xe4, 0xb8, 0x22]), "invalidUtf8"],
    ['{"a":1} x', "trailingGarbage"],
    ['{"a":1}{"a":1}', "trailingGarbage"],
    ['{"a":1,}', "trailingComma"],
    ["[1,]", "trailingComma"],
    ['{"a":1 /* dose */}', "comment"],
    ["{'a':1}", "badSyntax"],
    ['{"a" 1}', "badSyntax"],
    ["[1 2]", "badSyntax"],
    ["[nul]", "badSyntax"],
    ['["\\x41"]', "badEscape"],
    ['["\\u00g0"]', "badEscape"],
    ["[01]", "badNumber"],
    ["[1.]", "badNumber"],
    ["[+1]", "badSyntax"],
    ["[NaN]", "badSyntax"],
    ['{"gender":1,"gend\\u0065r":2}', "duplicateKey"],
    ["[".repeat(10_000), "tooDeep"],
    ['{"a":'.repeat(10_000), "tooDeep"],
    [`[${"1".repeat(1_001)}]`, "numberTooLong"],
    [`{"${"k".repeat(1_001)}":1}`, "keyTooLong"],
    [`{"${"\\u0041".repeat(200)}":1}`, "keyTooLong"],
    [`{${Array.from({ length: 10_001 }, (_, index) => `"${index}":1`).join(",")}}`, "tooManyKeys"],
  ];
  for (const [text, reason] of refused) {
    test(`refuses with ${reason}: ${JSON.stringify(text.toString().slice(0, 24))}`, () => {
      assert.equal(reasonOf(text), reason);
    });
  }

  test("takes 64 levels, and a key and a number as long as they may be", () => {
    assert.equal(reasonOf("[".repeat(64) + "]".repeat(64)), undefined);
    assert.equal(reasonOf(`{"${"k".repeat(1_000)}":${"1".repeat(1_000)}}`), undefined);
  });

  test("refuses a string of 300 MB of escapes after 16 MB of it, without keeping it", () => {
    const scanner = new Scanner({ wants: () => undefined, piece: () => undefined });
    const escapes = Buffer.from("\\u0041".repeat(10_000));
    let pushed = 0;
    const before = process.memoryUsage().rss;
    const feed = (): void => {
      scanner.push(Buffer.from('{"a":"'));
      for (; pushed < 300 * 1024 * 1024; pushed += escapes.length) scanner.push(escapes);
    };
    assert.throws(feed, (error) => error instanceof ScanRefusal && error.reason === "stringTooLong");
    assert.ok(pushed <= caps.string && pushed > caps.string - 2 * escapes.length);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });

  test("a key that is a name of prototypes stays a key", () => {
    assert.equal(
      scan('{"__proto__":{"constructor":1},"toString":2}').kept,
      '{"__proto__":{"constructor":1},"toString":2}',
    );
  });

  test("tells the number whose text JavaScript would change", () => {
    assert.equal(scan('{"dose":1.50}').odd, true);
    assert.equal(scan('{"dose":"1.50","times":2,"half":0.5}').odd, false);
    assert.equal(scan('{"a":-0}').odd, true);
    assert.equal(scan('{"a":12345678901234567890}').odd, true);
  });

  test("locates a refusal by line, byte and path, and shows no value", () => {
    const { refusal } = scan('{"name":[{"family":"Okafor"},\n{"family":"Lind" "x"}]}');
    assert.deepEqual(
      [refusal?.reason, refusal?.line, refusal?.offset, refusal?.path],
      ["badSyntax", 2, 47, "name[1].family"],
    );
  });
});
