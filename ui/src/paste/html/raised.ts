/** Figures above and below the line: "m²" must not become "m2". */

const LETTERS = "0123456789+-−=()";
const ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
const BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

export type Raised = "sup" | "sub";

/** A text above or below the line by the characters that Unicode has for that; unchanged where it has none. */
export function raise(text: string, where: Raised): string {
  const figures = text.trim();
  const letters = [...figures];
  if (letters.length === 0 || !letters.every((letter) => LETTERS.includes(letter))) return text;
  const row = where === "sup" ? ABOVE : BELOW;
  return text.replace(figures, letters.map((letter) => row.charAt(LETTERS.indexOf(letter))).join(""));
}
