import { CircleCheck, CircleX } from "lucide-react";
import { useCall } from "#api/calls.ts";
import { useSession } from "#api/session.ts";
import { showInstant } from "#ui/dates.ts";
import { languageNow, useWords } from "#ui/language.ts";
import { Mark } from "#ui/Mark.tsx";
import { ScreenTitle } from "#ui/ScreenTitle.tsx";
import { Refused, Waiting } from "#ui/States.tsx";

/** What runs here, whether its cryptography answers as it must, and what this person did last time. */
export function AboutPage() {
  const say = useWords();
  const session = useSession();
  const about = useCall("system.about", {});
  return (
    <div className="about">
      <div className="about-head">
        <Mark size={48} />
        <ScreenTitle>{say("about.title")}</ScreenTitle>
      </div>
      <p>
        {session.lastSignInAt === null
          ? say("about.firstTime")
          : say("about.lastTime", {
              when: showInstant(session.lastSignInAt, languageNow()),
              count: session.chartsRead,
            })}
      </p>
      {about.data === undefined ? (
        about.error === null ? (
          <Waiting />
        ) : (
          <Refused refusal={about.error} />
        )
      ) : (
        <>
          <dl className="facts">
            <div>
              <dt>{say("about.version")}</dt>
              <dd>{about.data.version}</dd>
            </div>
            <div>
              <dt>{say("about.contract")}</dt>
              <dd>{about.data.contract}</dd>
            </div>
            {Object.entries(about.data.runtime).map(([name, version]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{version}</dd>
              </div>
            ))}
          </dl>
          <h2>{say("about.selfTest")}</h2>
          <ul className="self-test">
            {about.data.selfTest.map(({ name, passed }) => (
              <li key={name}>
                {passed ? <CircleCheck aria-hidden size={16} /> : <CircleX aria-hidden size={16} />}
                {name} <span className="soft">{passed ? say("about.passed") : say("about.failed")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
