// UTF-8, checked a byte at a time (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.

/**
 * The state before a first byte is 0. A positive state packs how many bytes are missing and the range of the next one.
 * Answers the next state, or -1 for a byte that may not stand here.
 */
export function utf8Step(state: number, byte: number): number {
  if (state !== 0) {
    const lowest = (state >> 8) & 0xff;
    const highest = (state >> 16) & 0xff;
    if (byte < lowest || byte > highest) return -1;
    const missing = (state & 0xff) - 1;
    return missing === 0 ? 0 : pack(missing, 0x80, 0xbf);
  }
  if (byte < 0x80) return 0;
  if (byte < 0xc2) return -1;
  if (byte < 0xe0) return pack(1, 0x80, 0xbf);
  if (byte < 0xf0) return pack(2, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf);
  if (byte < 0xf5) return pack(3, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf);
  return -1;
}

const pack = (missing: number, lowest: number, highest: number): number => missing | (lowest << 8) | (highest << 16);
