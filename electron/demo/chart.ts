// A chart in the making: entries gathered into one transaction bundle, which name each other by their urn:uuid.
import type { JsonObject } from "#shared/fhir/json.ts";
import type { Chance } from "./random.ts";

export type Draft = JsonObject & { resourceType: string };

export interface Chart {
  readonly chance: Chance;
  /** Adds an entry under an id of its own and gives what other entries name it by. */
  add(draft: Draft): JsonObject;
  /** The bundle's JSON text. */
  bundle(): string;
}

export function startChart(chance: Chance): Chart {
  const entries: JsonObject[] = [];
  return {
    chance,
    add: ({ resourceType, ...members }) => {
      const id = chance.uuid();
      const fullUrl = `urn:uuid:${id}`;
      entries.push({
        fullUrl,
        resource: { resourceType, id, ...members },
        request: { method: "POST", url: resourceType },
      });
      return { reference: fullUrl };
    },
    bundle: () => JSON.stringify({ resourceType: "Bundle", type: "transaction", entry: entries }),
  };
}
