/** Pictures in the text: those of the library are shown, others are named and never asked for. */
import type { EditorState } from "@codemirror/state";
import { type EditorView, WidgetType } from "@codemirror/view";
import { surroundingsOf, type Words, wordsOf } from "./mode";
import type { Reference } from "./references";

/** A picture of the library, by the hash of its content. */
const OWN = /^image:([0-9a-f]{64})$/i;

class Picture extends WidgetType {
  readonly #alt: string;
  readonly #address: string;
  readonly #url: string | null;
  readonly #alone: boolean;
  readonly #words: Words;

  /** `url` is where a picture of the library is loaded from, and null for any other. */
  constructor(alt: string, address: string, url: string | null, alone: boolean, words: Words) {
    super();
    this.#alt = alt;
    this.#address = address;
    this.#url = url;
    this.#alone = alone;
    this.#words = words;
  }

  override eq(other: Picture): boolean {
    return (
      this.#alt === other.#alt &&
      this.#address === other.#address &&
      this.#url === other.#url &&
      this.#alone === other.#alone &&
      this.#words === other.#words
    );
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement("span");
    dom.className = this.#alone ? "cm-picture cm-picture-alone" : "cm-picture";
    if (this.#url === null) dom.append(this.#placeholder(this.#words.image.notLoaded));
    else {
      const image = document.createElement("img");
      image.src = this.#url;
      image.alt = this.#alt;
      image.draggable = false;
      image.addEventListener("load", () => view.requestMeasure());
      image.addEventListener("error", () => {
        image.replaceWith(this.#placeholder(this.#words.image.missing));
        view.requestMeasure();
      });
      dom.append(image);
    }
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }

  #placeholder(reason: string): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "cm-no-picture";
    dom.setAttribute("role", "img");
    dom.setAttribute("aria-label", [this.#alt, reason, this.#address].filter(Boolean).join(". "));
    const alt = document.createElement("span");
    alt.textContent = this.#alt || reason;
    const address = document.createElement("span");
    address.className = "cm-address";
    address.textContent = this.#address;
    dom.append(alt, address);
    return dom;
  }
}

/** What is shown for an image. `alone`: nothing else is in its paragraph. */
export function picture(state: EditorState, { words, says }: Reference, alone: boolean): WidgetType {
  const alt = state.sliceDoc(words.from, words.to).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  const own = OWN.exec(says)?.[1];
  const url = own === undefined ? null : state.facet(surroundingsOf).imageUrl(own.toLowerCase());
  return new Picture(alt, says, url, alone, state.facet(wordsOf));
}
