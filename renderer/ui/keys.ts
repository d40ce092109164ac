// Keyboard shortcuts: one table a screen, heard while the screen is there. No single key changes data.
import { useEffect } from "react";

export interface KeyPress {
  /** As in KeyboardEvent.key, lower case; `code` instead where the key's place counts. */
  readonly key?: string;
  readonly code?: string;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
}

export interface KeyAction extends KeyPress {
  readonly act: () => void;
  /** Also while typing in a field; a plain key never. */
  readonly inFields?: boolean;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));

const matches = (event: KeyboardEvent, press: KeyPress): boolean =>
  (press.code === undefined ? event.key.toLowerCase() === press.key : event.code === press.code) &&
  (event.ctrlKey || event.metaKey) === (press.ctrl ?? false) &&
  event.altKey === (press.alt ?? false) &&
  (press.shift === undefined || event.shiftKey === press.shift);

/** Listens for the table's keys; not while a person composes Chinese, and not under an open dialog unless `inFields`. */
export function useKeys(actions: readonly KeyAction[]): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented) return;
      const action = actions.find((candidate) => matches(event, candidate));
      if (action === undefined) return;
      const busy = isField(event.target) || document.querySelector("[role=dialog]") !== null;
      if (busy && action.inFields !== true) return;
      event.preventDefault();
      action.act();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [actions]);
}

/** Moves the focus to the next part of the window that is marked data-region; F6 as in every desktop program. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.offsetParent !== null,
  );
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const start = here < 0 && step === -1 ? 0 : here;
  const region = regions[(start + step + regions.length) % regions.length];
  region?.focus();
}
