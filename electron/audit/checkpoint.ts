// The signed text of a checkpoint, after C2SP tlog-checkpoint: origin, size, root.
import type { LogIdentity } from "./leaf.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

export const checkpointText = (identity: LogIdentity, size: number, root: Uint8Array): Buffer =>
  Buffer.from(
    `wardkeep/${hex(identity.organisation)}/${hex(identity.terminal)}\n${size}\n${Buffer.from(root).toString("base64")}\n`,
  );
