// The only channel by which a page speaks, and the only one by which it is spoken to.
export const callChannel = "wardkeep:call";
export const eventChannel = "wardkeep:event";
