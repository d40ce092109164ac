// What a message from the page may look like before anything else sees it: plain JSON of bounded size and depth.

/** Caps of one request. An entry may be large (a scanned letter in a Binary); nothing that a person types is. */
export const caps = { characters: 16 * 1024 * 1024, depth: 64, values: 200_000 } as const;

/**
 * True when `value` is plain JSON (structured clone also carries Map, Date, typed arrays, cycles and a member named
 * `__proto__`) within the caps. Walks with its own stack, so that no depth can overflow ours.
 */
export function isPlain(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let characters = 0;
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++values > caps.values || next.depth > caps.depth) return false;
    const inside = membersOf(next.value);
    if (inside === undefined) return false;
    characters += inside.characters;
    if (characters > caps.characters) return false;
    for (const member of inside.members) waiting.push({ value: member, depth: next.depth + 1 });
  }
  return true;
}

interface Members {
  readonly characters: number;
  readonly members: readonly unknown[];
}

const scalar = (characters: number): Members => ({ characters, members: [] });

/** What stands inside one value, or undefined when it is no JSON value. A member without a value counts as absent. */
function membersOf(value: unknown): Members | undefined {
  if (value === null || value === undefined || typeof value === "boolean") return scalar(4);
  if (typeof value === "string") return scalar(value.length);
  if (typeof value === "number") return Number.isFinite(value) ? scalar(8) : undefined;
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) return { characters: 2, members: value };
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const names = Object.keys(value);
  if (names.includes("__proto__")) return undefined;
  return { characters: names.reduce((sum, name) => sum + name.length, 2), members: Object.values(value) };
}
