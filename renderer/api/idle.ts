// The page's own idle timer: Linux tells nobody of a locked screen, so an untouched page locks itself.
import { useEffect, useState } from "react";
import { countdownSeconds, lockAfterIdleSeconds } from "#shared/idle.ts";

const signs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Calls `lock` when nobody has touched the page for the set time; gives the seconds left while it counts down. */
export function useIdle(lock: () => void): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    let touched = performance.now();
    const touch = (): void => {
      touched = performance.now();
      setLeft(undefined);
    };
    const look = (): void => {
      const idle = (performance.now() - touched) / 1000;
      if (idle >= lockAfterIdleSeconds) lock();
      else if (idle >= lockAfterIdleSeconds - countdownSeconds) setLeft(Math.ceil(lockAfterIdleSeconds - idle));
    };
    const timer = setInterval(look, 1000);
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [lock]);
  return left;
}
