// Why a file or an entry of it was not taken: a closed list, worded in both languages by the page.

/** Reasons that concern a whole file: nothing of it is stored (except "parserDied" and "parserSlow" midway). */
export const fileReasons = [
  "fileUnreadable", // the file cannot be opened or read
  "fileEmpty", // nothing but space in it
  "fileTooLarge", // over 4 GiB, as it is or unpacked
  "gzipBomb", // unpacks to far more than any record would
  "gzipDamaged", // the compressed stream is cut or its check sum is wrong
  "utf16", // FHIR JSON is UTF-8
  "xml", // FHIR XML is not read
  "formatUnknown", // neither JSON nor NDJSON
  "bundleTypeUnknown", // a Bundle without one of R4's types
  "parserDied", // the parser's process ended: too much memory, or a crash
  "parserSlow", // the parser said nothing for too long
] as const;

/** Reasons that concern the JSON text. In NDJSON they refuse a line, in any other file the whole file. */
export const textReasons = [
  "nulByte",
  "invalidUtf8",
  "controlCharacter", // inside a string, unescaped
  "cut", // the text ends too early
  "trailingGarbage", // something stands after the end
  "trailingComma",
  "comment",
  "badSyntax",
  "badEscape",
  "badNumber",
  "tooDeep", // over 64 levels
  "stringTooLong", // over 16 MB
  "numberTooLong", // over 1,000 characters
  "keyTooLong", // over 1,000 bytes
  "tooManyKeys", // over 10,000 in one object
  "duplicateKey",
] as const;

/** Reasons that concern one entry; in a transaction one such entry refuses the whole file. */
export const entryReasons = [
  "entryTooLarge", // over 64 MB
  "noResource", // no resource, or none that is an object
  "typeMissing", // no resourceType
  "typeUnknown", // not one of R4's resource types
  "idInvalid", // not 1 to 64 of A-Z a-z 0-9 - .
  "requestUnsupported", // a request to delete, search or patch is no record
  "otherPatient", // the entry is stored already, for another patient
] as const;

export const importReasons = [...fileReasons, ...textReasons, ...entryReasons] as const;
export type ImportReason = (typeof importReasons)[number];
export type TextReason = (typeof textReasons)[number];
