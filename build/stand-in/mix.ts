import { EventEmitter } from "node:events";

/** Gives an emitter more members; getters stay getters. */
export const mix = <T extends object>(events: EventEmitter, members: T): EventEmitter & T =>
  Object.defineProperties(events, Object.getOwnPropertyDescriptors(members)) as EventEmitter & T;
