// Long work as the page sees it: the list at sign-in, then every change as the core tells it.
import type { JobView } from "#shared/contract/index.ts";
import { hearCore } from "./bridge.ts";
import { refresh } from "./calls.ts";
import { makeStore, useStore } from "./store.ts";

export const jobs = makeStore<readonly JobView[]>([]);

export const useJobs = (): readonly JobView[] => useStore(jobs);

export const isOver = (job: JobView): boolean => job.state !== "running" && job.state !== "paused";

function noteJob(job: JobView): void {
  const known = jobs.read().some((other) => other.id === job.id);
  jobs.set(known ? jobs.read().map((other) => (other.id === job.id ? job : other)) : [...jobs.read(), job]);
}

/** Keeps jobs and lists up to date; gives what stops it. */
export const followJobs = (): (() => void) =>
  hearCore((event) => {
    if (event.event === "job") noteJob(event.job);
    if (event.event !== "changed") return;
    if (event.what === "patients") void refresh("patient.list", "patient.find");
    if (event.what === "people") void refresh("people.list");
  });
