// Who sits at this page: nobody, a person, or a person whose session is locked. Locking blanks first and asks then.
import type { JobView, SessionView } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { callCore, hearCore, speakFor } from "./bridge.ts";
import { queryClient } from "./calls.ts";
import { jobs } from "./jobs.ts";
import { makeStore, useStore } from "./store.ts";

export type Standing =
  | { readonly phase: "nobody" }
  | { readonly phase: "open"; readonly view: SessionView; readonly seat: number }
  | { readonly phase: "locked"; readonly view: SessionView; readonly seat: number };

const standing = makeStore<Standing>({ phase: "nobody" });
let seats = 0;

export const useStanding = (): Standing => useStore(standing);

/** The view of the open session; for screens that exist only inside one. */
export function useSession(): SessionView {
  const now = useStanding();
  if (now.phase === "nobody") throw new Error("no session");
  return now.view;
}

function forget(): void {
  queryClient.clear();
  jobs.set([]);
}

function leave(): void {
  speakFor(null);
  standing.set({ phase: "nobody" });
  forget();
}

/** A new person takes a new seat: nothing of the last one's place is left. */
export async function signIn(user: string, passphrase: string): Promise<void> {
  const view = await callCore("session.signIn", { user, passphrase });
  forget();
  speakFor(view.session);
  standing.set({ phase: "open", view, seat: ++seats });
  await listJobs();
}

export async function unlock(passphrase: string): Promise<void> {
  const before = standing.read();
  const view = await callCore("session.unlock", { passphrase });
  speakFor(view.session);
  standing.set({ phase: "open", view, seat: before.phase === "locked" ? before.seat : ++seats });
  await listJobs();
}

/** Takes everything off the screen at once, then tells the core, which wipes the keys. */
export async function lock(): Promise<void> {
  if (!blank()) return;
  await callCore("session.lock", {});
}

function blank(): boolean {
  const now = standing.read();
  if (now.phase !== "open") return false;
  standing.set({ ...now, phase: "locked" });
  forget();
  return true;
}

/** Ends the session. While its jobs run it ends only when `cancelJobs` says so; otherwise the jobs come back. */
export async function signOut(cancelJobs: boolean): Promise<readonly JobView[]> {
  const answer = await callCore("session.signOut", { cancelJobs });
  if (answer.signedOut) leave();
  return answer.signedOut ? [] : answer.jobs;
}

async function listJobs(): Promise<void> {
  jobs.set((await callCore("job.list", {})).jobs);
}

/** A refusal that says the session is over or locked moves the page there, wherever it came from. */
function followRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) return;
  if (error.code === "locked") blank();
  if (error.code === "noSession" && standing.read().phase !== "nobody") leave();
}

/** Follows what the core and the shell decide by themselves: idle lock, system lock, the end of the core's thread. */
export function followCore(): () => void {
  const cache = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") followRefusal(event.action.error);
  });
  const stop = hearCore((event) => {
    if (event.event === "session") {
      if (event.state === "locked") blank();
      if (event.state === "signedOut" && standing.read().phase !== "nobody") leave();
    }
  });
  return () => {
    cache();
    stop();
  };
}
