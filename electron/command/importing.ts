// `wardkeep import`: what was read, stored, known and refused, file by file.
import { resolve } from "node:path";
import type { ImportReport } from "#shared/contract/index.ts";
import { importFiles, withClient } from "./client.ts";
import type { Command } from "./commands.ts";
import { exits, Usage } from "./words.ts";

export const importing: Command = (words, setting) => {
  const files = words.positionals.map((file) => resolve(file));
  if (files.length === 0) throw new Usage("no file is named");
  const unit = words.values.unit?.[0];
  return withClient(words, setting, async (client) => {
    const report = await importFiles(client, files, unit);
    const complete = report.files.every((file) => file.refused.length === 0);
    return { exit: complete ? exits.done : exits.refused, value: report, text: () => textOf(report) };
  });
};

const textOf = (report: ImportReport): string =>
  report.files
    .flatMap(({ file, read, stored, known, refused, refusedMore }) => [
      `${file}: ${read} read, ${stored} stored, ${known} known, ${refused.length + refusedMore} refused`,
      ...refused.map(({ place, reason }) => `  ${place} ${reason}`),
      ...(refusedMore > 0 ? [`  and ${refusedMore} more`] : []),
    ])
    .join("\n");
