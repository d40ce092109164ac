// The log as its readers see it: newest first, more as one goes on.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Gives } from "#shared/contract/index.ts";
import type { Refusal } from "#shared/refusal.ts";
import { callCore } from "#api/bridge.ts";
import { Button } from "#ui/Button.tsx";
import { showInstant } from "#ui/dates.ts";
import { Grid, type Column } from "#ui/Grid.tsx";
import { languageNow, useWords } from "#ui/language.ts";
import { ScreenTitle } from "#ui/ScreenTitle.tsx";
import { Empty, Refused, Waiting } from "#ui/States.tsx";
import { eventWords } from "./eventWords.ts";

type LogPart = Gives<"log.read">;
type LogEvent = LogPart["events"][number];

const pageSize = 200;

export function LogPage() {
  const say = useWords();
  const language = languageNow();
  const log = useInfiniteQuery<LogPart, Refusal, readonly LogEvent[], string[], number | undefined>({
    queryKey: ["log.read"],
    initialPageParam: undefined,
    queryFn: ({ pageParam }) =>
      callCore("log.read", pageParam === undefined ? { limit: pageSize } : { limit: pageSize, before: pageParam }),
    getNextPageParam: ({ events }) => (events.length < pageSize ? undefined : events.at(-1)?.sequence),
    select: ({ pages }) => pages.flatMap(({ events }) => events),
  });
  const columns = useMemo<readonly Column<LogEvent>[]>(
    () => [
      { id: "sequence", header: say("log.sequence"), width: "90px", align: "end", cell: ({ sequence }) => sequence },
      { id: "at", header: say("log.at"), width: "180px", cell: ({ at }) => showInstant(at, language) },
      { id: "kind", header: say("log.kind"), width: "190px", cell: ({ kind }) => eventWords(say, kind) },
      { id: "person", header: say("log.person"), width: "minmax(140px, 1fr)", cell: ({ person }) => person },
      {
        id: "detail",
        header: say("log.detail"),
        width: "minmax(240px, 4fr)",
        cell: ({ detail }) => detailText(detail),
      },
    ],
    [say, language],
  );
  const events = log.data ?? [];
  return (
    <div className="page">
      <ScreenTitle>{say("log.title")}</ScreenTitle>
      <p className="soft">{say("log.help")}</p>
      {log.isPending ? <Waiting /> : log.error !== null ? <Refused refusal={log.error} /> : null}
      {log.isSuccess && events.length === 0 ? <Empty title={say("log.none")} /> : null}
      {events.length === 0 ? null : (
        <Grid<LogEvent>
          label={say("log.title")}
          columns={columns}
          count={events.length}
          rowAt={(index) => events[index]}
        />
      )}
      {log.hasNextPage ? (
        <Button isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
          {say("log.more")}
        </Button>
      ) : null}
    </div>
  );
}

const detailText = (detail: LogEvent["detail"]): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(" · ");
