// The one place where a window is made.
import { BrowserWindow, type Session } from "electron/main";
import { indexUrl } from "./origin.ts";
import { pagePreferences } from "./preferences.ts";

const open = new Set<BrowserWindow>();

/** The windows made here; a message from any other sender is refused. */
export const windows = (): readonly BrowserWindow[] => [...open];

/** Opens a window on our page, shown once it has painted. `title` is the product's name; the page cannot change it. */
export function openWindow(options: {
  session: Session;
  preload: string;
  devTools: boolean;
  title: string;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 880,
    minHeight: 600,
    show: false,
    title: options.title,
    webPreferences: pagePreferences(options.session, options.preload, options.devTools),
  });
  open.add(window);
  window.setContentProtection(true); // a deterrent on Windows and macOS; Linux and screen recorders may ignore it
  window.on("page-title-updated", (event) => event.preventDefault()); // a title could carry a patient's name to the task bar
  window.once("ready-to-show", () => window.show());
  window.on("closed", () => open.delete(window));
  void window.loadURL(indexUrl);
  return window;
}
