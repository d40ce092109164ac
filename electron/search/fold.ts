// Text as it is compared: without case, marks, width and ligatures, so that "Őrsi" is found by "orsi" and "Ｗ" by "w".

/** Letters that Unicode does not take apart, as hospitals type them on any keyboard. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
};

/** Lower case, compatibility forms made plain, combining marks dropped. */
export function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
  return plain.toLowerCase().replace(/[ßæœøđðþłħıŋŧ]/g, (letter) => letters[letter] ?? letter);
}

/** Identifiers are compared by letters and digits alone: "MRN-001 234" is "mrn001234". */
export const foldIdentifier = (value: string): string => fold(value).replace(/[^\p{L}\p{N}]/gu, "");

export const foldDigits = (number: string): string => fold(number).replace(/[^0-9]/g, "");
/** Digits without the zeros that stand for a trunk or a way abroad. */
export const withoutTrunk = (digits: string): string => digits.replace(/^0+/, "");
/** Telephone numbers are compared by digits. */
export const foldPhone = (number: string): string => withoutTrunk(foldDigits(number));
