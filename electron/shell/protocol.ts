// Serves the page's own files under app://wardkeep, each answer with the headers that fence the page in.
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { isOurs } from "./origin.ts";

/**
 * The policy of every document we serve: own files only, no frames, no workers, no forms, no foreign addresses,
 * and no text turned into script or markup except through the Trusted Types policy `default`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

const fences = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff", // a file is what its type says, never what it looks like
  "cache-control": "no-store", // nothing of the page reaches a cache
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

const missing = (): Response => new Response(null, { status: 404, headers: fences });

/**
 * The path below the page's folder that an address names, or undefined. Only plain names are allowed, segment by
 * segment and before any decoding: no percent sign, backslash, NUL, empty, dotted or hidden segment gets through.
 */
export function plainPath(address: string): string | undefined {
  if (!isOurs(address)) return undefined;
  const { pathname } = new URL(address);
  const segments = pathname.slice(1).split("/");
  return segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(segment)) ? segments.join("/") : undefined;
}

/** Answers one request of the page from `folder`; whatever is not a plain, known kind of file there is a 404. */
export async function servePage(folder: string, request: Request): Promise<Response> {
  const path = plainPath(request.url);
  const type = path === undefined ? undefined : types[extname(path)];
  if (path === undefined || type === undefined || request.method !== "GET") return missing();
  try {
    return new Response(new Uint8Array(await readFile(join(folder, path))), {
      headers: { ...fences, "content-type": type },
    });
  } catch {
    return missing();
  }
}
