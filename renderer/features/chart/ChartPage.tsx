// One patient's chart: the banner, what is closed and why, and the sections of the table in sections.tsx.
import { ArrowLeft, Lock, RefreshCw } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import type { ChartView } from "#shared/contract/index.ts";
import { decodeChart } from "#shared/fhir/decode.ts";
import type { PatientId } from "#shared/ids.ts";
import { hearCore } from "#api/bridge.ts";
import { refresh, useCall } from "#api/calls.ts";
import { Button } from "#ui/Button.tsx";
import { useKeys } from "#ui/keys.ts";
import { useWords } from "#ui/language.ts";
import { Refused, Waiting } from "#ui/States.tsx";
import { allergiesIn } from "./allergies.ts";
import { Banner } from "./Banner.tsx";
import { personIn } from "./person.ts";
import { SectionPanel } from "./SectionPanel.tsx";
import { isClosed, lineUp, sectionIds, sections, type SectionId } from "./sections.tsx";

interface ChartProps {
  readonly patientId: PatientId;
  readonly section: SectionId;
  readonly onSection: (section: SectionId) => void;
  readonly onBack: () => void;
}

export function ChartPage({ patientId, section, onSection, onBack }: ChartProps) {
  const say = useWords();
  const chart = useCall("chart.read", { patientId });
  const back = (
    <Button kind="quiet" icon={<ArrowLeft aria-hidden size={18} />} onPress={onBack}>
      {say("chart.back")}
    </Button>
  );
  if (chart.data !== undefined) {
    return (
      <OpenChart chart={chart.data} patientId={patientId} section={section} onSection={onSection} onBack={onBack} />
    );
  }
  return (
    <div className="chart-wait">
      {back}
      {chart.error === null ? <Waiting what={say("chart.opening")} /> : <Refused refusal={chart.error} />}
    </div>
  );
}

function OpenChart({ chart, patientId, section, onSection, onBack }: ChartProps & { readonly chart: ChartView }) {
  const say = useWords();
  const entries = useMemo(() => decodeChart(chart.rows, chart.superseded), [chart]);
  const lines = useMemo(() => lineUp(entries), [entries]);
  const newer = useNewer(patientId, chart);
  const keys = useMemo(
    () =>
      sectionIds.map((id, index) => ({
        code: `Digit${index + 1}`,
        alt: true,
        inFields: true,
        act: () => onSection(id),
      })),
    [onSection],
  );
  useKeys(keys);
  useEffect(() => document.querySelector<HTMLElement>(".banner-name")?.focus(), [patientId]);
  return (
    <div className="chart">
      <Banner person={personIn(entries)} allergies={allergiesIn(entries, chart.withheld)}>
        <Button kind="quiet" icon={<ArrowLeft aria-hidden size={18} />} onPress={onBack}>
          {say("chart.back")}
        </Button>
      </Banner>
      <div role="status" className="chart-news">
        {newer ? (
          <Button kind="plain" icon={<RefreshCw aria-hidden size={16} />} onPress={() => void refresh("chart.read")}>
            {chart.arriving ? say("chart.arriving") : say("chart.newer")}
          </Button>
        ) : null}
      </div>
      <Tabs className="chart-tabs" selectedKey={section} onSelectionChange={(id) => onSection(id as SectionId)}>
        <TabList aria-label={say("chart.sections")} className="tab-list">
          {sections.map((each, index) => (
            <Tab key={each.id} id={each.id} className="tab">
              <span>{say(`sections.${each.id}`)}</span>
              <Count of={lines.get(each.id)?.length ?? 0} closed={isClosed(each, chart.withheld)} />
              <kbd aria-hidden>{index + 1}</kbd>
            </Tab>
          ))}
        </TabList>
        {sections.map((one) => (
          <TabPanel key={one.id} id={one.id} className="tab-panel">
            <SectionPanel section={one} lines={lines.get(one.id) ?? []} withheld={chart.withheld} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

/** True when the chart on the screen may not be the newest; it is read again only when asked, since a read is logged. */
function useNewer(patientId: PatientId, chart: ChartView): boolean {
  const [seen, setSeen] = useState<ChartView>();
  useEffect(
    () =>
      hearCore((event) => {
        if (event.event === "changed" && event.what === "chart" && event.patientId === patientId) setSeen(chart);
      }),
    [patientId, chart],
  );
  return chart.arriving || seen === chart;
}

/** How many entries a section shows; of a closed one no number, because a nought would be read as "none". */
function Count({ of, closed }: { readonly of: number; readonly closed: boolean }) {
  const say = useWords();
  if (closed && of === 0) return <Lock className="tab-count" size={13} aria-label={say("withheld.section")} />;
  return <span className="tab-count">{of}</span>;
}
