// The one origin the window may show, and how an address is compared with it.

/** The scheme of our page; registered as standard and secure before the app is ready. */
export const scheme = "app";
export const host = "wardkeep";
export const origin = `${scheme}://${host}`;
/** The only document a window ever loads. */
export const indexUrl = `${origin}/index.html`;

/** True when the address is parsed, and is exactly of our scheme, host and no port or login. Never a prefix comparison. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${scheme}:` && url.host === host && url.port === "" && url.username === "" && url.password === ""
  );
}

/** True for the index document of our origin, whatever its query or fragment. */
export function isIndex(address: string): boolean {
  return isOurs(address) && new URL(address).pathname === new URL(indexUrl).pathname;
}
