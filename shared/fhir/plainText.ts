// Words out of narratives and attachments, so that the term list can be looked for in them.

declare const atob: (text: string) => string;
declare class TextDecoder {
  constructor(encoding?: string);
  decode(bytes: Uint8Array): string;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** XHTML without its tags; characters written as entities count as themselves. */
export const plainText = (xhtml: string): string =>
  xhtml
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,6}));/gi, (all, hex, decimal, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? all;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    });

const textual = /^(?:text\/|application\/(?:.*[+/])?(?:xml|json|rtf)\b)/i;
const marked = /html|xml/i;

/**
 * The text of an attachment, from its base64. Undefined when it cannot be read here: a picture, a PDF, an address
 * without content, broken base64. Nothing to read is no text.
 */
export function textOfAttachment(contentType: string, data: unknown): string | undefined {
  if (!textual.test(contentType) || typeof data !== "string") return undefined;
  try {
    const binary = atob(data.replace(/\s/g, ""));
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    const text = new TextDecoder(charsetOf(contentType)).decode(bytes);
    return marked.test(contentType) ? plainText(text) : text;
  } catch {
    return undefined; // broken base64 or an unknown character set: unreadable, so the part becomes unsure
  }
}

const charsetOf = (contentType: string): string => /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
