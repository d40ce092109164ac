// Handing chart keys on: whoever made a key deposits it, signed, for the scopes whose rows he cannot write.
import type { Touched } from "#audit/touched.ts";
import { decode, encode, same, wipe } from "#crypto/bytes.ts";
import { keyIdOf } from "#crypto/derive.ts";
import { sha256 } from "#crypto/digest.ts";
import { verifies } from "#crypto/sign.ts";
import { idBytes, idOf, type PersonId } from "#shared/ids.ts";
import { makeDepositor } from "./deposits.ts";
import type { Domain } from "./directory.ts";
import type { Signatory } from "./domains.ts";
import { bytesOf, suite } from "./entry.ts";
import { openErasable, sealErasable } from "./erase.ts";
import { isGranted } from "./grants.ts";
import type { Held } from "./holdings.ts";
import { slotOf } from "./ring.ts";
import type { Handover, RingKeys, RingParts } from "./ringKeys.ts";

export interface HandingOver {
  queue(handovers: readonly Handover[]): void;
  /** Deposits what was queued, inside a commit. */
  flush(): Touched[];
  /** Takes an item's keys into the rows of a held domain; not accepted where one is not to be believed or does not fit. */
  take(item: Uint8Array, held: Held): { touched: Touched[]; accepted: boolean };
  close(): void;
}

const purpose = "keys";
const signed = (organisation: Uint8Array, domain: Pick<Domain, "id" | "epoch">, list: Uint8Array): Buffer =>
  encode("wardkeep/v1/chart-keys", suite, organisation, bytesOf(domain.id), domain.epoch, sha256(list));

/** Whether a deposited item is one of chart keys; every other one belongs to records. */
export function isKeysItem(item: Uint8Array): boolean {
  try {
    return decode(item)[0]?.toString() === purpose;
  } catch {
    return false;
  }
}

export function makeHandingOver(parts: RingParts, ring: RingKeys, signatory: Signatory): HandingOver {
  const { vault, terminal, directory, erase } = parts;
  const organisation = terminal.organisation;
  const depositor = makeDepositor(organisation, directory);
  // Names only, no keys: what is handed over is what stands in the ring row when the commit is written.
  let waiting: Handover[] = [];

  /** Chart, key id and the key under the chart's E, for one handover; nothing where the row went with a failed commit. */
  function tripleOf({ chart, scope, compartment }: Handover): Buffer[] {
    const secret = ring.secretOf(chart, scope, compartment);
    const eraseKey = erase.find(chart);
    if (secret === undefined || eraseKey === undefined) return [];
    try {
      return [chart, keyIdOf(secret), sealErasable(eraseKey, organisation, chart, slotOf(compartment), secret)];
    } finally {
      wipe(secret);
    }
  }

  return {
    queue(handovers) {
      waiting.push(...handovers);
    },
    flush() {
      const byDomain = new Map<Domain, Buffer[]>();
      for (const handover of waiting) {
        const domain = directory.domain(handover.target, handover.compartment);
        if (domain === undefined) continue;
        byDomain.set(domain, [...(byDomain.get(domain) ?? []), ...tripleOf(handover)]);
      }
      waiting = [];
      for (const [domain, triples] of byDomain) {
        if (triples.length === 0) continue;
        const list = encode(...triples);
        const signature = signatory.sign(signed(organisation, domain, list));
        depositor.add(domain, encode(purpose, signatory.id, signature, list));
      }
      return depositor.flush(vault);
    },
    take(item, held) {
      const list = believedList(parts, item, held.domain);
      if (list === undefined) return { touched: [], accepted: false };
      const touched: Touched[] = [];
      let accepted = true;
      for (const { chart, secret } of openTriples(parts, list, held.domain)) {
        const taken = secret === undefined ? undefined : ring.take(chart, held, secret);
        touched.push(...(taken?.touched ?? []));
        accepted &&= taken?.fits ?? false;
        wipe(secret);
      }
      return { touched, accepted };
    },
    close: () => depositor.close(),
  };
}

/**
 * Sealing to a domain proves nobody: a planted key would be the planter's to read everything that is written under it.
 * So the list is believed when a person signed it to whom a steward has granted this compartment.
 */
function believedList(
  { vault, terminal, directory }: RingParts,
  item: Uint8Array,
  domain: Domain,
): Buffer[] | undefined {
  const [, person, signature, list] = decode(item);
  if (person?.length !== 16 || signature === undefined || list === undefined) return undefined;
  const { organisation } = terminal;
  const author = directory.person(idOf<PersonId>(person));
  if (author === undefined || !verifies(author.signKey, signed(organisation, domain, list), signature))
    return undefined;
  if (!isGranted(vault, organisation, directory, author.id, domain.compartment)) return undefined;
  const triples = decode(list);
  return triples.length % 3 === 0 ? triples : undefined;
}

function openTriples({ terminal, erase }: RingParts, list: readonly Buffer[], domain: Domain) {
  const opened: { chart: Buffer; secret: Buffer | undefined }[] = [];
  if (domain.compartment === "audit") return opened;
  for (let at = 0; at < list.length; at += 3) {
    const [chart, keyId, sealed] = list.slice(at, at + 3);
    const eraseKey = chart === undefined ? undefined : erase.find(chart);
    if (!chart || !keyId || !sealed || eraseKey === undefined) continue; // erased meanwhile: nothing is left to take
    opened.push({ chart, secret: openChecked(terminal.organisation, eraseKey, chart, domain, sealed, keyId) });
  }
  return opened;
}

function openChecked(
  organisation: Uint8Array,
  eraseKey: Parameters<typeof openErasable>[0],
  chart: Uint8Array,
  domain: Domain,
  sealed: Uint8Array,
  keyId: Uint8Array,
): Buffer | undefined {
  if (domain.compartment === "audit") return undefined;
  try {
    const secret = openErasable(eraseKey, organisation, chart, slotOf(domain.compartment), sealed);
    if (secret.length === 32 && same(keyIdOf(secret), keyId)) return secret;
    wipe(secret);
    return undefined;
  } catch {
    return undefined; // the batch stays, and is named
  }
}

export const signatoryOf = (person: PersonId, sign: Signatory["sign"]): Signatory => ({ id: idBytes(person), sign });
