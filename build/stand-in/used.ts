// Which members of Electron code touches, as the compiler sees them, through whatever alias or Pick they are reached.
import { readFileSync } from "node:fs";
import { API, type Project, type Symbol } from "typescript/unstable/sync";

/** Types of options and of what comes back are data, not members of Electron. */
const isData = /(Options|Params|Details|ReturnValue|Exports)$|^(Process.*|Document|__type)$/;

/** The members and events used by the files of a tsconfig below one folder: `App.getPath`, `App "quit"`. */
export function usedMembers(config: string, folder: string): ReadonlySet<string> {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error(`no project ${config}`);
    const files = project.program.getSourceFileNames().filter((file) => file.startsWith(folder));
    return new Set(files.flatMap((file) => membersIn(project, file)));
  } finally {
    api.close();
  }
}

function membersIn(project: Project, file: string): string[] {
  const text = readFileSync(file, "utf8");
  const words = [...text.matchAll(/(?<=\.|\{ |, |\()[A-Za-z_]\w*/g)];
  const symbols = project.checker.getSymbolAtPosition(
    file,
    words.map(({ index }) => index),
  );
  return words.flatMap(({ 0: word, index }, place) => {
    const owner = ownerOf(symbols[place]);
    if (owner === undefined || isData.test(owner)) return [];
    const event = /^\w+\(\s*"([\w-]+)"/.exec(text.slice(index))?.[1];
    if (owner === "IpcRenderer" || !["on", "once", "off"].includes(word)) return [`${owner}.${word}`];
    return event === undefined ? [] : [`${owner} "${event}"`];
  });
}

/** The class or interface of Electron that declares the symbol; undefined when it is not Electron's. */
function ownerOf(symbol: Symbol | undefined): string | undefined {
  const declared = symbol?.declarations.find(({ path }) => path.endsWith("/electron.d.ts"));
  if (symbol === undefined || declared === undefined) return undefined;
  if (symbol.getParent() !== undefined) return symbol.getParent()?.name;
  const declaration = declared.resolve(); // a member of a Pick has no parent but its declaration has
  return (declaration?.parent as { readonly name?: { readonly text: string } } | undefined)?.name?.text;
}
