// The one listener for messages from the page: who sent it, what shape it has, then on to the core.
import type { Dialog, IpcMain, IpcMainInvokeEvent, OpenDialogOptions, WebContents } from "electron/main";
import { contract, requestSchema, type CallReply, type CallRequest } from "#shared/contract/index.ts";
import type { RefusalCode } from "#shared/refusal.ts";
import { callChannel } from "./channels.ts";
import { isPlain } from "./envelope.ts";
import { isIndex } from "./origin.ts";

export interface Ears {
  readonly ipcMain: Pick<IpcMain, "handle">;
  readonly dialog: Pick<Dialog, "showOpenDialog">;
  /** The web contents of the windows we made. */
  readonly known: () => readonly WebContents[];
  readonly pass: (request: CallRequest) => Promise<CallReply>;
  readonly filesDialog: OpenDialogOptions;
}

const refused = (code: RefusalCode): CallReply => ({ refusal: { code, facts: {} } });

/**
 * True for the top frame of a window that we made, while it shows our index document. The frame is null once it has
 * navigated or died, and a frame inside the page is never the top frame.
 */
export function isOurPage(
  event: Pick<IpcMainInvokeEvent, "sender" | "senderFrame">,
  known: readonly WebContents[],
): boolean {
  const frame = event.senderFrame;
  return known.includes(event.sender) && frame !== null && frame.parent === null && isIndex(frame.url);
}

/** Starts to listen. A stranger gets an error without a word; a malformed request gets a refusal. */
export function listen(ears: Ears): void {
  ears.ipcMain.handle(callChannel, async (event, ...words: unknown[]): Promise<CallReply> => {
    if (!isOurPage(event, ears.known())) throw new Error("refused");
    if (words.length !== 1 || !isPlain(words[0])) return refused("malformedCall");
    const request = requestSchema.safeParse(words[0]);
    if (!request.success) return refused("malformedCall");
    const entry = Object.hasOwn(contract, request.data.call)
      ? contract[request.data.call as keyof typeof contract]
      : undefined;
    if (entry === undefined) return refused("unknownCall");
    if (!("asks" in entry)) return ears.pass(request.data);
    const files = await askForFiles(ears);
    return files === undefined
      ? refused("cancelled")
      : ears.pass({ ...request.data, input: withFiles(request.data.input, files) });
  });
}

/** The page cannot name a path: whatever it sent as `files` is replaced by what the person chose in a native dialog. */
const withFiles = (input: unknown, files: readonly string[]): unknown => ({ ...(input as object), files });

async function askForFiles(ears: Ears): Promise<readonly string[] | undefined> {
  const chosen = await ears.dialog.showOpenDialog(ears.filesDialog);
  return chosen.canceled || chosen.filePaths.length === 0 ? undefined : chosen.filePaths;
}
