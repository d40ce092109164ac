// The frame around every screen of a session: where one is, who one is, what runs, and the way out.
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { Keyboard, Lock, LogOut } from "lucide-react";
import { createContext, useContext, useMemo, useState, type ReactNode } from "react";
import type { JobView } from "#shared/contract/index.ts";
import { useIdle } from "#api/idle.ts";
import { lock, signOut, useSession } from "#api/session.ts";
import { JobStrip } from "#features/exchange/JobStrip.tsx";
import { Button } from "#ui/Button.tsx";
import { focusNextRegion, useKeys, type KeyAction } from "#ui/keys.ts";
import { useWords } from "#ui/language.ts";
import { Looks } from "#ui/Looks.tsx";
import { Mark } from "#ui/Mark.tsx";
import { deskOf, type Screen } from "./desk.ts";
import { IdleNotice } from "./IdleNotice.tsx";
import { KeyList } from "./KeyList.tsx";
import { LeaveWindow } from "./LeaveWindow.tsx";

const Trouble = createContext<ReactNode>(null);
export const TroubleProvider = Trouble.Provider;

const lockNow = (): void => void lock().catch(() => undefined); // the screen is blank already; the shell's own lock stands behind

export function Frame() {
  const say = useWords();
  const session = useSession();
  const trouble = useContext(Trouble);
  const navigate = useNavigate();
  const [keysShown, showKeys] = useState(false);
  const [leaving, setLeaving] = useState<readonly JobView[]>([]);
  const idle = useIdle(lockNow);
  const leave = (): void => void signOut(false).then(setLeaving);
  const keys = useMemo<readonly KeyAction[]>(
    () => [
      { code: "KeyL", ctrl: true, alt: true, inFields: true, act: lockNow },
      { code: "KeyU", ctrl: true, alt: true, inFields: true, act: lockNow },
      { key: "?", act: () => showKeys(true) },
      { key: "f6", shift: false, inFields: true, act: () => focusNextRegion(1) },
      { key: "f6", shift: true, inFields: true, act: () => focusNextRegion(-1) },
      { key: "p", ctrl: true, shift: true, inFields: true, act: () => void navigate({ to: "/patients" }) },
    ],
    [navigate],
  );
  useKeys(keys);
  return (
    <div className="frame">
      <header className="frame-head" data-region tabIndex={-1}>
        <div className="frame-brand">
          <Mark />
          <span>
            <strong>{session.clinic}</strong>
            <span className="frame-terminal">{session.terminal}</span>
          </span>
        </div>
        <nav aria-label={say("frame.screens")} className="frame-nav">
          {deskOf[session.person.role].screens.map((screen) => (
            <ScreenLink key={screen} screen={screen} />
          ))}
        </nav>
        <div className="frame-tools">
          <Looks />
          <Button
            kind="quiet"
            aria-label={say("keys.title")}
            icon={<Keyboard aria-hidden size={18} />}
            onPress={() => showKeys(true)}
          />
          <span className="frame-person">
            <strong>{session.person.name}</strong>
            <span>
              {say(`roles.${session.person.role}`)}
              {session.person.unit === "" ? "" : ` · ${session.person.unit}`}
            </span>
          </span>
          <Button kind="plain" icon={<Lock aria-hidden size={16} />} onPress={lockNow}>
            {say("frame.lock")}
          </Button>
          <Button kind="quiet" icon={<LogOut aria-hidden size={16} />} onPress={leave}>
            {say("frame.signOut")}
          </Button>
        </div>
      </header>
      {trouble}
      <main className="frame-main" data-region tabIndex={-1}>
        <Outlet />
      </main>
      <JobStrip />
      <IdleNotice secondsLeft={idle} />
      <KeyList isOpen={keysShown} onClose={() => showKeys(false)} />
      <LeaveWindow jobs={leaving} onClose={() => setLeaving([])} />
    </div>
  );
}

function ScreenLink({ screen }: { readonly screen: Screen }) {
  const say = useWords();
  return (
    <Link to={`/${screen}`} className="frame-link" activeProps={{ "aria-current": "page" }}>
      {say(`frame.screen.${screen}`)}
    </Link>
  );
}
