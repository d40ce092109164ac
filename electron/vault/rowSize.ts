/**
 * Bytes of every sealed row's body, of whatever kind: two rows with their version, hash and headers fill one 8 KiB
 * page of the vault file (8,128 usable bytes beside the page cipher's 64). Part of the storage format.
 */
export const rowSize = 4000;
