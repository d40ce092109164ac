// `ipcMain`, and how a message of a page finds its handler.
import { offer } from "./offer.ts";

type Handler = (event: object, ...words: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

export const ipcMain = offer("ipcMain", {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
});

/** The reply to an `invoke`: true and the value, or false and what the page is told. */
export async function answerInvoke(event: object, channel: string, words: unknown[]): Promise<[boolean, unknown]> {
  const handler = handlers.get(channel);
  if (handler === undefined) return [false, `Error: No handler registered for '${channel}'`];
  try {
    return [true, structuredClone(await handler(event, ...words))];
  } catch (error) {
    const clone = error instanceof DOMException && error.name === "DataCloneError";
    const told = clone ? "Error: An object could not be cloned." : String(error);
    console.error(`Error occurred in handler for '${channel}':`, told);
    return [false, told];
  }
}
