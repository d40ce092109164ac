// What passes between the page's world and the preload's: events on the document both share, under a name nobody knows.
// `dispatchEvent` is synchronous, and `detail` is cloned on its way between worlds. As with Electron's contextBridge,
// functions and promises cross as stand-ins of themselves; here only where they stand alone, not inside other values.

export type Crossing =
  { readonly kind: "function" | "promise"; readonly id: number } | { readonly kind: "value"; readonly value: unknown };
type Reply = { readonly gave: Crossing } | { readonly failed: string };

export interface Bridge {
  /** What crosses in place of `value`. */
  pack(value: unknown): Crossing;
  unpack(crossing: Crossing): unknown;
  /** Asks the other side, and hears its answer before this returns; throws what the other side threw. */
  ask(kind: string, detail: object): unknown;
  answer(kind: string, how: (detail: never) => unknown): void;
}

// The page may replace what it likes afterwards; these are the originals.
const { CustomEvent: Event, Promise: Promised, Error: Failure, Map: Table } = globalThis;
const { apply } = Reflect;
const dispatch = EventTarget.prototype.dispatchEvent.bind(document);
const listen = EventTarget.prototype.addEventListener.bind(document);
const then = Promise.prototype.then;

/** One end. `mine` and `theirs` name the events that this end sends and hears. */
export function makeBridge(mine: string, theirs: string): Bridge {
  const functions: ((...words: unknown[]) => unknown)[] = [];
  const promises = new Table<number, { give: (value: unknown) => void; fail: (error: unknown) => void }>();
  let count = 0;
  let reply: Reply | null | undefined;
  const send = (kind: string, detail: object): boolean => dispatch(new Event(mine + kind, { detail }));

  const bridge: Bridge = {
    pack(value) {
      if (typeof value === "function") return { kind: "function", id: functions.push(value as () => unknown) - 1 };
      if (!(value instanceof Promised)) return { kind: "value", value };
      const id = ++count;
      const settle = (settled: Reply): boolean => send("settle", { id, settled });
      void apply(then, value, [
        (given: unknown) => settle({ gave: bridge.pack(given) }),
        (error: unknown) => settle({ failed: messageOf(error) }),
      ]);
      return { kind: "promise", id };
    },
    unpack(crossing) {
      if (crossing.kind === "value") return crossing.value;
      const { kind, id } = crossing;
      if (kind === "promise") return new Promised((give, fail) => promises.set(id, { give, fail }));
      return (...words: unknown[]) => bridge.ask("call", { id, words: words.map(bridge.pack) });
    },
    ask(kind, detail) {
      reply = undefined;
      send(kind, detail);
      const heard = reply as Reply | null | undefined;
      reply = undefined;
      if (heard === undefined || heard === null) throw new Failure("An object could not be cloned.");
      if ("failed" in heard) throw new Failure(heard.failed);
      return bridge.unpack(heard.gave);
    },
    answer(kind, how) {
      listen(theirs + kind, (event) => {
        let made: Reply;
        try {
          made = { gave: bridge.pack(how((event as CustomEvent).detail as never)) };
        } catch (error) {
          made = { failed: messageOf(error) };
        }
        send("reply", made);
      });
    },
  };
  listen(`${theirs}reply`, (event) => {
    reply = (event as CustomEvent).detail as Reply | null;
  });
  listen(`${theirs}settle`, (event) => {
    const { id, settled } = (event as CustomEvent).detail as { id: number; settled: Reply };
    const waiting = promises.get(id);
    promises.delete(id);
    if ("failed" in settled) waiting?.fail(new Failure(settled.failed));
    else waiting?.give(bridge.unpack(settled.gave));
  });
  bridge.answer("call", ({ id, words }: { id: number; words: Crossing[] }) =>
    functions[id]?.(...words.map(bridge.unpack)),
  );
  return bridge;
}

const messageOf = (error: unknown): string => (error instanceof Failure ? error.message : String(error));
