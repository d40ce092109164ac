// What is closed to the reader, and why: told by role, the same for every patient, never as if nothing were there.
import { Lock } from "lucide-react";
import { Button } from "react-aria-components/Button";
import type { ChartView, SessionView } from "#shared/contract/index.ts";
import { joint, type Compartment } from "#shared/roles.ts";
import { useSession } from "#api/session.ts";
import { useWords, type Say } from "#ui/language.ts";
import { Explain } from "#ui/Overlay.tsx";
import { ruleWords } from "#ui/ruleWords.ts";

export type Closed = ChartView["withheld"][number];

/** One lock for each closed compartment; pressed, it says by which rule and what would open it. */
export function WithheldChips({ closed }: { readonly closed: readonly Closed[] }) {
  const say = useWords();
  const { person } = useSession();
  return (
    <ul className="locks" aria-label={say("withheld.list")}>
      {closed.map(({ compartment, rule }) => (
        <li key={compartment}>
          <Explain
            title={say("withheld.closed", { what: say(`compartments.${compartment}`) })}
            trigger={
              <Button className="lock">
                <Lock aria-hidden size={13} />
                {say(`compartments.${compartment}`)}
              </Button>
            }
          >
            <p>{ruleWords(say, rule)}</p>
            <p>{standingWords(say, person, compartment, rule)}</p>
            <p className="soft">{say("withheld.sameForAll")}</p>
          </Explain>
        </li>
      ))}
    </ul>
  );
}

/** What the reader has, beside what the rule asks for. */
function standingWords(say: Say, person: SessionView["person"], compartment: Compartment, rule: string): string {
  const role = say(`roles.${person.role}`);
  if (rule !== "needs-clearance" && rule !== "needs-billing-clearance") return say("withheld.yourRole", { role });
  const held = person.clearances.map((clearance) => say(`compartments.${clearance}`));
  const needed = (joint[compartment] ?? [compartment]).map((one) => say(`compartments.${one}`));
  return say("withheld.yourClearance", {
    role,
    needed: needed.join(say("withheld.and")),
    held: held.length === 0 ? say("withheld.noClearance") : held.join(say("withheld.and")),
  });
}

/** In the place of a section of which nothing may be read. */
export function WithheldSection({ closed }: { readonly closed: readonly Closed[] }) {
  const say = useWords();
  return (
    <div className="state state-closed">
      <Lock aria-hidden size={28} />
      <strong>{say("withheld.section")}</strong>
      <div className="state-help">
        <p>{say("withheld.sectionHelp")}</p>
        <WithheldChips closed={closed} />
      </div>
    </div>
  );
}
