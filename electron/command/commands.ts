// The commands by name.
import { readFileSync } from "node:fs";
import { parseWithSource, textOf, type JsonObject } from "#shared/fhir/json.ts";
import { clearances, roles, type Clearance } from "#shared/roles.ts";
import type { ChartView } from "#shared/contract/index.ts";
import { plain, type Answer } from "./answer.ts";
import { withClient, type Setting } from "./client.ts";
import { chartText } from "./decoded.ts";
import { demo } from "./demo.ts";
import { importing } from "./importing.ts";
import { init } from "./init.ts";
import { exits, needed, Usage, type Words } from "./words.ts";

export type Command = (words: Words, setting: Setting) => Promise<Answer>;

const call: Command = async (words, setting) => {
  const [name] = words.positionals;
  if (name === undefined) throw new Usage("the call's name is missing");
  const given = words.values.input ?? "{}";
  const input = parsed(given === "-" ? readFileSync(0, "utf8") : given);
  return withClient(words, setting, async (client) => {
    const value = await client.ask(
      name,
      name === "entry.amend" ? { ...input, entry: entryText(input["entry"]) } : input,
    );
    if (name !== "chart.read" && name !== "chart.summary" && name !== "directory.read") return plain(value);
    const json = chartText(value as ChartView);
    return { exit: exits.done, value, json, text: () => json };
  });
};

/** An amendment's entry travels as its text, so that the digits of its numbers stay. */
const entryText = (entry: unknown): unknown => (typeof entry === "object" ? textOf(entry as JsonObject) : entry);

function parsed(text: string): Record<string, unknown> {
  try {
    return parseWithSource(text) as Record<string, unknown>;
  } catch (error) {
    throw new Usage("--input is no JSON", { cause: error });
  }
}

const people: Command = (words, setting) => {
  const [action = "list"] = words.positionals;
  return withClient(words, setting, async (client) => {
    if (action === "list") return plain(await client.call("people.list", {}));
    if (action === "grant") return plain(await client.call("people.grant", { user: needed(words, "user") }));
    if (action !== "add") throw new Usage(`people ${action} is not there`);
    const role = roles.find((each) => each === needed(words, "role"));
    if (role === undefined) throw new Usage(`roles: ${roles.join(", ")}`);
    const { user, unit, clearance = [], "on-call": onCall } = words.values;
    const cleared = clearance.map((name) => clearances.find((each) => each === name));
    if (cleared.includes(undefined)) throw new Usage(`clearances: ${clearances.join(", ")}`);
    const made = await client.call("people.add", {
      name: needed(words, "name"),
      role,
      clearances: cleared as Clearance[],
      ...(user === undefined ? {} : { user }),
      ...(unit?.[0] === undefined ? {} : { unit: unit[0] }),
      ...(onCall === undefined ? {} : { onCall }),
    });
    return plain(made);
  });
};

const terminals: Command = (words, setting) =>
  withClient(words, setting, async (client) => plain(await client.call("terminal.list", {})));

const verify: Command = (words, setting) =>
  withClient(
    words,
    setting,
    async (client) => {
      const value = await client.call("vault.verify", {});
      return plain(value, value.problems.length > 0 ? exits.damaged : exits.done);
    },
    false,
  );

export const commands: Readonly<Record<string, Command>> = {
  init,
  demo,
  import: importing,
  people,
  terminals,
  call,
  verify,
};
