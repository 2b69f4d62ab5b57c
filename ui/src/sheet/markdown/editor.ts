/** A Markdown text under CodeMirror: the document is the text itself, shown as reading text. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { briefMarkdown } from "./parser";
import { marks, page } from "./looks";
import { formatted, shownAs, type Surroundings, type View, type Words } from "./view";

/** What assistive tools, the spelling checker and an empty editor say. */
export interface Description {
  label: string;
  placeholder: string;
  /** BCP 47: decides the spelling dictionary and the shapes of Chinese characters. */
  lang: string;
  /** The words of the search panel. */
  phrases: Record<string, string>;
  /** The words of the formatted view. */
  words: Words;
}

export class MarkdownEditor {
  readonly #view: EditorView;
  readonly #described = new Compartment();
  readonly #shown = new Compartment();
  readonly #surroundings: Surroundings;
  #words: Words;
  #shownView: View;
  /** The text that the view holds, as last given or last told. */
  #text: string;

  constructor(
    parent: HTMLElement,
    text: string,
    description: Description,
    { view, ...surroundings }: Surroundings & { view: View },
    onText: (text: string) => void,
  ) {
    this.#text = tidy(text);
    this.#surroundings = surroundings;
    this.#words = description.words;
    this.#shownView = view;
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          history(),
          search({ top: true }),
          highlightSelectionMatches({ minSelectionLength: 3 }),
          // No Tab in here: it moves on to the next field, as everywhere on the sheet.
          keymap.of([...markdownKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
          markdown({ base: markdownLanguage, extensions: briefMarkdown, addKeymap: false, completeHTMLTags: false }),
          syntaxHighlighting(marks),
          formatted,
          this.#shown.of(shownAs(view, description.words, surroundings)),
          page,
          EditorView.lineWrapping,
          this.#described.of(describe(description)),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            // CodeMirror joins lines with \n, the one line break of a brief.
            const now = update.state.doc.toString();
            if (now === this.#text) return;
            this.#text = now;
            onText(now);
          }),
        ],
      }),
    });
  }

  /** Shows a text from elsewhere; what the editor itself just told comes back unchanged and moves nothing. */
  setText(text: string): void {
    const wanted = tidy(text);
    if (wanted === this.#text) return;
    const changes = changed(this.#view.state.doc.toString(), wanted);
    this.#text = wanted;
    this.#view.dispatch({ changes });
  }

  describe(description: Description): void {
    this.#words = description.words;
    this.#view.dispatch({
      effects: [this.#described.reconfigure(describe(description)), this.#show()],
    });
  }

  /** Shows the text formatted or with all its marks. The text, the caret and the focus stay what they are. */
  setView(view: View): void {
    if (view === this.#shownView) return;
    this.#shownView = view;
    const { head } = this.#view.state.selection.main;
    const effects = this.#view.hasFocus ? [EditorView.scrollIntoView(head)] : [];
    this.#view.dispatch({ effects: [this.#show(), ...effects] });
  }

  #show() {
    return this.#shown.reconfigure(shownAs(this.#shownView, this.#words, this.#surroundings));
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

/** A brief's one line break. CodeMirror takes the others for it too, and would tell of a text that differs from the one it was given. */
function tidy(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The one stretch that differs: a caret outside of it stays where it is. */
export function changed(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

function describe({ label, placeholder: empty, lang, phrases }: Description) {
  return [
    EditorState.phrases.of(phrases),
    placeholder(empty),
    EditorView.contentAttributes.of({
      role: "textbox",
      "aria-label": label,
      "aria-multiline": "true",
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
      lang,
    }),
  ];
}
