import type { ReactNode } from "react";
import { Mark } from "#ui/Mark.tsx";
import { ScreenTitle } from "#ui/ScreenTitle.tsx";

interface CardProps {
  readonly title: string;
  /** Clinic and terminal, or nothing before there is a vault. */
  readonly place?: string;
  readonly wide?: boolean;
  readonly titleFocused?: boolean;
  readonly children: ReactNode;
}

/** The sheet that everything before the work stands on. */
export function Card({ title, place, wide = false, titleFocused = false, children }: CardProps) {
  return (
    <main className={wide ? "card card-wide" : "card"} data-region tabIndex={-1}>
      <div className="card-brand">
        <Mark size={36} />
        <span>Wardkeep</span>
      </div>
      <ScreenTitle focused={titleFocused}>{title}</ScreenTitle>
      {place === undefined || place === "" ? null : <p className="card-place">{place}</p>}
      {children}
    </main>
  );
}
