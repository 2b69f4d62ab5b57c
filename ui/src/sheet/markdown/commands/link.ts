/** Links: what of a text is one, and how one is set and taken away. */
import { EditorSelection, type EditorState, type StateCommand } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { isDefined } from "../parser";
import { inCode, inside, isAtom, isSign, leavesIn, type Span, treeTo } from "./tree";
import { wordOf } from "./words";

/** A link as it stands in the text. */
export interface LinkAt extends Span {
  /** Its text, from and to. */
  text: Span;
  address: string;
}

/** The link that the selection touches. */
export function linkAt(state: EditorState): LinkAt | null {
  const node = nodeAt(state, (each) => isLink(state, each));
  if (!node) return null;
  const url = node.getChild("URL");
  const address = url ? state.sliceDoc(url.from, url.to).replace(/^<([^]*)>$/, "$1") : "";
  return { from: node.from, to: node.to, text: inside(node), address };
}

function isLink(state: EditorState, node: SyntaxNode): boolean {
  if (node.name === "Link") return true;
  return node.name === "Reference" && state.sliceDoc(node.from, node.from + 1) === "[" && isDefined(state, node);
}

/** An address that stands in the text, if the caret is in it; that of a link is one too. */
function bareAddressAt(state: EditorState): Span | null {
  if (!state.selection.main.empty) return null;
  const node = nodeAt(state, ({ name }) => name === "URL");
  return node && { from: node.from, to: node.to };
}

/** The innermost node of a kind that the selection touches. */
function nodeAt(state: EditorState, is: (node: SyntaxNode) => boolean): SyntaxNode | null {
  const { from, to } = state.selection.main;
  const tree = treeTo(state, to);
  for (const side of [1, -1] as const) {
    for (let node = tree.resolveInner(side > 0 ? from : to, side); node.parent; node = node.parent) {
      if (is(node)) return node;
    }
  }
  return null;
}

/** Whether there may be a link at the selection: not in code, nor in the words of a picture. */
export function takesLink(state: EditorState): boolean {
  if (inCode(state, state.selection.main.head)) return false;
  const { from, to } = state.selection.main;
  const around = nodeAt(state, ({ name }) => /^(InlineCode|Image)$/.test(name));
  return !around || from <= around.from || to >= around.to;
}

/** What a link box begins with: the address of the link, or the selection where that is an address. */
export function suggestedAddress(state: EditorState): string {
  const link = linkAt(state);
  if (link) return link.address;
  const { from, to } = bareAddressAt(state) ?? state.selection.main;
  const text = state.sliceDoc(from, Math.min(to, from + 2000)).trim();
  return /^(https?:\/\/|mailto:|www\.)\S+$/i.test(text) ? text : "";
}

/** The address as it is written in a link; null for none, and for what would run in a reader's page. */
export function asAddress(typed: string): string | null {
  let address = typed.trim();
  if (!address || /^(javascript|data|vbscript|file|blob):/i.test(address.replace(/[\s\p{Cc}]/gu, ""))) return null;
  if (/^www\./i.test(address)) address = `https://${address}`;
  else if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) address = `mailto:${address}`;
  else if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}([/?#:].*)?$/u.test(address)) address = `https://${address}`;
  return address.replace(/[\s()<>\\]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
}

/** Makes the selection, or the word at the caret, a link; a link or an address that is there gets the new one. */
export function setLink(typed: string): StateCommand {
  return ({ state, dispatch }) => {
    const address = asAddress(typed);
    if (address === null || state.readOnly || !takesLink(state)) return false;
    const link = linkAt(state);
    const bare = link ? null : bareAddressAt(state);
    const changes = link
      ? { from: link.text.to, to: link.to, insert: `](${address})` }
      : bare
        ? { ...bare, insert: address }
        : linked(state, typed, address);
    const caret = link ? null : EditorSelection.cursor(changes.from + changes.insert.length);
    dispatch(
      state.update({
        changes,
        ...(caret && { selection: caret, scrollIntoView: true }),
        userEvent: "input.format",
      }),
    );
    return true;
  };
}

/** The selection as a link: whole marks, and without the links that are in it already. */
function linked(state: EditorState, typed: string, address: string) {
  const { main } = state.selection;
  const leaf = main.empty ? null : (leavesIn(state, main)[0] ?? null);
  const chosen = (main.empty ? wordOf(state, main.head) : leaf) ?? main;
  const { from, to } = leaf ? withWholeMarks(leaf.node, leaf) : chosen;
  const text = leaf ? withoutLinks(state, leaf.node, { from, to }) : state.sliceDoc(from, to);
  const named = text === "" || asAddress(text) === address ? typed.trim() : text;
  return { from, to, insert: `[${escaped(named)}](${address})` };
}

/** A stretch that also has the rest of what it has only a part of. */
function withWholeMarks(leaf: SyntaxNode, span: Span): Span {
  let { from, to } = span;
  leaf.cursor().iterate((here) => {
    if (here.to <= from || here.from >= to) return here.from === leaf.from;
    if ((here.from === leaf.from && here.to === leaf.to) || isSign(here.node)) return true;
    const begins = here.from >= from && here.to > to;
    const ends = here.to <= to && here.from < from;
    const across = isAtom(here.node) && (here.from < from || here.to > to);
    if (begins || ends || across) [from, to] = [Math.min(from, here.from), Math.max(to, here.to)];
    return true;
  });
  return { from, to };
}

/** The text of a stretch with the words alone of the links in it. */
function withoutLinks(state: EditorState, leaf: SyntaxNode, { from, to }: Span): string {
  let [text, at] = ["", from];
  leaf.cursor().iterate((here) => {
    if (here.from < from || here.to > to || !isLink(state, here.node)) return true;
    const words = inside(here.node);
    text += state.sliceDoc(at, here.from) + state.sliceDoc(words.from, words.to);
    at = here.to;
    return false;
  });
  return text + state.sliceDoc(at, to);
}

/** Leaves the text of a link and takes its address away. */
export const removeLink: StateCommand = ({ state, dispatch }) => {
  const link = linkAt(state);
  if (!link || state.readOnly) return false;
  const changes = [
    { from: link.from, to: link.text.from },
    { from: link.text.to, to: link.to },
  ];
  dispatch(state.update({ changes, userEvent: "input.format" }));
  return true;
};

/** Brackets in the text of a link must be in pairs. */
function escaped(text: string): string {
  let depth = 0;
  for (const sign of text) {
    if (sign === "[") depth += 1;
    else if (sign === "]") depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/[[\]]/g, "\\$&");
}
