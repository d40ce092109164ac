// `Menu`: its structure, what its items do when clicked, and the keys that click them. No menu bar is drawn.
import type { MenuItemConstructorOptions as Wishes } from "electron/main";
import { app } from "./app.ts";
import { offer } from "./offer.ts";

/** What a role does to the window in front. */
export interface RoleTarget {
  close(): void;
  minimize(): void;
  reload(): void;
}

interface Item {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly enabled: boolean;
  readonly submenu: MenuFace | undefined;
  click(window?: RoleTarget): void;
}

interface MenuFace {
  readonly items: readonly Item[];
  getMenuItemById(id: string): Item | null;
}

function itemOf(wishes: Wishes): Item {
  const { id, role, label, accelerator, enabled, submenu, click } = wishes;
  return offer("menuItem", {
    id,
    label: label ?? role ?? "",
    role,
    accelerator: typeof accelerator === "string" ? accelerator : undefined,
    enabled: enabled ?? true,
    submenu: Array.isArray(submenu) ? menuOf(submenu) : undefined,
    click(window?: RoleTarget) {
      if (role === undefined) (click as ((...words: unknown[]) => void) | undefined)?.(this, window, {});
      else playRole(role.toLowerCase(), window);
    },
  });
}

function menuOf(template: readonly Wishes[]): MenuFace {
  const items = template.map(itemOf);
  return offer("menu", {
    items,
    getMenuItemById(id: string): Item | null {
      for (const item of items) {
        const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
        if (found) return found;
      }
      return null;
    },
  });
}

/** Roles of editing and of text size are the browser's own here. */
function playRole(role: string, window: RoleTarget | undefined): void {
  if (role === "quit") app.quit();
  else if (role === "close") window?.close();
  else if (role === "minimize") window?.minimize();
  else if (role === "reload") window?.reload();
}

let ours: MenuFace | null = null;

export const Menu = offer("Menu", {
  buildFromTemplate: menuOf,
  setApplicationMenu: (menu: MenuFace | null) => void (ours = menu),
  getApplicationMenu: () => ours,
});

const keyNames: Readonly<Record<string, string>> = {
  commandorcontrol: "control", cmdorctrl: "control", ctrl: "control", command: "meta", cmd: "meta", option: "alt",
}; // prettier-ignore
const sameKeys = (accelerator: string, keys: readonly string[]): boolean => {
  const wanted = accelerator.toLowerCase().split("+").map((word) => keyNames[word] ?? word); // prettier-ignore
  return wanted.toSorted().join() === keys.toSorted().join();
};

/** Clicks the item whose accelerator these keys are. */
export function pressKeys(keys: readonly string[], window: RoleTarget, menu: MenuFace | null = ours): void {
  for (const item of menu?.items ?? []) {
    if (item.accelerator !== undefined && item.enabled && sameKeys(item.accelerator, keys)) item.click(window);
    if (item.submenu !== undefined) pressKeys(keys, window, item.submenu);
  }
}
