// The only Trusted Types policy of the page, made before any other code runs: text never becomes markup or script.

interface PolicyRules {
  createHTML(text: string): string | null;
}
interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): unknown;
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;

// React Aria's announcer clears itself with an empty string; null refuses everything else, and createScript is absent.
factory?.createPolicy("default", { createHTML: (text) => (text === "" ? "" : null) });
