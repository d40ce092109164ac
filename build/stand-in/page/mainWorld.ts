// The page's end of contextBridge; runs before any script of the page.
import { makeBridge, type Crossing } from "./bridge.ts";

/** Put before this text by webContents.ts. */
declare const standIn: { readonly secret: string };

if (window === window.top) {
  const { defineProperty, freeze } = Object;
  const bridge = makeBridge(`${standIn.secret}>`, `${standIn.secret}<`);
  bridge.answer("expose", ({ name, members }: { name: string; members: [string, Crossing][] }) => {
    if (name in window) throw new Error("Cannot bind an API on top of an existing property on the window object");
    const made = Object.fromEntries(members.map(([member, crossing]) => [member, bridge.unpack(crossing)]));
    defineProperty(window, name, { value: freeze(made), writable: false, configurable: false, enumerable: true });
  });
}
