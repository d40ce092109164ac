// For tests: imports the named files in a process that will be killed; each acknowledged batch is a line on stderr.
import { run } from "./run.ts";
import { testSetting } from "./testVault.ts";

process.exitCode = await run(process.argv.slice(2), undefined, { stretch: testSetting.stretch });
