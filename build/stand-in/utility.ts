// Preloaded into a utility process: `process.parentPort` on Node's own channel.
import { EventEmitter } from "node:events";

const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => process.send?.(message) });
const early: unknown[] = [];
const hear = (message: unknown): void => {
  if (port.listenerCount("message") === 0) early.push(message);
  else port.emit("message", { data: message, ports: [] });
};
port.on("newListener", (event) => {
  if (event === "message") process.nextTick(() => early.splice(0).forEach(hear));
});
process.on("message", hear);
process.on("disconnect", () => process.exit(0));
Object.defineProperty(process, "type", { value: "utility" });
Object.defineProperty(process, "parentPort", { value: port });
