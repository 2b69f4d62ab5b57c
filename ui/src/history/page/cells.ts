/** The cells of a table's row. */
import type { Span } from "../../backend";

/** A row's words, cell by cell: a tab stands between two of them. */
export function cells(spans: readonly Span[]): Span[][] {
  const all: Span[][] = [[]];
  for (const span of spans) {
    const [first = "", ...others] = span.text.split("\t");
    if (first !== "") all.at(-1)?.push({ ...span, text: first });
    for (const text of others) all.push(text === "" ? [] : [{ ...span, text }]);
  }
  return all;
}
