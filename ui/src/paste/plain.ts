/** Plain text from the clipboard, with its line ends tidied. */
import { cleaned, columns, isHan } from "./characters";

/** A line that is a paragraph by itself is at least so wide, in columns. */
const NARROWEST_PARAGRAPH = 40;
const SENTENCE_END = /[.!?…。！？][\])）"'”’」』》]*$/;

/** Text as the source of the body or the analysis: it may be Markdown, so it stays as it is but for what nobody sees. */
export function tidied(text: string): string {
  const lines = cleaned(text)
    .split("\n")
    // Two spaces at the end break a line in Markdown; more or fewer are left over.
    .map((line) => (/\S {2}$/.test(line) ? line : line.trimEnd()));
  const tidy = lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
  return isParagraphs(lines.filter((line) => line !== "")) && !tidy.includes("\n\n")
    ? tidy.replaceAll("\n", "\n\n")
    : tidy;
}

/** Whether each line is a paragraph: pages and chats are often copied so, without empty lines between. */
function isParagraphs(lines: readonly string[]): boolean {
  return (
    lines.length > 1 && lines.every((line) => columns(line) >= NARROWEST_PARAGRAPH && SENTENCE_END.test(line.trim()))
  );
}

/** Text as one line. */
export function oneLine(text: string): string {
  return cleaned(text)
    .trim()
    .replace(/[ \t\u00A0]*\n\s*/g, (_, at: number, all: string) => {
      const before = all.slice(0, at).at(-1) ?? "";
      const after = all.slice(at).trimStart().charAt(0);
      return isHan(before) && isHan(after) ? "" : " ";
    });
}
