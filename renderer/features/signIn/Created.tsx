import { useState } from "react";
import { Check } from "lucide-react";
import type { Gives } from "#shared/contract/index.ts";
import { Button } from "#ui/Button.tsx";
import { Tick } from "#ui/Tick.tsx";
import { useWords } from "#ui/language.ts";
import { Card } from "./Card.tsx";

interface CreatedProps {
  readonly created: Gives<"vault.create">;
  readonly onDone: () => void;
}

/** The secrets of a new vault, on the screen once: they are kept nowhere and cannot be shown again. */
export function Created({ created, onDone }: CreatedProps) {
  const say = useWords();
  const [written, setWritten] = useState({ passphrases: false, terminal: false, shares: false });
  const ready = written.passphrases && written.terminal && written.shares;
  return (
    <Card title={say("created.title")} wide titleFocused>
      <p className="created-warning">{say("created.once")}</p>
      <section className="created-part">
        <h2>{say("created.passphrases")}</h2>
        <p>{say("created.passphrasesHint")}</p>
        <table className="secrets">
          <thead>
            <tr>
              <th scope="col">{say("people.name")}</th>
              <th scope="col">{say("people.role")}</th>
              <th scope="col">{say("signIn.user")}</th>
              <th scope="col">{say("signIn.passphrase")}</th>
            </tr>
          </thead>
          <tbody>
            {created.people.map((person) => (
              <tr key={person.user}>
                <td>{person.name}</td>
                <td>{say(`roles.${person.role}`)}</td>
                <td>{person.user}</td>
                <td className="secret">{person.passphrase}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Tick isSelected={written.passphrases} onChange={(passphrases) => setWritten({ ...written, passphrases })}>
          {say("created.passphrasesWritten")}
        </Tick>
      </section>
      <section className="created-part">
        <h2>{say("terminal.passphrase")}</h2>
        <p>{say("created.terminalHint")}</p>
        <p className="secret secret-alone">{created.terminalPassphrase}</p>
        <Tick isSelected={written.terminal} onChange={(terminal) => setWritten({ ...written, terminal })}>
          {say("created.terminalWritten")}
        </Tick>
      </section>
      <section className="created-part">
        <h2>{say("created.shares")}</h2>
        <p>{say("created.sharesHint", { threshold: created.threshold, total: created.shares.length })}</p>
        <dl className="shares">
          {created.shares.map(({ custodian, share }) => (
            <div key={share}>
              <dt>{custodian}</dt>
              <dd className="secret">{share}</dd>
            </div>
          ))}
        </dl>
        <Tick isSelected={written.shares} onChange={(shares) => setWritten({ ...written, shares })}>
          {say("created.sharesWritten")}
        </Tick>
      </section>
      <Button kind="primary" isDisabled={!ready} onPress={onDone} icon={<Check aria-hidden size={18} />}>
        {say("created.done")}
      </Button>
    </Card>
  );
}
