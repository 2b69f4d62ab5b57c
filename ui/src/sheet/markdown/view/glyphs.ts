/** Small things that are shown in the place of marks. */
import type { EditorView } from "@codemirror/view";
import { WidgetType } from "@codemirror/view";

/** Something decorative that says in ink what the mark says in letters. */
export class Glyph extends WidgetType {
  readonly #look: string;
  readonly #text: string;

  constructor(look: string, text = "") {
    super();
    this.#look = look;
    this.#text = text;
  }

  override eq(other: Glyph): boolean {
    return this.#look === other.#look && this.#text === other.#text;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = this.#look;
    dom.setAttribute("aria-hidden", "true");
    dom.textContent = this.#text;
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** Nothing, in the place of a mark. It has a class of its own so that lines don't break beside it. */
export class Nothing extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "cm-nothing";
    return dom;
  }

  /** For the editor, which measures beside what is hidden in a way of its own; its types don't tell. */
  readonly isHidden = true;

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A word that stands for a mark and is to be read, such as an alert's title. */
export class Label extends WidgetType {
  readonly #look: string;
  readonly #text: string;

  constructor(look: string, text: string) {
    super();
    this.#look = look;
    this.#text = text;
  }

  override eq(other: Label): boolean {
    return this.#look === other.#look && this.#text === other.#text;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = this.#look;
    dom.textContent = this.#text;
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A box to tick; the text says whether it is ticked. */
export class Tick extends WidgetType {
  readonly #done: boolean;
  readonly #name: string;

  /** `name` is what the task says. */
  constructor(done: boolean, name: string) {
    super();
    this.#done = done;
    this.#name = name;
  }

  override eq(other: Tick): boolean {
    return this.#done === other.#done && this.#name === other.#name;
  }

  override updateDOM(dom: HTMLElement): boolean {
    const box = dom.querySelector("input");
    if (!box) return false;
    box.checked = this.#done;
    box.setAttribute("aria-label", this.#name);
    return true;
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "cm-box cm-wide-3 cm-tick";
    const box = document.createElement("input");
    box.type = "checkbox";
    // Reached by the pointer; from the keyboard a task is ticked at the caret.
    box.tabIndex = -1;
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("change", () => {
      if (!tick(view, view.posAtDOM(dom))) box.checked = this.#done;
    });
    dom.append(box);
    this.updateDOM(dom);
    return dom;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const MARKER = /^[ \t]*(?:>[ \t]?[ \t]*)*(?:[-+*]|\d{1,9}[.)])[ \t]+\[([ xX])\]/;

/** Turns `[ ]` into `[x]` or back in the line at `at`; answers whether there is a task. */
export function tick(view: EditorView, at: number): boolean {
  const line = view.state.doc.lineAt(at);
  const match = MARKER.exec(line.text);
  if (!match) return false;
  const to = line.from + match[0].length - 1;
  view.dispatch({ changes: { from: to - 1, to, insert: match[1] === " " ? "x" : " " }, userEvent: "input.tick" });
  return true;
}
