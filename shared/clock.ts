// The one clock. Everything that needs the time is handed a Clock, so that a test can turn it back, forward or stop it.

export interface Clock {
  /** Wall clock: milliseconds since the epoch. People and machines set it wrong; order never comes from it. */
  now(): number;
  /** Milliseconds since some fixed moment of this process; never goes back. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };
