import type { FoundPatient } from "#shared/contract/index.ts";
import type { LanguageTag } from "#shared/words/index.ts";
import { ageWords } from "#ui/ageWords.ts";
import { showDay } from "#ui/dates.ts";
import type { Column } from "#ui/Grid.tsx";
import type { Say } from "#ui/language.ts";
import { sexWords } from "#ui/sexWords.ts";

/** What tells one patient from another: name, sex, birth date with age, numbers. */
export const patientColumns = (say: Say, language: LanguageTag): readonly Column<FoundPatient>[] => [
  {
    id: "name",
    header: say("patients.name"),
    width: "minmax(220px, 2fr)",
    cell: (patient) => (
      <span className="patients-name">{patient.name === "" ? say("person.noName") : patient.name}</span>
    ),
  },
  { id: "sex", header: say("person.sex"), width: "110px", cell: (patient) => sexWords(say, patient.sex) },
  {
    id: "birth",
    header: say("person.born"),
    width: "210px",
    cell: ({ birthDate }) =>
      birthDate === "" ? (
        say("person.notKnown")
      ) : (
        <span>
          {showDay(birthDate, language)} <span className="soft">{ageWords(say, birthDate)}</span>
        </span>
      ),
  },
  {
    id: "identifiers",
    header: say("person.identifiers"),
    width: "minmax(240px, 3fr)",
    cell: ({ identifiers }) => (
      <span className="patients-numbers">
        {identifiers.slice(0, 3).map(({ label, value }) => (
          <span key={`${label} ${value}`}>
            <span className="soft">{label}</span> {value}
          </span>
        ))}
      </span>
    ),
  },
];
