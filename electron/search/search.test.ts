import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { idOf, type PatientId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import { openSealedFile } from "#vault/vault.ts";
import { discardIndex, indexParts, openSearch, type Indexed } from "./search.ts";

const keys = { identity: randomBytes(32), identifiers: randomBytes(32), contact: randomBytes(32) };
const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "wardkeep-search-"));
  folders.push(made);
  return made;
};
after(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

const idAt = (number: number) => idOf<PatientId>(Buffer.from(number.toString(16).padStart(32, "0"), "hex"));

const families = [
  "ADEYEMI",
  "OKAFOR",
  "LIND",
  "MÜLLER",
  "O'BRIEN",
  "SMITH-JONES",
  "ŁUKASIK",
  "GARCÍA",
  "NGUYEN",
  "IVERSEN",
];
const givens = ["Ngozi", "Karin", "Jörg", "Siân", "Zofia", "José", "Minh", "Aoife", "Peter", "Björk"];
const surnames = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗");
const characters = Array.from("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文");

/** The nth of 20,000 made-up people: half with a Latin name, half with a Chinese one; every name part recurs. */
function personAt(number: number): Indexed {
  const pick = <T>(from: readonly T[], step: number): T =>
    from[Math.floor(number / step) % from.length] ?? assert.fail();
  const latin = `${pick(families, 2)}${Math.floor(number / 200)}, ${pick(givens, 20)}`;
  const chinese = pick(surnames, 2) + pick(characters, 40) + (number % 3 === 0 ? "" : pick(characters, 1200));
  return {
    patientId: idAt(number),
    name: number % 2 === 0 ? latin : chinese,
    otherNames: [],
    sex: number % 4 < 2 ? "female" : "male",
    birthDate: new Date(Date.UTC(1930, 0, 1 + number)).toISOString().slice(0, 10),
    identifiers: [{ label: "MRN", system: "urn:mrn", value: `MRN-${String(number).padStart(6, "0")}` }],
    phones: [`+86 139 ${String(number).padStart(8, "0")}`],
  };
}

const named: Indexed[] = [
  { name: "欧阳娜娜", birthDate: "1979-03-12", value: "X-77/001", phone: "010 6552 9988" },
  { name: "单雄信", birthDate: "1979-03", value: "X-77/002", phone: "" },
  { name: "ÖZTÜRK, Şirin Ada", birthDate: "1979-03-12", value: "X-77/003", phone: "0049 30 4455667" },
  { name: "吕思瑶", birthDate: "2001-11-05", value: "X-78/001", phone: "" },
].map(({ name, birthDate, value, phone }, index) => ({
  patientId: idAt(900_000 + index),
  name,
  otherNames: name === "欧阳娜娜" ? ["QUISLEBURY, Nana"] : [],
  sex: "female",
  birthDate,
  identifiers: [{ label: "MRN", system: "urn:x", value }],
  phones: phone === "" ? [] : [phone],
}));

const filled = folder();
const search = openSearch(filled, keys);
after(() => search.close());
const everyone = [...Array.from({ length: 20_000 }, (_, number) => personAt(number)), ...named];
for (const part of indexParts) search.put(part, everyone);
while (search.settle());

const names = (text: string, limit = 20) => search.find(text, limit).map(({ name }) => name);
const finds = (text: string, name: string) =>
  assert.ok(names(text).includes(name), `${text}: ${names(text).join(" | ")}`);

test("every keystroke of a Latin name finds only people with a word that begins so, and at last the person", () => {
  for (let length = 1; length <= "quislebu".length; length++) {
    const typed = "quislebu".slice(0, length);
    const found = search.find(typed, 20);
    assert.ok(found.length > 0 && found.length <= 20);
    for (const { name, patientId } of found) {
      const words = [name, ...(everyone.find((person) => person.patientId === patientId)?.otherNames ?? [])].join(" ");
      assert.ok(/\p{Script=Han}/u.test(words) || words.toLowerCase().includes(typed), `${typed}: ${words}`);
    }
  }
  assert.deepEqual(names("quislebury"), ["欧阳娜娜"]);
  assert.deepEqual(names("OZTURK"), ["ÖZTÜRK, Şirin Ada"]);
  assert.deepEqual(names("öztürk, şi"), ["ÖZTÜRK, Şirin Ada"]);
});

test("a whole word comes before a longer one that begins with it", () => {
  const small = openSearch(folder(), keys);
  const people = ["LINDGREN, Eva", "LINDA, Bo", "LIND, Karin"].map((name, index) => ({ patientId: idAt(index), name }));
  small.put("identity", people);
  assert.deepEqual(
    small.find("lind", 2).map(({ name }) => name),
    ["LIND, Karin", "LINDGREN, Eva"],
  );
  small.close();
});

test("Chinese is found by one, two and three characters, neighbours before scattered ones", () => {
  assert.ok(names("王").every((name) => name.includes("王")));
  assert.deepEqual(names("欧阳"), ["欧阳娜娜"]);
  assert.deepEqual(names("阳娜娜"), ["欧阳娜娜"]);
  assert.deepEqual(names("欧娜"), ["欧阳娜娜"]);
  assert.deepEqual(names("欧 娜"), ["欧阳娜娜"]);
  assert.deepEqual(names("阳欧王"), []);
  assert.ok(names("王伟").every((name) => name.includes("王") && name.includes("伟")));
});

test("Chinese is found by full pinyin, initials and given name, surnames read as such", () => {
  finds("ouyangnana", "欧阳娜娜");
  finds("ouyang nana", "欧阳娜娜");
  finds("oynn", "欧阳娜娜");
  finds("ouyangn", "欧阳娜娜");
  finds("shan", "单雄信");
  finds("shanxiongxin", "单雄信");
  finds("sxx", "单雄信");
  finds("xiongxin", "单雄信");
  for (const typed of ["lvsiyao", "lusiyao", "lyusiyao", "lü siyao", "lu si yao"]) finds(typed, "吕思瑶");
});

test("two and more terms must all fit", () => {
  const found = search.find("okafor18 ngo", 20);
  assert.ok(found.length > 0);
  for (const { name } of found) assert.match(name, /^OKAFOR18\d?, Ngozi$/);
  assert.deepEqual(names("okafor18 zzz"), []);
});

test("an identifier is found whole and by its beginning, whatever stands between its characters", () => {
  for (const typed of ["MRN-012345", "mrn012345", "mrn 012345", "ＭＲＮ０１２３４５"]) {
    assert.deepEqual(
      search.find(typed, 20).map(({ patientId }) => patientId),
      [idAt(12_345)],
      typed,
    );
  }
  assert.deepEqual(names("x77").sort(), ["ÖZTÜRK, Şirin Ada", "欧阳娜娜", "单雄信"].sort());
  assert.deepEqual(names("77/001"), []);
  const [found] = search.find("X-77/001", 1);
  assert.deepEqual(found?.identifiers, [{ label: "MRN", value: "X-77/001" }]);
});

test("a telephone number is found whole, by its beginning and by its last four digits or more", () => {
  for (const typed of ["+86 139 00012345", "8613900012345", "0086-139-00012345", "13900012345", "00012345"]) {
    assert.ok(
      search.find(typed, 20).some(({ patientId }) => patientId === idAt(12_345)),
      typed,
    );
  }
  finds("9988", "欧阳娜娜");
  finds("(0)30 4455667", "ÖZTÜRK, Şirin Ada");
  assert.deepEqual(names("988"), []);
  assert.deepEqual(names("00000000"), [personAt(0).name], "zeros alone are no beginning of everybody's number");
  assert.deepEqual(names("ouyang 9988"), ["欧阳娜娜"]);
  assert.deepEqual(names("wang 9988"), []);
});

test("a birth date is found in the forms people type, with or without a name", () => {
  for (const typed of [
    "19790312",
    "1979-03-12",
    "1979/3/12",
    "12.03.1979",
    "12/03/1979",
    "1979年3月12日",
    "12 Mar 1979",
  ]) {
    finds(typed, "欧阳娜娜");
    finds(typed, "ÖZTÜRK, Şirin Ada");
  }
  assert.deepEqual(names("1979-03-12 ou"), ["欧阳娜娜"]);
  assert.deepEqual(names("sirin 12.03.1979"), ["ÖZTÜRK, Şirin Ada"]);
  assert.ok(names("1979-03", 200).includes("单雄信"));
  assert.ok(!names("1979-04", 200).includes("单雄信"));
});

test("nothing typed is ever syntax", () => {
  const typed = [
    '"',
    '"*',
    "*",
    "-",
    "--",
    "NEAR",
    "NEAR(a b, 2)",
    "a AND b OR NOT c",
    "tokens:王",
    "^o",
    "{a}",
    "(",
    "' OR 1=1 --",
    "'; DROP TABLE patient; --",
    "%",
    "_",
    "\\",
    "\u0000",
    "a\u0000b",
    "\u{1F600}",
    "王\u{1F600}",
    "\uD800",
    "x".repeat(200),
    "王".repeat(200),
    " ",
    "",
    "1",
    "0",
    "+",
    "00000000",
    "😀 12.03.1979 😀",
  ];
  for (const text of typed) assert.ok(search.find(text, 20).length <= 20, text);
  for (const text of ['"', "*", "--", "(", "%", "_", "\\", "\u0000", "\u{1F600}", "", "' '"]) {
    assert.deepEqual(search.find(text, 20), [], text);
  }
  assert.deepEqual(names('"OZTURK"* -sirin'), ["ÖZTÜRK, Şirin Ada"]);
  assert.deepEqual(names("NEAR(öztürk sirin)"), []);
  assert.equal(search.list(0, 1).total, everyone.length);
});

test("an answer is no longer than asked and holds nobody twice", () => {
  for (const text of ["a", "王", "1", "mrn", "139", "19790312"]) {
    const found = search.find(text, 7).map(({ patientId }) => patientId);
    assert.ok(found.length <= 7);
    assert.equal(new Set(found).size, found.length);
  }
});

test("the list is whole, in order, in pages", () => {
  const whole = search.list(0, 30_000);
  assert.equal(whole.total, everyone.length);
  assert.equal(new Set(whole.patients.map(({ patientId }) => patientId)).size, everyone.length);
  assert.deepEqual(search.list(19_000, 5).patients, whole.patients.slice(19_000, 19_005));
  assert.deepEqual(search.list(everyone.length, 5).patients, []);
  const at = (name: string) => whole.patients.findIndex((person) => person.name === name);
  assert.ok(
    at("吕思瑶") < at("欧阳娜娜") && at("欧阳娜娜") < at("ÖZTÜRK, Şirin Ada") && at("ÖZTÜRK, Şirin Ada") < at("单雄信"),
  );
});

test("a person renamed is found by the new name only, and everybody else as before", () => {
  const place = folder();
  const small = openSearch(place, keys);
  const people = Array.from({ length: 500 }, (_, number) => personAt(number));
  small.put("identity", people);
  const found = (text: string) => small.find(text, 500).map(({ patientId }) => patientId);
  const before = found("okafor");
  small.put("identity", [{ ...personAt(2), name: "QUISLEBURY, Eva" }]);
  assert.deepEqual(found("quis"), [idAt(2)]);
  assert.deepEqual(
    found("okafor"),
    before.filter((id) => id !== idAt(2)),
  );
  for (let round = 0; round < 20; round++) small.put("identity", [{ ...personAt(2), name: `ROUND${round}, Eva` }]);
  assert.deepEqual(found("round"), [idAt(2)]);
  assert.deepEqual(found("round18"), []);
  while (small.settle());
  assert.deepEqual(found("round19"), [idAt(2)]);
  assert.equal(small.list(0, 1).total, 500);
  small.close();
  const again = openSearch(place, keys);
  assert.deepEqual(again.find("quis", 5), []);
  assert.deepEqual(
    again.find("round19", 5).map(({ patientId }) => patientId),
    [idAt(2)],
  );
  again.close();
});

test("a person removed is found by nothing", () => {
  const small = openSearch(folder(), keys);
  const people = Array.from({ length: 100 }, (_, number) => personAt(number));
  for (const part of indexParts) small.put(part, [...people, ...named]);
  small.remove([idAt(900_000), idAt(7)]);
  for (const text of ["欧阳", "oynn", "quislebury", "x77001", "9988", "19790312 ou", "mrn000007"]) {
    assert.deepEqual(small.find(text, 5), [], text);
  }
  assert.equal(small.list(0, 1).total, 102);
  small.close();
});

test("numbers that were replaced find nobody, and the other parts stay", () => {
  const small = openSearch(folder(), keys);
  for (const part of indexParts) small.put(part, named);
  small.put("identifiers", [{ patientId: idAt(900_000), identifiers: [{ label: "MRN", system: "", value: "NEW-1" }] }]);
  small.put("contact", [{ patientId: idAt(900_000), phones: ["5550123"] }]);
  assert.deepEqual(small.find("x77001", 5), []);
  assert.deepEqual(small.find("9988", 5), []);
  for (const text of ["new1", "0123", "oynn"]) assert.equal(small.find(text, 5)[0]?.name, "欧阳娜娜", text);
  small.close();
});

test("a session with the identity key alone sees no identifier, finds nobody by number and learns nothing by trying", () => {
  const officer = openSearch(filledCopy(), { identity: keys.identity });
  assert.deepEqual(officer.find("oynn", 1)[0]?.identifiers, []);
  for (const text of ["MRN-012345", "x77001", "x77", "9988", "13900012345"])
    assert.deepEqual(officer.find(text, 20), [], text);
  assert.ok(officer.list(0, 50).patients.every(({ identifiers }) => identifiers.length === 0));
  officer.put("identifiers", [
    { patientId: idAt(900_000), identifiers: [{ label: "", system: "", value: "PLANTED-1" }] },
  ]);
  assert.deepEqual(officer.find("planted1", 5), []);
  officer.close();
});

test("a session without any key finds nobody", () => {
  const place = folder();
  const none = openSearch(place, {});
  assert.deepEqual([none.find("oynn", 5), none.list(0, 5), none.reflects()], [[], { patients: [], total: 0 }, 0]);
  none.put("identity", named);
  none.close();
  assert.deepEqual(readdirSync(place), []);
});

test("another key does not open the index", () => {
  assert.throws(
    () => openSearch(filledCopy(), { ...keys, contact: randomBytes(32) }),
    (error) => error instanceof Refusal && error.code === "notAVault",
  );
});

test("no name, number or date stands in the clear in any file, and only the owner may read them", () => {
  const place = filledCopy();
  const files = readdirSync(place);
  assert.deepEqual(files.filter((file) => file.endsWith(".index")).sort(), [
    "contact.index",
    "identifiers.index",
    "identity.index",
  ]);
  const planted = [
    "quislebury",
    "QUISLEBURY",
    "欧阳",
    "ouyangnana",
    "1979-03-12",
    "X-77/001",
    "x77001",
    "65529988",
    "MRN",
    "fts5",
  ];
  for (const file of files) {
    const bytes = readFileSync(join(place, file));
    for (const text of planted) assert.ok(!bytes.includes(text), `${text} in ${file}`);
    if (file.endsWith(".index")) assert.equal(statSync(join(place, file)).mode & 0o777, 0o600);
  }
});

test("each part remembers what it reflects; the answer is what all open parts know of", () => {
  const place = folder();
  const officer = openSearch(place, { identity: keys.identity });
  assert.deepEqual(officer.rebuilt, ["identity"]);
  officer.setReflects(7);
  officer.close();
  const clerk = openSearch(place, keys);
  assert.deepEqual(clerk.rebuilt, ["identifiers", "contact"]);
  assert.equal(clerk.reflects(), 0);
  clerk.setReflects(9);
  clerk.close();
  const later = openSearch(place, { identity: keys.identity });
  assert.deepEqual([later.reflects(), later.rebuilt], [9, []]);
  later.close();
});

test("files of another form, discarded or left empty by a crash are made anew and reflect nothing", () => {
  const place = folder();
  const first = openSearch(place, keys);
  first.put("identity", named);
  first.setReflects(5);
  first.close();
  const older = openSealedFile(join(place, "identity.index"), keys.identity, "", { create: false });
  older.run("UPDATE state SET value = 0 WHERE name = 'form'");
  older.close();
  discardIndex(place, "contact");
  writeFileSync(join(place, "identifiers.index"), "");
  const again = openSearch(place, keys);
  assert.deepEqual([again.rebuilt, again.reflects(), again.list(0, 5).total], [[...indexParts], 0, 0]);
  again.put("identity", named);
  assert.equal(again.find("oynn", 5).length, 1);
  again.close();
});

/** The filled index, closed and ready for another session: files are held by one process at a time. */
function filledCopy(): string {
  const place = folder();
  const copy = openSearch(place, keys);
  for (const part of indexParts) copy.put(part, [...everyone.slice(12_300, 12_400), ...named]);
  copy.close();
  return place;
}
