// What boot.ts needs of the members beyond what the app sees.
export { app, becomeReady, takeOverProcess } from "./app.ts";
export { theBrowser } from "./engine.ts";
import "./windows.ts";
