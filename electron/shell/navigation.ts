// Keeps every web contents on the one document it was opened with.
import type { WebContents } from "electron/main";
import { isIndex } from "./origin.ts";

/** Called for each web contents the moment it is created, whoever created it. */
export function holdNavigation(contents: WebContents): void {
  contents.on("will-navigate", (details) => {
    if (!isIndex(details.url)) details.preventDefault();
  });
  contents.on("will-frame-navigate", (details) => {
    if (!details.isMainFrame || !isIndex(details.url)) details.preventDefault(); // we have no frames
  });
  contents.on("will-redirect", (details) => {
    if (!isIndex(details.url)) details.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
