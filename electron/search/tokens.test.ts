import assert from "node:assert/strict";
import { test } from "node:test";
import { typedDate } from "./birthDates.ts";
import { fold, foldIdentifier, foldPhone } from "./fold.ts";
import { fits, nameTokens, queryTerms, sortKey } from "./tokens.ts";

const tokens = (...names: string[]) => nameTokens(names);
const has = (name: string, ...expected: string[]) => {
  const found = tokens(name);
  assert.deepEqual(
    expected.filter((token) => !found.includes(token)),
    [],
    `${name}: ${found.join(" ")}`,
  );
};

test("folding drops case, marks, width and ligatures", () => {
  assert.equal(fold("ŐRSI Ｗáng Straße Łódź Ærø ﬁ"), "orsi wang strasse lodz aero fi");
  assert.equal(fold("İpek Ñandú"), "ipek nandu");
  assert.equal(foldIdentifier(" MRN-001 234/ａ"), "mrn001234a");
  assert.equal(foldPhone("+49 (0)30 123-45"), "4903012345");
  assert.equal(foldPhone("0044 20"), "4420");
});

test("a Latin name is found by each of its words, by words without apostrophe and by both halves of a double name", () => {
  assert.deepEqual(tokens("O'BRIEN, Siân"), ["obrien", "sian"]);
  assert.deepEqual(tokens("SMITH-JONES, Ada"), ["smith", "jones", "ada", "smithjones"]);
  assert.deepEqual(tokens("ABBOTT774, Aaron697"), ["abbott774", "aaron697"]);
});

test("a Chinese name is found by characters, neighbours, full pinyin, initials and given name", () => {
  has("欧阳娜娜", "欧", "阳", "娜", "欧阳", "阳娜", "娜娜", "ouyangnana", "oynn", "nana", "na");
  has("王小明", "王小", "wangxiaoming", "wxm", "xiaoming", "ming");
  has("歐陽娜娜", "ouyangnana", "oynn", "nana");
});

test("a surname is read as one, and the ordinary reading finds the person too", () => {
  has("单雄信", "shanxiongxin", "sxx", "danxiongxin");
  has("單雄信", "shanxiongxin");
  has("曾国藩", "zengguofan", "cengguofan");
  has("解缙", "xiejin");
  has("尉迟恭", "yuchigong", "gong");
  has("万俟卨", "moqixie");
});

test("ü is found as v, u and yu", () => {
  has("吕布", "lvbu", "lubu", "lyubu");
  assert.deepEqual(queryTerms("LÜ"), [{ han: false, text: "lu" }]);
});

test("a name in parts is found by each part and in one go", () => {
  has("阿卜杜拉·买买提", "abudula", "maimaiti", "abudulamaimaiti", "买买");
});

test("a token is letters and digits only, whatever is typed", () => {
  const nasty = `"*-NEAR(a b) ' OR 1=1 -- ; \u0000 \u{1F600} {x}: ^+ 王"王 \\ %_`;
  for (const { text } of queryTerms(nasty)) assert.match(text, /^[\p{L}\p{N}]+$/u);
  for (const token of tokens(nasty)) assert.match(token, /^[\p{L}\p{N}]+$/u);
  assert.deepEqual(queryTerms('\u0000\u{1F600} "*-'), []);
});

test("a hostile name or query stays small", () => {
  assert.ok(tokens("ab ".repeat(5000), "王".repeat(5000), "x".repeat(100_000)).length <= 96);
  assert.ok(tokens("x".repeat(100_000)).every((token) => token.length <= 48));
  assert.equal(queryTerms("a b c d e f g h i j k").length, 8);
});

test("people fit terms by the start of a word and by every character", () => {
  const found = tokens("王小明", "WANG, Tom");
  assert.ok(fits(found, queryTerms("wang to")));
  assert.ok(fits(found, queryTerms("小明")));
  assert.ok(!fits(found, queryTerms("wang tim")));
  assert.ok(!fits(found, queryTerms("小红")));
});

test("a list is sorted by pinyin and folded letters, people without a name last", () => {
  const names = ["", "ZHANG, Wei", "张伟", "欧阳娜娜", "ÉTIENNE, Paul", "单雄信", "李娜", "LIANG, Bo", "ABEL, Ann"];
  const sorted = names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  assert.deepEqual(sorted, [
    "ABEL, Ann",
    "ÉTIENNE, Paul",
    "李娜",
    "LIANG, Bo",
    "欧阳娜娜",
    "单雄信",
    "ZHANG, Wei",
    "张伟",
    "",
  ]);
});

test("a birth date is read in the forms people type", () => {
  const forms: [text: string, dates: string[], rest: string][] = [
    ["19790312", ["1979-03-12"], ""],
    ["1979-03-12", ["1979-03-12"], ""],
    ["1979/3/12 wang", ["1979-03-12"], "wang"],
    ["1979年3月12日", ["1979-03-12"], ""],
    ["王 1979年3月", ["1979-03"], "王"],
    ["12.03.1979", ["1979-03-12"], ""],
    ["12.3.1979 Okafor", ["1979-03-12"], "okafor"],
    ["03/12/1979", ["1979-12-03", "1979-03-12"], ""],
    ["25/12/1979", ["1979-12-25"], ""],
    ["12 Mar 1979", ["1979-03-12"], ""],
    ["March 12, 1979", ["1979-03-12"], ""],
    ["25121979", ["1979-12-25"], ""],
    ["1979-03", ["1979-03"], ""],
    ["１９７９０３１２", ["1979-03-12"], ""],
    ["29.02.2000", ["2000-02-29"], ""],
  ];
  for (const [text, dates, rest] of forms) {
    const found = typedDate(text);
    assert.deepEqual(found && { dates: found.dates, rest: found.rest.trim() }, { dates, rest }, text);
  }
});

test("what is no real date is none", () => {
  for (const text of [
    "31.02.1979",
    "29.02.1900",
    "1979-13-01",
    "99999999",
    "123456789012",
    "12.03.79",
    "wang",
    "",
    "a19790312",
  ]) {
    assert.equal(typedDate(text), undefined, text);
  }
});
