// Rows for the patient list: all patients page by page as they come in sight, or what a search gave.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { FoundPatient, Gives } from "#shared/contract/index.ts";
import type { Refusal } from "#shared/refusal.ts";
import { callCore } from "#api/bridge.ts";
import { useCall } from "#api/calls.ts";

const pageSize = 100;
const mostFound = 100;
/** Chromium cannot scroll a taller list; whoever has more patients searches. */
const mostRows = 500_000;

export interface Patients {
  readonly state: "waiting" | "refused" | "shown";
  readonly refusal: Refusal | undefined;
  readonly count: number;
  readonly more: boolean;
  readonly rowAt: (index: number) => FoundPatient | undefined;
  readonly onSight: (first: number, last: number) => void;
}

export function usePatients(text: string): Patients {
  const found = useFound(text);
  const everybody = useEverybody(text === "");
  return text === "" ? everybody : found;
}

function useFound(text: string): Patients {
  const input = { text, limit: mostFound };
  const answer = useQuery<Gives<"patient.find">, Refusal>({
    queryKey: ["patient.find", input],
    queryFn: () => callCore("patient.find", input),
    enabled: text !== "",
    placeholderData: keepPreviousData, // the last answer stays until the next one is there
  });
  const patients = answer.data?.patients ?? [];
  return {
    state: answer.data !== undefined ? "shown" : answer.error === null ? "waiting" : "refused",
    refusal: answer.error ?? undefined,
    count: patients.length,
    more: answer.data?.more === true,
    rowAt: (index) => patients[index],
    onSight: () => undefined,
  };
}

const pageCall = (page: number) => ({ from: page * pageSize, limit: pageSize });

function useEverybody(when: boolean): Patients {
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const first = useCall("patient.list", pageCall(0), { when });
  const wanted = Array.from({ length: sight.last - sight.first + 1 }, (_, index) => sight.first + index);
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ["patient.list", pageCall(page)],
      queryFn: () => callCore("patient.list", pageCall(page)),
      enabled: when && first.data !== undefined,
    })),
  });
  const known = new Map<number, Gives<"patient.list"> | undefined>(
    wanted.map((page, index) => [page, pages[index]?.data]),
  );
  const onSight = useCallback((from: number, to: number): void => {
    const next = { first: Math.floor(from / pageSize), last: Math.floor(to / pageSize) };
    setSight((before) => (before.first === next.first && before.last === next.last ? before : next));
  }, []);
  return {
    state: first.data !== undefined ? "shown" : first.error === null ? "waiting" : "refused",
    refusal: first.error ?? undefined,
    count: Math.min(first.data?.total ?? 0, mostRows),
    more: false,
    rowAt: (index) => {
      const page = Math.floor(index / pageSize);
      return (page === 0 ? first.data : known.get(page))?.patients[index % pageSize];
    },
    onSight,
  };
}
