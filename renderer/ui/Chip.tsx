import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad" | "sealed";

/** A short fact in a frame; its tone is never its only sign. */
export function Chip({
  tone = "plain",
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon}
      {children}
    </span>
  );
}
