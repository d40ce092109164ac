// The core: vault, keys, policy, session and records behind one router; knows nothing of Electron.
import { runSelfTest } from "#crypto/selfTest.ts";
import type { CoreOptions, Context } from "#ipc/context.ts";
import { handlers } from "#ipc/handlers.ts";
import { answer } from "#ipc/router.ts";
import { createPolicy } from "#policy/decide.ts";
import { makeJobs } from "#session/jobs.ts";
import { endSession } from "#session/session.ts";
import type { CallReply, CoreEvent } from "#shared/contract/index.ts";

export type { CoreOptions } from "#ipc/context.ts";

export interface Core {
  /** Answers one call; what cannot be told to the caller is thrown. */
  call(request: unknown): Promise<CallReply>;
  /** Hears every event from now on. */
  listen(hear: (event: CoreEvent) => void): void;
  /** Ends jobs, session and vault; keys are wiped. */
  close(): Promise<void>;
}

/** Makes the core of one vault folder. Throws when a primitive fails its known answer: then nothing may be opened. */
export function createCore(options: CoreOptions): Core {
  const failed = runSelfTest().filter((test) => !test.passed);
  if (failed.length > 0) throw new Error(`self-test failed: ${failed.map((test) => test.name).join(", ")}`);
  const ears = new Set<(event: CoreEvent) => void>();
  const say = (event: CoreEvent): void => {
    for (const hear of ears) hear(event);
  };
  const context: Context = {
    options,
    policy: createPolicy(),
    jobs: makeJobs(options.clock, (job) => say({ event: "job", job }), options.noteFault),
    station: undefined,
    session: undefined,
    say,
  };
  return {
    call: (request) => answer(context, handlers, request),
    listen: (hear) => void ears.add(hear),
    async close() {
      await context.jobs.close();
      const { station, session } = context;
      context.session = undefined;
      context.station = undefined;
      if (station === undefined) return;
      if (session !== undefined) endSession(station, session);
      station.close();
    },
  };
}
