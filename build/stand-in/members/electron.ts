// The `electron` module of the main process.
export { app } from "./app.ts";
export { ipcMain } from "./ipc.ts";
export { Menu } from "./menu.ts";
export { protocol, session } from "./session.ts";
export { dialog, powerMonitor, safeStorage, utilityProcess } from "./system.ts";
export { webContents } from "./webContents.ts";
export { BrowserWindow } from "./windows.ts";
