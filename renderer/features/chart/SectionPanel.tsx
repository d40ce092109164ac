import { useMemo, useState } from "react";
import type { ChartView } from "#shared/contract/index.ts";
import { Grid } from "#ui/Grid.tsx";
import { languageNow, useWords } from "#ui/language.ts";
import { Empty } from "#ui/States.tsx";
import { EntryWindow } from "./EntryWindow.tsx";
import { codesOf, stringOf } from "./elements.ts";
import type { Line } from "./line.ts";
import { isClosed, type Section } from "./sections.tsx";
import { WithheldChips, WithheldSection } from "./Withheld.tsx";

interface PanelProps {
  readonly section: Section;
  readonly lines: readonly Line[];
  readonly withheld: ChartView["withheld"];
}

export function SectionPanel({ section, lines, withheld }: PanelProps) {
  const say = useWords();
  const language = languageNow();
  const [open, setOpen] = useState<Line>();
  const columns = useMemo(() => section.columns(say, language), [section, say, language]);
  const closed = withheld.filter(({ compartment }) => [...section.home, ...section.also].includes(compartment));
  if (lines.length === 0 && isClosed(section, withheld)) return <WithheldSection closed={closed} />;
  const name = say(`sections.${section.id}`);
  return (
    <>
      {closed.length === 0 ? null : (
        <div className="closed-line">
          <span className="soft">{say("withheld.here")}</span>
          <WithheldChips closed={closed} />
        </div>
      )}
      {lines.length === 0 ? (
        <Empty
          title={closed.length === 0 ? say("chart.nothing", { what: name }) : say("chart.nothingOpen", { what: name })}
        >
          {closed.length === 0 ? say("chart.nothingHelp") : say("chart.nothingOpenHelp")}
        </Empty>
      ) : (
        <Grid<Line>
          label={name}
          columns={columns}
          count={lines.length}
          rowAt={(index) => lines[index]}
          onOpen={setOpen}
          isMuted={isPast}
        />
      )}
      <EntryWindow line={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

const pastStatuses = [
  "resolved",
  "inactive",
  "remission",
  "stopped",
  "completed",
  "cancelled",
  "entered-in-error",
  "refuted",
];

/** Problems and medicines that are over stand back; results and visits are over by nature. */
function isPast({ entry }: Line): boolean {
  const past = ["Condition", "MedicationRequest", "MedicationStatement", "AllergyIntolerance"].includes(entry.type);
  const codes = [
    ...codesOf(entry.resource["clinicalStatus"]),
    ...codesOf(entry.resource["verificationStatus"]),
    stringOf(entry.resource["status"]),
  ];
  return past && codes.some((code) => pastStatuses.includes(code));
}
