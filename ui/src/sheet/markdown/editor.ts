/** A Markdown text under CodeMirror: the document is the text itself, shown as reading text. */
import { standardKeymap } from "@codemirror/commands";
import { highlightSelectionMatches } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder, type ViewUpdate } from "@codemirror/view";
import { comfortable } from "../comfort/editing";
import { isSpelled } from "../comfort/spelling";
import { comingText } from "../guides/highlight";
import { difference, type Splice, spliced } from "../splices";
import type { Typing } from "../typing";
import { looks } from "./looks";
import { briefLanguage, references } from "./parser";
import { prompt, PromptView } from "./prompt";
import { typingIn } from "./typed";
import { focusText, formatted, shownAs, type Surroundings, type View, type Words } from "./view";

/** What assistive tools, the spelling checker and an empty editor say. */
export interface Description {
  label: string;
  placeholder: string;
  /** BCP 47: decides the spelling dictionary and the shapes of Chinese characters. */
  lang: string;
  /** The words of the formatted view. */
  words: Words;
}

/** Who is told of what is written. */
export interface Listeners {
  /** Each text that is written in the editor, and what of it has changed. */
  onText: (text: string, typing: Typing) => void;
  /** A letter that is on its way to the screen, and will be in the next text. */
  onLetter?: (splice: Splice) => void;
}

/** Marks what was shown from elsewhere: it is not told. */
const shown = Annotation.define<true>();

export class MarkdownEditor {
  readonly #view: EditorView;
  readonly #described = new Compartment();
  readonly #onText: Listeners["onText"];
  readonly #shown = new Compartment();
  readonly #surroundings: Surroundings;
  #words: Words;
  #shownView: View;
  /** The text that the view holds, as last given or last told. */
  #text: string;
  /** Whether offsets in the text are those in the view: not where it came with line breaks of another system. */
  #isEven: boolean;

  /** The undo is not the editor's own. */
  constructor(
    parent: HTMLElement,
    text: string,
    description: Description,
    { view, ...surroundings }: Surroundings & { view: View },
    { onText, onLetter }: Listeners,
    extension: Extension = [],
  ) {
    this.#text = text;
    this.#isEven = !text.includes("\r");
    this.#onText = onText;
    this.#surroundings = surroundings;
    this.#words = description.words;
    this.#shownView = view;
    this.#view = new PromptView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          highlightSelectionMatches({ minSelectionLength: 3 }),
          extension,
          // Not those for lines of code: a text has paragraphs and items.
          keymap.of(standardKeymap),
          briefLanguage,
          references,
          comfortable,
          comingText,
          formatted,
          this.#shown.of(shownAs(view, description.words, surroundings)),
          looks,
          EditorView.lineWrapping,
          prompt((from, inserted) => this.#isEven && onLetter?.({ from, removed: "", inserted })),
          this.#described.of(describe(description)),
          EditorView.updateListener.of((update) => this.#tell(update)),
        ],
      }),
    });
  }

  /** Shows a text from elsewhere; what the editor itself just told comes back unchanged and moves nothing. */
  setText(text: string): void {
    if (text === this.#text) return;
    const { from, removed, inserted } = difference(this.#view.state.doc.toString(), text);
    this.#text = text;
    this.#isEven = !text.includes("\r");
    this.#view.dispatch({
      changes: { from, to: from + removed.length, insert: inserted },
      annotations: shown.of(true),
    });
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
    focusText(this.#view);
  }

  destroy(): void {
    this.#view.destroy();
  }

  #tell(update: ViewUpdate): void {
    if (!update.docChanged || update.transactions.some((transaction) => transaction.annotation(shown))) return;
    const typing = typingIn(update);
    // The text is not put together from all of its lines at each key. CodeMirror joins them with \n, the one line break of a brief.
    const after = this.#isEven ? spliced(this.#text, typing.splices) : null;
    this.#text = after ?? update.state.doc.toString();
    this.#isEven = true;
    this.#onText(this.#text, typing);
  }
}

function describe({ label, placeholder: empty, lang }: Description) {
  return [
    placeholder(empty),
    EditorView.contentAttributes.of({
      role: "textbox",
      "aria-label": label,
      "aria-multiline": "true",
      spellcheck: String(isSpelled(lang)),
      autocorrect: "on",
      autocapitalize: "sentences",
      lang,
    }),
  ];
}
