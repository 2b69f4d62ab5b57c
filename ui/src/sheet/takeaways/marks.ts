/** Bold and italic in a takeaway, which is inline Markdown. */

interface Selected {
  from: number;
  to: number;
}

const LENGTHS = { strong: 2, emphasis: 1 } as const;

/** The text with the selection bold or italic, or no longer so; what is selected stays selected. Offsets are in UTF-16 units. */
export function marked(text: string, { from, to }: Selected, sign: "strong" | "emphasis"): Selected & { text: string } {
  // Marks stand at words, and not at the spaces around them.
  const within = text.slice(from, to);
  const start = within.trim() === "" ? from : from + within.length - within.trimStart().length;
  const end = within.trim() === "" ? to : to - (within.length - within.trimEnd().length);
  const length = LENGTHS[sign];
  const stars = "*".repeat(length);
  // The marks themselves may be selected with the words.
  const inner = starsAround(text, start, end, "inside");
  if (end - start > 2 * inner && has(inner, sign)) {
    const words = text.slice(start + length, end - length);
    return { text: text.slice(0, start) + words + text.slice(end), from: start, to: start + words.length };
  }
  const outer = starsAround(text, start, end, "outside");
  if (has(outer, sign)) {
    const words = text.slice(start, end);
    return {
      text: text.slice(0, start - length) + words + text.slice(end + length),
      from: start - length,
      to: end - length,
    };
  }
  return {
    text: text.slice(0, start) + stars + text.slice(start, end) + stars + text.slice(end),
    from: start + length,
    to: end + length,
  };
}

/** One star is italic, two are bold, three are both. */
function has(stars: number, sign: "strong" | "emphasis"): boolean {
  return sign === "strong" ? stars >= 2 : stars === 1 || stars >= 3;
}

function starsAround(text: string, from: number, to: number, side: "inside" | "outside"): number {
  const [left, right] =
    side === "outside"
      ? [/\**$/.exec(text.slice(0, from)), /^\**/.exec(text.slice(to))]
      : [/^\**/.exec(text.slice(from, to)), /\**$/.exec(text.slice(from, to))];
  return Math.min(left?.[0].length ?? 0, right?.[0].length ?? 0);
}
