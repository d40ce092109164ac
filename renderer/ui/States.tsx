// The states of a screen: waiting, refused, empty; what is shown is the screen's own.
import { CircleAlert, Inbox } from "lucide-react";
import type { ReactNode } from "react";
import type { Refusal } from "#shared/refusal.ts";
import { useWords } from "./language.ts";
import { refusalWords } from "./refusalWords.ts";

/** Shown only after a moment (base.css), so that quick answers do not flicker. */
export function Waiting({ what }: { readonly what?: string }) {
  const say = useWords();
  return (
    <div className="state state-waiting" role="status">
      <span className="spinner" aria-hidden />
      <span>{what ?? say("states.waiting")}</span>
    </div>
  );
}

/** Why not, and what to do; `children` hold a way on. */
export function Refused({ refusal, children }: { readonly refusal: Refusal; readonly children?: ReactNode }) {
  const say = useWords();
  const { title, help } = refusalWords(say, refusal);
  return (
    <div className="state state-refused" role="alert">
      <CircleAlert aria-hidden size={22} />
      <div>
        <strong>{title}</strong>
        <p>{help}</p>
        {children}
      </div>
    </div>
  );
}

/** Nothing here, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state state-empty">
      <Inbox aria-hidden size={28} />
      <strong>{title}</strong>
      {children === undefined ? null : <div className="state-help">{children}</div>}
    </div>
  );
}
