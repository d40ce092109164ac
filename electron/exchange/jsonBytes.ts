// Which bytes stand where in JSON (RFC 8259).
import type { TextReason } from "#shared/importReasons.ts";

export const quote = 0x22;
export const backslash = 0x5c;
export const slash = 0x2f;
export const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
export const isNumberByte = (byte: number): boolean =>
  isDigit(byte) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x45 || byte === 0x65;
export const isHexDigit = (byte: number): boolean =>
  isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
export const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
export const words = ["true", "false", "null"];
export const syntaxReason = (byte: number): TextReason => (byte === slash ? "comment" : "badSyntax");
