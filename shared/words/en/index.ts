import { entrance } from "./entrance.ts";
import { frame } from "./frame.ts";
import { office } from "./office.ts";
import { reasons } from "./reasons.ts";
import { records } from "./records.ts";

export const words = { ...entrance, ...frame, ...office, ...reasons, ...records };
