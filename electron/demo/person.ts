// Who a synthetic patient is: name, sex, birth date, number, telephone and address.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dateText, dayMilliseconds, yearMilliseconds } from "./calendar.ts";
import { hl7 } from "./codes.ts";
import type { Draft } from "./chart.ts";
import * as names from "./names.ts";
import type { Chance } from "./random.ts";

export type Sex = "female" | "male";
export interface Person {
  readonly sex: Sex;
  readonly bornAt: number;
  readonly chinese: boolean;
  readonly patient: Draft;
}
/** What an illness asks of whom it befalls. */
export interface Bounds {
  readonly sex?: Sex;
  readonly ages?: readonly [from: number, to: number];
}

/** Makes the person at a place in the clinic's list; the place makes the record number, so no two are alike. */
export function makePerson(chance: Chance, place: number, bounds: Bounds, today: number): Person {
  const sex = bounds.sex ?? (chance.happens(0.52) ? "female" : "male");
  const [youngest, oldest] = bounds.ages ?? [2, 92];
  const bornAt = today - Math.floor((youngest + chance.next() * (oldest - youngest)) * yearMilliseconds);
  const chinese = chance.happens(0.5);
  const patient: Draft = {
    resourceType: "Patient",
    active: true,
    identifier: [
      {
        use: "usual",
        type: hl7("v2-0203", "MR", "Medical record number"),
        system: "https://clinic.example/record-number",
        value: `W${String(100_000 + place * 7).padStart(6, "0")}`,
      },
    ],
    name: chinese ? chineseNames(chance, sex) : [latinName(chance, sex)],
    telecom: [{ system: "phone", use: "mobile", value: phone(chance, chinese) }],
    gender: sex,
    birthDate: dateText(bornAt - (bornAt % dayMilliseconds)),
    address: [chinese ? chineseAddress(chance) : latinAddress(chance)],
    communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: chinese ? "zh-CN" : "en" }] } }],
  };
  return { sex, bornAt, chinese, patient };
}

function latinName(chance: Chance, sex: Sex): JsonObject {
  const family = chance.pick(names.latinFamilies);
  const given = [chance.pick(names.latinGiven[sex])];
  const second = chance.pick(names.latinGiven[sex]);
  if (chance.happens(0.25) && second !== given[0]) given.push(second);
  return { use: "official", text: `${given.join(" ")} ${family}`, family, given };
}

/** In characters, and for most a second time in pinyin, marked by how it is written (ISO 21090). */
function chineseNames(chance: Chance, sex: Sex): JsonObject[] {
  const [family, familyPinyin] = chance.pick(names.chineseFamilies);
  const [given, givenPinyin] = chance.pick(names.chineseGiven[sex]);
  const written = (form: string): JsonObject[] => [
    { url: "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation", valueCode: form },
  ];
  const own = { extension: written("IDE"), use: "official", text: family + given, family, given: [given] };
  if (!chance.happens(0.75)) return [own];
  const text = `${familyPinyin} ${givenPinyin}`;
  return [own, { extension: written("SYL"), use: "usual", text, family: familyPinyin, given: [givenPinyin] }];
}

/** Numbers that no telephone has: the range British drama uses, and a Chinese block of zeros. */
function phone(chance: Chance, chinese: boolean): string {
  return chinese ? `+86 199 0000 ${chance.whole(1_000, 9_999)}` : `+44 7700 900${chance.whole(100, 999)}`;
}

const latinAddress = (chance: Chance): JsonObject => ({
  use: "home",
  line: [`${chance.whole(1, 140)} ${chance.pick(names.latinStreets)} Street`],
  city: chance.pick(names.latinTowns),
  postalCode: `OS${chance.whole(1, 9)} ${chance.whole(1, 9)}WK`,
});

const chineseAddress = (chance: Chance): JsonObject => ({
  use: "home",
  line: [
    `${chance.pick(names.chineseStreets)}${chance.whole(1, 380)}号${chance.whole(1, 18)}栋${chance.whole(101, 2406)}室`,
  ],
  district: chance.pick(names.chineseDistricts),
  city: names.chineseCity,
  country: "CN",
});
