// What the window shows: set-up, the terminal's passphrase, sign-in, the lock, or the work itself.
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "react-i18next";
import { sameContract } from "#api/bridge.ts";
import { queryClient, useCall } from "#api/calls.ts";
import { followJobs } from "#api/jobs.ts";
import { followCore, useStanding } from "#api/session.ts";
import { LockScreen } from "#features/signIn/LockScreen.tsx";
import { OpenTerminal } from "#features/signIn/OpenTerminal.tsx";
import { SetUp } from "#features/signIn/SetUp.tsx";
import { SignIn } from "#features/signIn/SignIn.tsx";
import { VaultTrouble } from "#features/signIn/VaultTrouble.tsx";
import { useWords } from "#ui/language.ts";
import { Looks } from "#ui/Looks.tsx";
import { Refused, Waiting } from "#ui/States.tsx";
import { Refusal } from "#shared/refusal.ts";
import { Work } from "./Work.tsx";

export function App() {
  const { i18n } = useTranslation();
  useEffect(followCore, []);
  useEffect(followJobs, []);
  return (
    <I18nProvider locale={i18n.language === "zh-CN" ? "zh-CN" : "en-GB"}>
      <QueryClientProvider client={queryClient}>{sameContract() ? <Window /> : <WrongContract />}</QueryClientProvider>
    </I18nProvider>
  );
}

const WrongContract = () => <Refused refusal={new Refusal("unknownCall")} />;

function Window() {
  const say = useWords();
  const standing = useStanding();
  const state = useCall("vault.state", {});
  const trouble = state.data === undefined ? null : <VaultTrouble state={state.data} />;
  if (standing.phase === "open")
    return <Work key={standing.seat} seat={standing.seat} view={standing.view} trouble={trouble} />;
  return (
    <div className="outside">
      <header className="outside-head">
        {trouble}
        <Looks />
      </header>
      {inside()}
    </div>
  );

  function inside() {
    if (standing.phase === "locked")
      return <LockScreen view={standing.view} place={placeOf(standing.view.clinic, standing.view.terminal)} />;
    if (state.error !== null) return <Refused refusal={state.error} />;
    if (state.data === undefined) return <Waiting what={say("states.starting")} />;
    if (state.data.state === "absent") return <SetUp />;
    const place = placeOf(state.data.clinic, state.data.terminal);
    return state.data.state === "closed" ? <OpenTerminal place={place} /> : <SignIn place={place} />;
  }
}

const placeOf = (clinic: string, terminal: string): string =>
  [clinic, terminal].filter((part) => part !== "").join(" · ");
