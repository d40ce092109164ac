// What records work with for one signed-in session: the open vault, the log, the terminal and the keys held.
import type { Log } from "#audit/log.ts";
import type { Directory } from "#keys/directory.ts";
import type { Keyring, Scope } from "#keys/keyring.ts";
import type { Terminal } from "#keys/terminal.ts";
import type { Search } from "#search/search.ts";
import type { WritableVault } from "#vault/vault.ts";
import type { Clock } from "#shared/clock.ts";
import { siteWide, type Compartment } from "#shared/roles.ts";

export interface Desk {
  readonly vault: WritableVault;
  readonly log: Log;
  readonly terminal: Terminal;
  readonly directory: Directory;
  readonly keyring: Keyring;
  readonly search: Search;
  readonly clock: Clock;
}

/** The number of the chart that holds what has no patient, or several. */
export const commonChart = 0;

/** A compartment is sealed for the whole site, or for one care unit (the house in a one-unit clinic). */
export const scopeOf = (compartment: Compartment, unit: Scope): Scope =>
  siteWide.includes(compartment) ? "site" : unit;
