/** Pasting into the body and the analysis: what other programs have on the clipboard becomes clean Markdown, as one edit. */
import { syntaxTree } from "@codemirror/language";
import { EditorSelection, type Extension, Prec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import { failed, going, over } from "../controls/toasts";
import { matches } from "../controls/keys";
import { t } from "../text/index.svelte";
import { fitted } from "./fit";
import { addressIn, inBrackets } from "./html/addresses";
import { convert, fromCodeEditor, LARGEST_HTML, type Page, readPage } from "./html/convert";
import { altOf, labelOf } from "./html/pictures";
import { keepPlace, type Place, places } from "./pending";
import { tidied } from "./plain";
import { work, workOn } from "./slices";
import type { PastingOptions } from "./surroundings";

export { pastingHere, providePasting, type PastingOptions } from "./surroundings";

/** In milliseconds: what takes longer than the first is done in slices, and longer than the second is told. */
const AT_ONCE = 40;
const TOLD_AFTER = 1000;
let turns = 0;

/** The extension. Without `onImage` pictures leave their words. */
export function pasting(options: PastingOptions = {}): Extension {
  let plainly = false;
  let copied = "";
  const handlers = EditorView.domEventHandlers({
    keydown(event) {
      plainly = matches(event, "Mod+Shift+V");
    },
    keyup() {
      plainly = false;
    },
    copy(_, view) {
      copied = selected(view);
    },
    cut(_, view) {
      copied = selected(view);
    },
    paste(event, view) {
      const data = event.clipboardData;
      if (!data || view.state.readOnly) return false;
      const plain = data.getData("text/plain");
      const html = plainly || inCode(view) || (plain !== "" && plain === copied) ? "" : data.getData("text/html");
      const picture = pictureIn(data);
      const handled =
        (plain !== "" && plain === copied && insert(view, plain, view.state.selection.main)) ||
        linked(view, plain) ||
        (html !== "" && !fromCodeEditor(html) && pasteHtml(view, html, { plain, picture, options })) ||
        (plain !== "" && insert(view, tidied(plain), view.state.selection.main)) ||
        (picture !== null && options.onImage !== undefined && pastePicture(view, picture, "", options));
      if (handled) event.preventDefault();
      return handled;
    },
  });
  return [places, Prec.high(handlers)];
}

interface Clip {
  plain: string;
  picture: File | null;
  options: PastingOptions;
}

function pasteHtml(view: EditorView, html: string, { plain, picture, options }: Clip): boolean {
  if (html.length > LARGEST_HTML) {
    failed({ text: t().paste.tooLarge(LARGEST_HTML >> 20) });
    return true;
  }
  const page = readPage(html);
  const only = page.document.body.textContent.trim() === "" ? page.document.querySelectorAll("img") : [];
  if (picture && options.onImage && only.length === 1 && only[0]) {
    return pastePicture(view, picture, altOf(only[0]), options);
  }
  const taken = labelsIn(view);
  const words = t().paste.words;
  if (page.embedded.length === 0 || !options.onImage) {
    const steps = convert(page, { words, taken });
    const done = work(steps, performance.now() + AT_ONCE);
    if (done) return insert(view, done.value || tidied(plain), view.state.selection.main);
    void later(view, (signal) => workOn(steps, signal), plain);
    return true;
  }
  const convertAll = async (signal: AbortSignal) => {
    const kept = await keepPictures(page, options, signal);
    return workOn(convert(page, { words, taken, kept }), signal);
  };
  void later(view, convertAll, plain);
  return true;
}

function pastePicture(view: EditorView, file: File, alt: string, { onImage }: PastingOptions): boolean {
  void later(view, async () => {
    const hash = await onImage?.(new Uint8Array(await file.arrayBuffer()), file.type);
    return hash ? `![${labelOf(alt)}](image:${hash})` : "";
  });
  return true;
}

async function keepPictures(
  page: Page,
  { onImage }: PastingOptions,
  signal: AbortSignal,
): Promise<Map<Element, string>> {
  const kept = new Map<Element, string>();
  for (const { element, bytes, type } of page.embedded) {
    signal.throwIfAborted();
    const hash = await onImage?.(bytes, type);
    if (hash) kept.set(element, hash);
  }
  return kept;
}

/** Pastes what takes a while, at the place where it was asked for; after a second there is a note with a way to cancel. */
async function later(view: EditorView, make: (signal: AbortSignal) => Promise<string>, plain = ""): Promise<void> {
  const { place, release, signal } = keepPlace(view, view.state.selection.main);
  const cancelled = new AbortController();
  signal?.addEventListener("abort", () => cancelled.abort());
  turns += 1;
  const note = `paste-${turns}`;
  const tell = () =>
    going(note, { text: t().paste.working, action: { label: t().paste.cancel, run: () => cancelled.abort() } });
  const timer = setTimeout(tell, TOLD_AFTER);
  try {
    const markdown = await make(cancelled.signal);
    if (!cancelled.signal.aborted) insert(view, markdown || tidied(plain), place);
  } catch (error) {
    // The window tells what nobody has foreseen.
    if (!cancelled.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    release();
    over(note);
  }
}

/** Puts Markdown there, as one edit; the caret goes along if it is still there. */
function insert(view: EditorView, markdown: string, { from, to }: Place): boolean {
  if (markdown === "") return true;
  const { doc, selection } = view.state;
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)];
  const above = first.number > 1 ? doc.line(first.number - 1).text : null;
  const before = first.text.slice(0, from - first.from);
  const text = fitted(markdown, { above, before, after: last.text.slice(to - last.from) });
  const follows = selection.main.from === from && selection.main.to === to;
  view.dispatch({
    changes: { from, to, insert: text },
    ...(follows && { selection: EditorSelection.cursor(from + text.length), scrollIntoView: true }),
    userEvent: "input.paste",
  });
  return true;
}

/** An address pasted over words makes them a link, and over those of a link it is where that one leads. */
function linked(view: EditorView, plain: string): boolean {
  const address = plain.length < 4000 ? addressIn(plain) : null;
  const { from, to, empty } = view.state.selection.main;
  const words = view.state.sliceDoc(from, to);
  if (!address || empty || /\n|\]\(|^https?:/.test(words) || words.trim() === "" || inCode(view)) return false;
  const target = `](${inBrackets(address)})`;
  const link = around(view, /^Link$/);
  const end = link?.getChildren("LinkMark")[1]?.from ?? -1;
  const changes =
    link && end >= to ? { from: end, to: link.to, insert: target } : enclosed({ from, to, words }, target);
  view.dispatch({
    changes,
    selection: EditorSelection.cursor(changes.from + changes.insert.length),
    scrollIntoView: true,
    userEvent: "input.paste",
  });
  return true;
}

function enclosed({ from, to, words }: Place & { words: string }, target: string) {
  const [, space = "", text = "", end = ""] = /^(\s*)(.*?)(\s*)$/.exec(words) ?? [];
  return { from, to, insert: `${space}[${text}${target}${end}` };
}

function inCode(view: EditorView): boolean {
  return around(view, /^(FencedCode|CodeBlock|InlineCode)$/) !== null;
}

/** The innermost node of that name in which the selection begins. */
function around(view: EditorView, name: RegExp): SyntaxNode | null {
  const { from, to } = view.state.selection.main;
  let node: SyntaxNode | null = syntaxTree(view.state).resolveInner(from, to > from ? 1 : 0);
  while (node && !name.test(node.name)) node = node.parent;
  return node;
}

function selected(view: EditorView): string {
  const { from, to } = view.state.selection.main;
  return view.state.sliceDoc(from, to);
}

/** The labels of footnotes in the text. */
function labelsIn(view: EditorView): Set<string> {
  const labels = new Set<string>();
  for (const line of view.state.doc.iterLines()) {
    if (line.includes("[^")) for (const [, label = ""] of line.matchAll(/\[\^([^\]\s]+)\]/g)) labels.add(label);
  }
  return labels;
}

function pictureIn(data: DataTransfer): File | null {
  return [...data.files].find(({ type }) => /^image\/(png|jpeg|webp|gif)$/.test(type)) ?? null;
}
