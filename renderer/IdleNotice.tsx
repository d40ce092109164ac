import { TimerReset } from "lucide-react";
import { useWords } from "#ui/language.ts";

/** Counts down the last minute before an untouched terminal locks itself. */
export function IdleNotice({ secondsLeft }: { readonly secondsLeft: number | undefined }) {
  const say = useWords();
  if (secondsLeft === undefined) return null;
  return (
    <div className="idle-notice" role="alert">
      <TimerReset aria-hidden size={20} />
      <strong>{say("idle.locking", { count: secondsLeft })}</strong>
      <span>{say("idle.help")}</span>
    </div>
  );
}
