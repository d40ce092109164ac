import { TriangleAlert } from "lucide-react";
import type { Gives } from "#shared/contract/index.ts";
import { useWords } from "#ui/language.ts";

/** Damage or rollback was found: says so wherever somebody works, and what to do. Never a way to delete anything. */
export function VaultTrouble({ state }: { readonly state: Gives<"vault.state"> }) {
  const say = useWords();
  if (state.state !== "readOnly" && state.problems.length === 0) return null;
  return (
    <div className="trouble" role="alert">
      <TriangleAlert aria-hidden size={22} />
      <div>
        <strong>{say("trouble.title")}</strong>
        <p>{say("trouble.help")}</p>
        {state.problems.length === 0 ? null : (
          <details>
            <summary>{say("trouble.details", { count: state.problems.length })}</summary>
            <ul>
              {state.problems.slice(0, 50).map(({ kind, where }, index) => (
                <li key={index}>
                  <code>{kind}</code> {where}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
