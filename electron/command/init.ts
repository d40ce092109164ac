// `wardkeep init`: founds a vault and shows, once, what must be handed over.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plain } from "./answer.ts";
import { makeClient } from "./client.ts";
import type { Command } from "./commands.ts";
import { needed, Usage } from "./words.ts";

export const init: Command = async (words, setting) => {
  const { admin = [], steward = [], custodian = [], unit, terminal = "Terminal 1", "shares-out": out } = words.values;
  for (const [name, list] of Object.entries({ admin, steward, custodian })) {
    if (list.length === 0) throw new Usage(`--${name} is missing`);
  }
  const client = makeClient(needed(words, "vault"), setting);
  try {
    const created = await client.call("vault.create", {
      clinic: needed(words, "clinic"),
      terminal,
      administrators: admin,
      stewards: steward,
      custodians: custodian,
      ...(unit === undefined ? {} : { units: unit }),
    });
    if (out === undefined) return plain(created);
    mkdirSync(out, { recursive: true, mode: 0o700 });
    created.shares.forEach(({ share }, index) =>
      writeFileSync(join(out, `share-${index + 1}.txt`), `${share}\n`, { mode: 0o600, flag: "wx" }),
    );
    return plain({
      ...created,
      shares: created.shares.map(({ custodian: name }) => ({ custodian: name, share: "" })),
    });
  } finally {
    await client.close();
  }
};
