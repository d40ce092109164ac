// Importing files: parsed by a process without keys, placed and sealed here, batch by batch.
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { readFile, type ParserPort } from "#exchange/port.ts";
import type { ParsedBatch } from "#exchange/protocol.ts";
import { scopeOfUnit } from "#keys/entitled.ts";
import type { Granted } from "#policy/granted.ts";
import { importBatch } from "#records/importing.ts";
import type { Ways } from "#records/versions.ts";
import type { Desk } from "#records/desk.ts";
import type { JobRun } from "#session/jobs.ts";
import type { ImportReport } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { deskOf, type Context, type Handlers } from "./context.ts";
import { authorship } from "./patientCalls.ts";

type Names = "import.start" | "import.report";
type FileReport = ImportReport["files"][number];

/** Refused entries that a report lists one by one. */
const listed = 1_000;

export const importCalls: Handlers<Names> = {
  "import.start"({ context, input, granted, purpose }) {
    const scope = scopeFor(deskOf(context), input.unit);
    if (deskOf(context).log.problems.length > 0) throw new Refusal("vaultReadOnly");
    const work = makeWork(context, granted, scope, purpose);
    return { job: context.jobs.start("import", "bytes", (run) => importFiles(context, work, input.files, run)) };
  },

  "import.report": ({ context, input }) => context.jobs.result(input.job) as ImportReport,
};

/** The care unit whose charts these are: the one named, the importer's own, or the clinic's first. */
function scopeFor(desk: Desk, unit: string | undefined): string {
  const own = desk.keyring.person.unit;
  if (unit !== undefined && !desk.directory.units().some(({ name }) => name === unit)) {
    throw new Refusal("notFound", { what: "unit" });
  }
  const name = unit ?? (own === "" ? desk.directory.units()[0]?.name : own) ?? "";
  return scopeOfUnit(desk.directory, name) ?? "house";
}

type Work = (batch: ParsedBatch) => { stored: number; known: number; refused: { place: string; reason: string }[] };

/** Stores batches with the keys of the session as it is then: after a lock these are others. */
function makeWork(context: Context, granted: Granted<"import.start">, scope: string, purpose: string): Work {
  let last: { desk: Desk; ways: Ways } | undefined;
  return ({ entries, refused }) => {
    const desk = deskOf(context);
    if (last?.desk !== desk) {
      const [seals, deposits] = [new Set(granted.writes), new Set(granted.deposits)];
      last = { desk, ways: { seals, deposits, scope, depositor: desk.keyring.depositor() } };
    }
    const prepared = entries.map(({ entry }) => entry);
    const author = authorship(context, purpose, "");
    const detail = { person: desk.keyring.person.id, purpose, unread: refused.length };
    const result = importBatch(desk, last.ways, author, prepared, detail);
    const notTaken = result.refused.map(({ index, reason }) => ({ place: entries[index]?.place ?? "", reason }));
    return { stored: result.stored, known: result.known, refused: [...refused, ...notTaken] };
  };
}

async function importFiles(context: Context, work: Work, paths: readonly string[], run: JobRun): Promise<ImportReport> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let parser: { port: ParserPort; over: boolean } | undefined;
  const files: FileReport[] = [];
  let before = 0;
  try {
    for (const [at, path] of paths.entries()) {
      if (parser === undefined || parser.over) {
        const begun = { port: context.options.openParser(), over: false };
        begun.port.on("close", () => (begun.over = true));
        parser = begun;
      }
      const size = sizes[at] ?? 0;
      const done = (share: number): void => run.progress(Math.min(total, before + Math.round(share * size)), total);
      files.push(await importFile(context, parser.port, path, work, run, done));
      before += size;
      done(0);
    }
  } finally {
    parser?.port.close();
  }
  context.say({ event: "changed", what: "patients" });
  return { files };
}

async function importFile(
  context: Context,
  port: ParserPort,
  path: string,
  work: Work,
  run: JobRun,
  done: (share: number) => void,
): Promise<FileReport> {
  const file = basename(path);
  const report = { file, read: 0, stored: 0, known: 0, refused: [] as FileReport["refused"], refusedMore: 0 };
  const refuse = (items: FileReport["refused"]): void => {
    const room = Math.max(0, listed - report.refused.length);
    report.refused.push(...items.slice(0, room));
    report.refusedMore += Math.max(0, items.length - room);
  };
  const end = await readFile(port, path, {
    async batch(batch) {
      await run.slice();
      const { stored, known, refused } = work(batch);
      report.stored += stored;
      report.known += known;
      refuse(refused);
      context.options.acknowledge?.({ file, stored, known });
    },
    progress: ({ phase, bytes, total }) => done((phase === "check" ? 0 : 0.5) + (total > 0 ? bytes / total / 2 : 0)),
  });
  report.read = end.read;
  if (end.kind === "fileRefused") {
    refuse([{ place: end.place, reason: end.reason }]);
    const { log, keyring } = deskOf(context);
    log.note("denied", { person: keyring.person.id, call: "import.start", reason: end.reason });
  }
  return report;
}
