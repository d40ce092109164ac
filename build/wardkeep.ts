// The command line under plain Node, for development: the packaged program has the same one inside.
import { run } from "#command/run.ts";

process.exitCode = await run(process.argv.slice(2));
