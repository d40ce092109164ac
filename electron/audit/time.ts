// The highest time seen: expiry uses it, so that a clock turned back revives nothing.
import type { Clock } from "#shared/clock.ts";

/** A clock may be ahead of what was seen by this much without two signatures (design §6). */
export const largestJump = 24 * 3_600_000;

export interface HighestTime {
  /** Milliseconds since 1970; never goes back. */
  value(): number;
  /** True when the wall clock is further ahead than may be believed, or behind what was seen. */
  odd(): boolean;
}

export function watchTime(clock: Clock, seen: number): HighestTime {
  let base = seen === 0 ? clock.now() : seen;
  let since = clock.elapsed();
  const value = (): number => {
    const lived = base + (clock.elapsed() - since);
    const wall = clock.now();
    base = wall > lived && wall <= lived + largestJump ? wall : lived;
    since = clock.elapsed();
    return Math.floor(base);
  };
  return { value, odd: () => Math.abs(clock.now() - value()) > 60_000 };
}
