// What is not offered throws, by name: an app that works here can not have used what nobody imitates.

/** Names that Node, the inspector and `await` look up on any object. */
const looked = new Set(["then", "toJSON", "nodeType", "inspect", "domain", "captureRejections"]);

/** The same object, except that reading a member that it does not have throws. */
export function offer<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(from, member, receiver) {
      if (member in from || typeof member === "symbol" || member.startsWith("_") || looked.has(member)) {
        return Reflect.get(from, member, receiver);
      }
      throw new Error(`stand-in: ${name}.${member} is not offered`);
    },
  });
}

/** An event as Electron hands it to listeners. */
export interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function makeEvent<T extends object>(more: T = {} as T): T & Preventable {
  return Object.assign(more, {
    defaultPrevented: false,
    preventDefault(this: Preventable) {
      this.defaultPrevented = true;
    },
  });
}
