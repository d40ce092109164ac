// Calls that show patients and charts, and the one that writes. What is opened is noted first, durably.
import { amendEntry } from "#records/amending.ts";
import type { Authorship } from "#records/manifest.ts";
import { findChart, readChart, readDirectory, readSummary } from "#records/reading.ts";
import { idBytes } from "#shared/ids.ts";
import { deskOf, sessionOf, stationOf, type Asked, type Context, type Handlers } from "./context.ts";

type Names = "patient.find" | "patient.list" | "chart.read" | "chart.summary" | "directory.read" | "entry.amend";

const usualLimit = 50;

export const patientCalls: Handlers<Names> = {
  "patient.find"({ context, input, purpose }) {
    const limit = input.limit ?? usualLimit;
    const patients = deskOf(context).search.find(input.text, limit + 1);
    const shown = patients.slice(0, limit);
    noteSearch(context, purpose, shown.length, "find");
    return { patients: shown, more: patients.length > limit };
  },

  "patient.list"({ context, input, purpose }) {
    const page = deskOf(context).search.list(input.from, input.limit);
    noteSearch(context, purpose, page.patients.length, "list");
    return page;
  },

  "chart.read"(asked) {
    noteRead(asked, "chart.read");
    return readChart(deskOf(asked.context), asked.input.patientId, asked.granted);
  },

  "chart.summary"(asked) {
    noteRead(asked, "chart.summary");
    return readSummary(deskOf(asked.context), asked.input.patientId, asked.granted);
  },

  "directory.read"({ context, granted, purpose }) {
    const person = sessionOf(context).person.id;
    deskOf(context).log.note("read", { person, purpose, call: "directory.read", opens: granted.opens.join(" ") });
    return readDirectory(deskOf(context), granted);
  },

  "entry.amend"({ context, input, purpose, granted }) {
    const desk = deskOf(context);
    const given = amendEntry(
      desk,
      input,
      granted,
      {
        seals: new Set(granted.writes),
        deposits: new Set(granted.deposits),
        scope: granted.scope,
        depositor: desk.keyring.depositor(),
      },
      authorship(context, purpose, input.reason ?? ""),
    );
    context.say({ event: "changed", what: "chart", patientId: input.patientId });
    return given;
  },
};

/** The search text itself is not kept: it is a piece of a name. */
function noteSearch(context: Context, purpose: string, found: number, kind: string): void {
  deskOf(context).log.note("search", { person: sessionOf(context).person.id, purpose, kind, found });
}

function noteRead(asked: Asked<"chart.read"> | Asked<"chart.summary">, call: string): void {
  const { context, input, purpose, granted } = asked;
  const desk = deskOf(context);
  findChart(desk, input.patientId);
  const session = sessionOf(context);
  const detail = { person: session.person.id, patientId: input.patientId, purpose, call };
  desk.log.note("read", { ...detail, opens: granted.opens.join(" "), scope: granted.scope });
  session.chartsRead.add(input.patientId);
}

/** Who writes now, in which role, at which terminal, what for. */
export function authorship(context: Context, purpose: string, reason: string): Authorship {
  const { person } = sessionOf(context);
  const { terminal } = stationOf(context);
  const at = context.options.clock.now();
  return { person: idBytes(person.id), role: person.role, terminal: terminal.id, at, purpose, reason };
}
