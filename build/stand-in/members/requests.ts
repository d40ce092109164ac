// A page's requests: each is held by the browser until main has said whether it may be, and what answers it.
import type { Facts, Session as Conversation } from "../chromium.ts";
import { makeEvent } from "./offer.ts";
import { fromWire, isPrivileged, toWire, type SessionState } from "./session.ts";

export interface Asker {
  readonly session: SessionState;
  readonly mainFrame: () => string;
  /** The address that the page itself has asked to go to, as the browser said it; once. */
  readonly takeAsked: () => string;
  readonly emit: (event: string, details: object) => void;
}

/** The page of a window before the app has told it where to go. */
export const bootAddress = "https://boot.stand-in.invalid/";

/** Answers one held request. */
export async function decideRequest(page: Conversation, asker: Asker, held: Facts): Promise<void> {
  const { requestId, request, resourceType, frameId } = held as {
    requestId: string;
    request: Facts;
    resourceType: string;
    frameId: string;
  };
  const fail = (errorReason: string): void => page.tell("Fetch.failRequest", { requestId, errorReason });
  const url = fromWire(request.url as string);
  if (url.startsWith(bootAddress)) {
    const responseHeaders = [{ name: "content-type", value: "text/html" }];
    return page.tell("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders, body: "" });
  }
  const isMainFrame = resourceType === "Document" && frameId === asker.mainFrame();
  if (resourceType === "Document" && !mayNavigate(asker, request.url as string, url, isMainFrame))
    return fail("Aborted");
  if (await isCancelled(asker.session, requestId, url, request.method as string)) return fail("BlockedByClient");
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/.exec(url)?.[0] ?? "";
  const answer = asker.session.handlers.get(scheme);
  if (answer === undefined) {
    return isPrivileged(scheme) ? fail("AddressUnreachable") : page.tell("Fetch.continueRequest", { requestId });
  }
  const reply = await answer(new Request(url, { method: request.method as string, headers: headersOf(request) }));
  page.tell("Fetch.fulfillRequest", {
    requestId,
    responseCode: reply.status,
    responseHeaders: [...reply.headers].map(([name, value]) => ({ name, value: wireWords(value) })),
    body: Buffer.from(await reply.arrayBuffer()).toString("base64"),
  });
}

/** Electron asks only about what the page itself wants, never about what main has loaded; always about frames. */
function mayNavigate(asker: Asker, wire: string, url: string, isMainFrame: boolean): boolean {
  if (isMainFrame && asker.takeAsked() !== wire) return true;
  const details = makeEvent({ url, isMainFrame, isSameDocument: false });
  asker.emit("will-frame-navigate", details);
  if (isMainFrame) asker.emit("will-navigate", details);
  return !details.defaultPrevented;
}

function isCancelled({ beforeRequest }: SessionState, id: string, url: string, method: string): Promise<boolean> {
  if (beforeRequest === undefined) return Promise.resolve(false);
  return new Promise((give) => beforeRequest({ id, url, method }, (decision) => give(decision.cancel === true)));
}

function headersOf(request: Facts): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers as object)) headers.set(name, fromWire(String(value)));
  return headers;
}

/** Addresses in headers of the app's answer, such as those of a policy, in the browser's words. */
const wireWords = (value: string): string => value.replace(/\b[a-z][a-z0-9+-]*:\/\/[a-z0-9.-]+/g, toWire);
