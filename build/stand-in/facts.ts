// What boot.ts found out about the start before the app's own code runs.

export interface Facts {
  /** The folder of the stand-in itself. */
  readonly dist: string;
  /** The Node that runs all this; `process.execPath` names the stand-in's executable, as it would Electron's. */
  readonly node: string;
  readonly appPath: string;
  readonly package: {
    readonly name?: string;
    readonly productName?: string;
    readonly version?: string;
    readonly main?: string;
    readonly type?: string;
  };
  readonly packaged: boolean;
  readonly switches: readonly string[];
}

let known: Facts | undefined;

export function setFacts(facts: Facts): void {
  known = facts;
}

export function facts(): Facts {
  if (known === undefined) throw new Error("stand-in: the app has not been started by boot.ts");
  return known;
}

/** The value of a switch of the command line; empty when it has none, undefined when it is absent. */
export function switchValue(name: string): string | undefined {
  const found = facts().switches.find((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  return found?.slice(name.length + 3);
}
