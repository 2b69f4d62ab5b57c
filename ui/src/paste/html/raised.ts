/** Figures above and below the line: "m²" must not become "m2". */

const LETTERS = "0123456789+-−=()";
const ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
const BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

/** The text of a `sup` or `sub` by the characters that Unicode has for that; unchanged where it has none. */
export function raise(text: string, where: "sup" | "sub"): string {
  const letters = [...text.trim()];
  if (!letters.every((letter) => LETTERS.includes(letter))) return text;
  const row = where === "sup" ? ABOVE : BELOW;
  return letters.map((letter) => row.charAt(LETTERS.indexOf(letter))).join("");
}
