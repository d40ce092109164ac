// A person is a set of charts, kept in the identity compartment: merging edits the set, never ciphertext (design §4).
import { encode, decode } from "#crypto/bytes.ts";
import type { ChartDraft } from "./chartFile.ts";
import type { CompartmentFile } from "./compartmentFile.ts";

/** The charts of the person whose identity compartment this is; none while nobody has registered the person. */
export function readPersonCharts(identity: CompartmentFile): Buffer[] {
  const object = identity.objects.find((other) => other.kind === "person");
  return object === undefined ? [] : decode(identity.read(object));
}

export function writePersonCharts(identity: CompartmentFile, draft: ChartDraft, charts: readonly Uint8Array[]): void {
  for (const object of identity.objects.filter((other) => other.kind === "person")) identity.remove(draft, object);
  identity.append(draft, "person", "list", encode(...charts));
}
