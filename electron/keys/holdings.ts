// The domain keys of one session, by scope, compartment and epoch.
import type { KeyObject } from "node:crypto";
import { keyOf } from "#crypto/aead.ts";
import { wipe } from "#crypto/bytes.ts";
import { expand } from "#crypto/derive.ts";
import type { Domain } from "./directory.ts";
import type { DomainOf } from "./domains.ts";
import type { HeldDomain } from "./grants.ts";
import type { Scope } from "./terminal.ts";

export interface Held {
  readonly domain: Domain;
  /** D. */
  readonly secret: Buffer;
  /** `d/wrap`: opens and seals entries of ring rows. */
  readonly wrap: KeyObject;
}
export interface Holdings {
  /** The newest epoch that is held, or the one named. */
  find(scope: Scope, compartment: DomainOf, epoch?: number): Held | undefined;
  all(): readonly Held[];
  /** Wipes every D. */
  close(): void;
}

/** Takes the secrets over. */
export function holdingsOf(domains: readonly HeldDomain[]): Holdings {
  const all = domains.map(({ domain, secret }): Held => {
    const wrap = expand(secret, "d/wrap");
    try {
      return { domain, secret, wrap: keyOf(wrap) };
    } finally {
      wipe(wrap);
    }
  });
  const byName = new Map<string, Held>();
  for (const held of [...all].sort((a, b) => a.domain.epoch - b.domain.epoch)) {
    const { scope, compartment, epoch } = held.domain;
    byName.set(`${scope}/${compartment}`, held);
    byName.set(`${scope}/${compartment}/${epoch}`, held);
  }
  return {
    find: (scope, compartment, epoch) =>
      byName.get(epoch === undefined ? `${scope}/${compartment}` : `${scope}/${compartment}/${epoch}`),
    all: () => (byName.size === 0 ? [] : all),
    close() {
      wipe(...all.map((held) => held.secret));
      byName.clear();
    },
  };
}
