// The synthetic clinic: one transaction bundle for each patient, the same for the same seed and day.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dayMilliseconds, startOfDay, yearsBetween } from "./calendar.ts";
import type { Care } from "./care.ts";
import { startChart } from "./chart.ts";
import { matters, type Matter } from "./matters.ts";
import { demoUnits, physiciansOf } from "./people.ts";
import { makePerson, type Person } from "./person.ts";
import { deriveChance, type Chance } from "./random.ts";
import { addLife } from "./life.ts";

/** A patient's chart as a FHIR R4 transaction Bundle, for the unit that treats them. */
export interface DemoBundle {
  readonly unit: string;
  /** JSON text. */
  readonly bundle: string;
}

/** Every fourth patient has a sensitive matter, each in turn, so that a small clinic has one in each compartment. */
const turn = 4;

/**
 * Makes the clinic's patients one after another. A patient depends on the seed, the place in the list and the day, not
 * on how many there are. Nothing happens after `today`.
 */
export function* demoBundles(seed: number, patients: number, today: Date): Generator<DemoBundle> {
  for (let place = 0; place < patients; place += 1) yield makeBundle(seed, place, startOfDay(today.getTime()));
}

function makeBundle(seed: number, place: number, today: number): DemoBundle {
  const chance = deriveChance(seed, place);
  const due = place % turn === 1 ? matters[Math.floor(place / turn) % matters.length] : undefined;
  const unit = demoUnits[due === undefined && chance.happens(0.3) ? 1 : 0] as string;
  const person = makePerson(chance, place, due ?? {}, today);
  const care = startCare(chance, person, unit, today);
  const matter = due ?? rareMatter(chance, person, today);
  matter?.write(care);
  addLife(care);
  return { unit, bundle: care.chart.bundle() };
}

function startCare(chance: Chance, person: Person, unit: string, today: number): Care {
  const chart = startChart(chance);
  const subject: JsonObject = chart.add(person.patient);
  const physician = chance.pick(physiciansOf(unit));
  return {
    chart,
    chance,
    person,
    subject,
    unit,
    physician,
    today: today + dayMilliseconds / 2,
    against: new Set(),
    courses: [],
    lasting: new Set(),
  };
}

/** Some of the others have a sensitive matter too, where sex and age fit. */
function rareMatter(chance: Chance, person: Person, today: number): Matter | undefined {
  if (!chance.happens(0.1)) return undefined;
  const age = yearsBetween(person.bornAt, today);
  const fitting = matters.filter(
    ({ sex, ages: [youngest, oldest] = [0, 120] }) =>
      (sex === undefined || sex === person.sex) && age >= youngest && age <= oldest,
  );
  return fitting.length === 0 ? undefined : chance.pick(fitting);
}
