// What a page of ours may do in Chromium.
import type { Session, WebPreferences } from "electron/main";

/** A sandboxed, isolated world and nothing of Node. Each line is asserted, here and on the running app. */
export function pagePreferences(session: Session, preload: string, devTools: boolean): WebPreferences {
  return {
    session,
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    plugins: false,
    autoplayPolicy: "document-user-activation-required",
    disableDialogs: true, // alert() and confirm() would stop the page with its patient on the screen
  };
}
