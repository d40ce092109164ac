// The job table: long work in short slices, with progress, pausing at lock and cancelling on request.
import { randomBytes } from "node:crypto";
import type { JobView } from "#shared/contract/index.ts";
import type { Clock } from "#shared/clock.ts";
import { idOf, type JobId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";

/** What the work of a job is handed. */
export interface JobRun {
  /** Ends a slice: lets clicks pass, waits while the job is paused; refuses with "cancelled" once it is cancelled. */
  slice(): Promise<void>;
  progress(done: number, total: number): void;
}
export interface Jobs {
  start<Result>(kind: JobView["kind"], unit: JobView["unit"], work: (run: JobRun) => Promise<Result>): JobId;
  list(): JobView[];
  /** The result of a job that is done; throws what a failed one failed with, and refuses with "notFound" before its end. */
  result(id: JobId): unknown;
  /** Fulfilled when the job has ended, whatever its end. */
  ended(id: JobId): Promise<void>;
  cancel(id: JobId): void;
  pause(): void;
  resume(): void;
  /** Cancels all, waits until none is running and forgets them. */
  close(): Promise<void>;
}

interface Entry {
  view: JobView;
  readonly ended: Promise<void>;
  result?: unknown;
  error?: unknown;
  cancelled: boolean;
  announced: number;
}

/** Ended jobs that are still listed. */
const kept = 20;
/** Progress is announced at most this often, in milliseconds. */
const announceEach = 200;

export function makeJobs(
  clock: Clock,
  announce: (job: JobView) => void,
  noteFault: (error: unknown) => void,
  lasting?: { save(job: JobView): void },
): Jobs {
  const entries = new Map<JobId, Entry>();
  let paused: { resume: () => void; until: Promise<void> } | undefined;

  const update = (entry: Entry, change: Partial<JobView>, now = false): void => {
    entry.view = { ...entry.view, ...change };
    if (!now && clock.elapsed() - entry.announced < announceEach) return;
    entry.announced = clock.elapsed();
    announce(entry.view);
  };
  const end = (entry: Entry, state: JobView["state"]): void => {
    update(entry, { state }, true);
    lasting?.save(entry.view);
    const over = [...entries].filter(([, other]) => other.view.state !== "running" && other.view.state !== "paused");
    for (const [id] of over.slice(0, Math.max(0, over.length - kept))) entries.delete(id);
  };

  return {
    start(kind, unit, work) {
      const id = idOf<JobId>(randomBytes(16));
      const startedAt = new Date(clock.now()).toISOString();
      const run: JobRun = {
        async slice() {
          await new Promise<void>((next) => void setImmediate(next));
          while (paused !== undefined && !entry.cancelled) await paused.until;
          if (entry.cancelled) throw new Refusal("cancelled");
        },
        progress: (done, total) => update(entry, { done, total }),
      };
      const running = Promise.resolve()
        .then(() => run.slice())
        .then(() => work(run))
        .then(
          (result) => {
            entry.result = result;
            end(entry, "done");
          },
          (error: unknown) => {
            entry.error = error;
            if (!(error instanceof Refusal)) noteFault(error);
            end(entry, entry.cancelled ? "cancelled" : "failed");
          },
        );
      const view: JobView = {
        id,
        kind,
        state: paused === undefined ? "running" : "paused",
        done: 0,
        total: 0,
        unit,
        startedAt,
      };
      const entry: Entry = { view, ended: running, cancelled: false, announced: clock.elapsed() };
      entries.set(id, entry);
      lasting?.save(view);
      return id;
    },
    list: () => [...entries.values()].map((entry) => entry.view),
    result(id) {
      const entry = entries.get(id);
      if (entry === undefined || entry.view.state === "running" || entry.view.state === "paused")
        throw new Refusal("notFound");
      if (entry.view.state !== "done") throw entry.error;
      return entry.result;
    },
    ended: (id) => entries.get(id)?.ended ?? Promise.resolve(),
    cancel(id) {
      const entry = entries.get(id);
      if (entry === undefined) throw new Refusal("notFound");
      entry.cancelled = true;
    },
    pause() {
      if (paused !== undefined) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      paused = { resume: resolve, until: promise };
      for (const entry of entries.values())
        if (entry.view.state === "running") update(entry, { state: "paused" }, true);
    },
    resume() {
      const before = paused;
      paused = undefined;
      for (const entry of entries.values())
        if (entry.view.state === "paused") update(entry, { state: "running" }, true);
      before?.resume();
    },
    async close() {
      for (const entry of entries.values()) entry.cancelled = true;
      this.resume();
      await Promise.all([...entries.values()].map((entry) => entry.ended));
      entries.clear(); // reports are for the session that asked for the work
    },
  };
}
