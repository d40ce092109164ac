// How fast one session may knock: a token bucket that no person can outrun by hand.

/** Calls that may come at once, and how many more each second: far above the fastest typing. */
const burst = 400;
const perSecond = 100;

export interface Pace {
  /** False when the caller is too fast. `elapsed` is monotonic, in milliseconds. */
  take(elapsed: number): boolean;
}

export function makePace(): Pace {
  let left = burst;
  let last = 0;
  return {
    take(elapsed) {
      left = Math.min(burst, left + ((elapsed - last) / 1000) * perSecond);
      last = elapsed;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
