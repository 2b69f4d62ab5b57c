/**
 * Marks of text that is still to come. They are journalism's own, and few enough that ordinary prose has none of them:
 * - `TK`, `TKTK`, `tk` as a word of its own, in any script's text, but not in an address or a mail's name;
 * - `XXX` and longer, in capitals, as a word of its own; a `____` that is no rule across the page;
 * - `[TK …]`, `[placeholder …]`, `[TBD]`, `[TODO …]`, `[insert …]`, `[xx]`, `[待补]`, `[… to come]` and the like, unless it is a
 *   link;
 * - `待补` and `待补充`, and `【…待…】` with anything that is awaited in it. `待定` alone is a fact that can be reported.
 */
import type { Range } from "../typing";

const MARK = new RegExp(
  [
    String.raw`\[(?:tk|tbd|todo|xx+|placeholder|insert|待)[^\]\n]{0,80}\](?![([])`,
    String.raw`\[[^\]\n]{1,80}\b(?:tk|tb[acd]|to (?:come|follow|check|confirm|be (?:added|checked|confirmed)))\](?![([])`,
    String.raw`【[^】\n]{0,60}待[^】\n]{0,60}】`,
    String.raw`待补充?`,
    String.raw`(?<![\w./@:#-])(?:(?:TK)+|(?:tk)+|X{3,})(?![\w/@-]|\.\w)`,
    String.raw`(?<![\w_])_{4,}(?![\w_])`,
  ].join("|"),
  "giu",
);

/** Whether what was found in any case is a mark in this one. */
function isMark(found: string, line: string): boolean {
  if (found.startsWith("_")) return line.trim() !== found;
  return !/^[tx]/i.test(found) || /^(?:(?:TK)+|(?:tk)+|X{3,})$/.test(found);
}

/** Where the marks stand in a line, in UTF-16 units. Linear in its length. */
export function placeholdersIn(line: string): Range[] {
  // Most lines have none of these, and are done with.
  if (!/[【待[_]|tk|XXX/i.test(line)) return [];
  return [...line.matchAll(MARK)]
    .filter(([found]) => isMark(found, line))
    .map(({ 0: found, index }) => ({ from: index, to: index + found.length }));
}

/** Where the marks stand in a text of several lines. */
export function placeholders(text: string): Range[] {
  const found: Range[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    for (const { from, to } of placeholdersIn(line)) found.push({ from: start + from, to: start + to });
    start += line.length + 1;
  }
  return found;
}
