// A document or message kept whole: which patients it is about.
import { isObject, type JsonObject } from "./json.ts";
import { subjectsOf } from "./subjects.ts";

/** The patients of a bundle's entries; a patient whom entries name in several ways counts once. */
export function bundleSubjects(bundle: JsonObject): string[] {
  const entries = (Array.isArray(bundle["entry"]) ? bundle["entry"] : []).filter(isObject);
  const canonical = new Map<string, string>();
  const found = new Set<string>();
  for (const { resource, fullUrl } of entries) {
    if (!isObject(resource) || resource["resourceType"] !== "Patient") continue;
    const names = [
      ...(typeof resource["id"] === "string" ? [`Patient/${resource["id"]}`] : []),
      ...(typeof fullUrl === "string" ? [fullUrl] : []),
    ];
    const [first] = names;
    if (first === undefined) continue;
    for (const name of names) canonical.set(name, first);
    found.add(first);
  }
  for (const { resource } of entries) {
    if (!isObject(resource) || resource["resourceType"] === "Patient") continue;
    for (const subject of subjectsOf(resource)) found.add(canonical.get(subject) ?? subject);
  }
  return [...found];
}
