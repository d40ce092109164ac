import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ageWords } from "#ui/ageWords.ts";
import { showDay } from "#ui/dates.ts";
import { languageNow, useWords } from "#ui/language.ts";
import { sexWords } from "#ui/sexWords.ts";
import type { Allergies } from "./allergies.ts";
import type { Person } from "./person.ts";

interface BannerProps {
  readonly person: Person | undefined;
  readonly allergies: Allergies;
  readonly children?: ReactNode;
}

/** Who this is, always in sight (NHS Common User Interface, patient banner). "Not known" rather than a blank. */
export function Banner({ person, allergies, children }: BannerProps) {
  const say = useWords();
  const language = languageNow();
  const died = person?.diedOn;
  const born = person?.birthDate ?? "";
  return (
    <section
      className={died === undefined ? "banner" : "banner banner-died"}
      aria-label={say("banner.label")}
      data-region
      tabIndex={-1}
    >
      <div className="banner-who">
        <h1 className="banner-name" tabIndex={-1}>
          {person === undefined || person.name === "" ? say("person.noName") : person.name}
        </h1>
        {(person?.otherNames.length ?? 0) === 0 ? null : (
          <span className="banner-other">{person?.otherNames.join(" · ")}</span>
        )}
        {died === undefined ? null : (
          <span className="banner-death">
            {died === ""
              ? say("banner.died")
              : say("banner.diedOn", { day: showDay(died, language), age: ageWords(say, born, died) })}
          </span>
        )}
      </div>
      <dl className="banner-facts">
        <div>
          <dt>{say("person.born")}</dt>
          <dd>
            {born === "" ? say("person.notKnown") : showDay(born, language)}
            {born === "" || died !== undefined ? null : ` (${ageWords(say, born)})`}
          </dd>
        </div>
        <div>
          <dt>{say("person.sex")}</dt>
          <dd>{sexWords(say, person?.sex ?? "")}</dd>
        </div>
        {person?.identifiers.slice(0, 4).map(({ label, value }) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <AllergyLine allergies={allergies} />
      {children}
    </section>
  );
}

function AllergyLine({ allergies }: { readonly allergies: Allergies }) {
  const say = useWords();
  return (
    <div className={`banner-allergies banner-allergies-${allergies.kind}`}>
      <ShieldAlert aria-hidden size={18} />
      <strong>{say("banner.allergies")}</strong>
      {allergies.kind === "listed" ? (
        <ul aria-label={say("banner.allergies")}>
          {allergies.allergies.map(({ id, name, severe }) => (
            <li key={id} className={severe ? "allergy allergy-severe" : "allergy"}>
              {name}
              {severe ? <span className="allergy-word">{say("chart.dangers.high")}</span> : null}
            </li>
          ))}
        </ul>
      ) : (
        <span>{wordsFor(allergies)}</span>
      )}
    </div>
  );

  function wordsFor(other: Exclude<Allergies, { kind: "listed" }>): string {
    if (other.kind === "noneKnown") return say("banner.noneKnown", { words: other.words });
    return other.kind === "withheld" ? say("banner.allergiesWithheld") : say("banner.notRecorded");
  }
}
