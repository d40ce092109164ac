// Which address shows which screen. Addresses live in memory only: no patient's id reaches a URL or a disk.
import { createRootRoute, createRoute, useNavigate } from "@tanstack/react-router";
import type { PatientId } from "#shared/ids.ts";
import { useSession } from "#api/session.ts";
import { AboutPage } from "#features/about/AboutPage.tsx";
import { PeoplePage } from "#features/administration/PeoplePage.tsx";
import { LogPage } from "#features/audit/LogPage.tsx";
import { ChartPage } from "#features/chart/ChartPage.tsx";
import { sectionIds, type SectionId } from "#features/chart/sections.tsx";
import { ImportButton } from "#features/exchange/ImportButton.tsx";
import { PatientsPage } from "#features/patients/PatientsPage.tsx";
import { deskOf } from "./desk.ts";
import { Frame } from "./Frame.tsx";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => null,
});

const patients = createRoute({ getParentRoute: () => root, path: "/patients", component: Patients });
const chart = createRoute({ getParentRoute: () => root, path: "/patients/$patientId/$section", component: Chart });
const people = createRoute({ getParentRoute: () => root, path: "/people", component: PeoplePage });
const log = createRoute({ getParentRoute: () => root, path: "/log", component: LogPage });
const about = createRoute({ getParentRoute: () => root, path: "/about", component: AboutPage });
export const routeTree = root.addChildren([patients, chart, people, log, about]);

function Patients() {
  const navigate = useNavigate();
  const { person } = useSession();
  const open = (patientId: PatientId): void =>
    void navigate({ to: "/patients/$patientId/$section", params: { patientId, section: "problems" } });
  return <PatientsPage onOpen={open} actions={deskOf[person.role].imports ? <ImportButton /> : undefined} />;
}

function Chart() {
  const navigate = useNavigate();
  const { patientId, section } = chart.useParams();
  const shown = sectionIds.find((id) => id === section) ?? "problems";
  const go = (next: SectionId): void =>
    void navigate({ to: "/patients/$patientId/$section", params: { patientId, section: next }, replace: true });
  return (
    <ChartPage
      patientId={patientId as PatientId}
      section={shown}
      onSection={go}
      onBack={() => void navigate({ to: "/patients" })}
    />
  );
}
