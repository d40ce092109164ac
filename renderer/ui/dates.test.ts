import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, showDay, showInstant } from "./dates.ts";

test("a birth date is shown with its month in words and never moves with the time zone", () => {
  assert.equal(showDay("1979-03-12", "en"), "12-Mar-1979");
  assert.equal(showDay("1979-03-12", "zh-CN"), "1979年3月12日");
});

test("a partial date stays as partial as it was recorded", () => {
  assert.equal(showDay("1979-03", "en"), "Mar-1979");
  assert.equal(showDay("1979", "en"), "1979");
  assert.equal(showDay("1979-03", "zh-CN"), "1979年3月");
});

test("text that is no date is shown as it came", () => {
  assert.equal(showDay("spring", "en"), "spring");
  assert.equal(showDay("1979-13-40", "en"), "1979");
  assert.equal(showInstant("spring", "en"), "spring");
});

test("an instant is shown with its 24-hour time of the terminal's zone, a date without one", () => {
  const at = new Date(2026, 10, 23, 14, 5);
  assert.equal(showInstant(at.toISOString(), "en"), "23-Nov-2026 14:05");
  assert.equal(showInstant("2026-11-23", "en"), "23-Nov-2026");
});

test("an age is in years, and finer for the very young", () => {
  const on = new Date(2026, 10, 24);
  assert.deepEqual(ageOf("1979-03-12", on), { unit: "years", count: 47 });
  assert.deepEqual(ageOf("1979-11-25", on), { unit: "years", count: 46 });
  assert.deepEqual(ageOf("2026-11-20", on), { unit: "days", count: 4 });
  assert.deepEqual(ageOf("2026-09-01", on), { unit: "weeks", count: 12 });
  assert.deepEqual(ageOf("2025-05-24", on), { unit: "months", count: 18 });
  assert.deepEqual(ageOf("1979", on), { unit: "years", count: 47 });
  assert.equal(ageOf("2027-01-01", on), undefined);
});

test("an age at death counts to the day of death", () => {
  assert.deepEqual(ageOf("1938-06-02", "2019-02-03T10:00:00Z"), { unit: "years", count: 80 });
});
