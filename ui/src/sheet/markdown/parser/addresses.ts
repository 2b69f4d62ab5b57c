/**
 * Bare addresses among words, by the rules of the core's `markdown::address`: `https://`, `http://` or `www.`, a name of
 * at least two labels, maybe a port, and a path of ASCII characters without the punctuation of the sentence at its end.
 * So `见https://example.org/a。` ends before the full stop. The node is a `URL` outside of any link.
 */
import type { MarkdownConfig } from "@lezer/markdown";

const ADDRESS =
  /(?:https?:\/\/|www\.)[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?(?<path>[/?#](?:[a-z\d\-._:/?#@!$&'()+,;=%]|~(?!~))*)?/iy;

/** How long the address at `at` in `text` is; 0 without one. */
export function addressLength(text: string, at: number): number {
  if (at > 0 && /[a-z\d]/i.test(text[at - 1] ?? "")) return 0;
  ADDRESS.lastIndex = at;
  const found = ADDRESS.exec(text);
  if (!found) return 0;
  const path = found.groups?.path ?? "";
  return found[0].length - path.length + trimmed(path);
}

/** The length of a path without the punctuation of the sentence that it ends. */
function trimmed(path: string): number {
  let open = path.split("(").length;
  let close = path.split(")").length;
  let end = path.length;
  for (; end > 0; end -= 1) {
    const last = path[end - 1] ?? "";
    if (last === "(") open -= 1;
    else if (last === ")" && close > open) close -= 1;
    else if (!/[.,:;!?'_~]/.test(last)) break;
  }
  return end;
}

/** For the dialect. */
export const addresses: MarkdownConfig = {
  parseInline: [
    {
      name: "Address",
      before: "Emphasis",
      parse(cx, next, at) {
        // h or w, in either case.
        if ((next | 32) !== 104 && (next | 32) !== 119) return -1;
        const length = addressLength(cx.text, at - cx.offset);
        return length > 0 ? cx.addElement(cx.elt("URL", at, at + length)) : -1;
      },
    },
  ],
};
