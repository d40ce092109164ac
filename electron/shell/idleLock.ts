// Locks the session when the terminal is left: idle for five minutes, screen locked, suspended or shut down.
import type { PowerMonitor } from "electron/main";
import { lockAfterIdleSeconds } from "#shared/idle.ts";

export interface IdleLock {
  readonly power: Pick<PowerMonitor, "on" | "getSystemIdleTime">;
  readonly lock: () => void;
  /** How often the idle time is read, in milliseconds. */
  readonly every: number;
}

/** Starts to watch; gives what stops it. Linux has no lock-screen event, so there the idle time must do. */
export function watchIdle({ power, lock, every }: IdleLock): () => void {
  power.on("lock-screen", lock);
  power.on("suspend", lock);
  power.on("shutdown", lock);
  let locked = false;
  const timer = setInterval(() => {
    const idle = power.getSystemIdleTime() >= lockAfterIdleSeconds;
    if (idle && !locked) lock();
    locked = idle; // once per absence
  }, every);
  return () => clearInterval(timer);
}
