// `npm start`: the workstation on the real vault.
import { openApp, prepareApp } from "#build/electron.ts";

await prepareApp();
process.exitCode = await openApp(process.argv.slice(2));
