/** What helps with writing in one Markdown text: its keys, and the state that its toolbar and its popups show. */
import type { EditorSelection, Extension, StateCommand } from "@codemirror/state";
import { Prec } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap, type ViewUpdate } from "@codemirror/view";
import { untrack } from "svelte";
import { composing } from "../../../controls/keys";
import { unwrap } from "./blocks";
import { formatOf } from "./format";
import { tableOfHeads } from "./insert";
import { linkAt, removeLink, setLink, suggestedAddress, takesLink } from "./link";
import { forEditor, textCommands, type TextCommand, TO_TOOLBAR, worksInCells } from "./keys";
import { quiet } from "./quiet";
import { enter, nest, nextItem } from "./lists";
import { breakLine, newParagraph } from "./paragraphs";
import { pairs, unpair } from "./pairs";
import { type Place, placeOf, UNDER_TOOLBAR } from "./place";
import { focusText, IN_CELLS, isFormatted, isInTable } from "../view";
import { chosen, closeSlash, fitting, moveSlash, type Slash, slash, slashAttributes } from "./slash";

export interface WritingOptions {
  /** An image is wanted at the caret. Without this the command is not offered. */
  onImage?: ((view: EditorView) => void) | undefined;
}

/** Enter: the next paragraph, or the next item of a list; behind the heads of a table, the table. */
function begun(view: EditorView): boolean {
  const formatted = isFormatted(view.state) && (tableOfHeads(view) || newParagraph(view));
  return formatted || nextItem(view) || enter(view);
}

/** Whether the focus is in a cell of a table of that text. */
function isInCell({ root, contentDOM }: EditorView): boolean {
  return contentDOM !== root.activeElement && contentDOM.contains(root.activeElement);
}

let count = 0;
let last: Writing | null = null;

function remember(writing: Writing): void {
  last = writing;
}

/** The text that had the focus last, while it is there. */
export function lastWriting(): Writing | null {
  return last?.there ? last : null;
}

export class Writing {
  /** Names the menu for assistive tools. */
  readonly id = `writing-${(count += 1)}`;
  format: ReadonlySet<TextCommand> = $state.raw(new Set());
  slash: Slash | null = $state.raw(null);
  /** The link box: the address to begin with, and whether there is a link to remove. */
  linking: { address: string; existing: boolean } | null = $state.raw(null);
  /** Whether the buttons at the selection are shown. */
  bubble = $state(false);
  place: Place = $state.raw({ left: 0, top: 0, bottom: 0, width: 0, above: false, roomAbove: true });
  /** Whether the caret is in a cell of a table. */
  inCell = $state(false);
  /** Goes up each time the toolbar is asked for by key. */
  toolbarAsked = $state(0);
  readonly extension: Extension;
  readonly #options: WritingOptions;
  #view: EditorView | null = null;
  #pointing = false;
  #composing = false;
  #dismissed: EditorSelection | null = null;

  constructor(options: WritingOptions = {}) {
    this.#options = options;
    const now = () => !this.#composing;
    this.extension = [
      EditorView.domEventObservers({
        keydown: (event) => void (this.#composing = composing(event)),
        // The keys of a cell are not heard here, and what was composed is over.
        blur: () => void (this.#composing = false),
      }),
      Prec.highest(keymap.of(quiet(this.#menuKeys(), now))),
      Prec.high(keymap.of(quiet(this.#keys(), now))),
      slash,
      pairs,
      slashAttributes(this.id),
      EditorView.scrollMargins.of(() => ({ top: UNDER_TOOLBAR })),
      EditorView.updateListener.of((update) => untrack(() => this.#updated(update))),
      EditorView.domEventHandlers({ pointerdown: (_, view) => this.#pointed(view) }),
    ];
  }

  /** Whether its editor is still on the page. */
  get there(): boolean {
    return this.#view?.dom.isConnected ?? false;
  }

  /** The commands that are offered here. */
  offers(command: TextCommand): boolean {
    return command !== "image" || this.#options.onImage !== undefined;
  }

  /** Whether the command can do something where the caret is. */
  works(command: TextCommand): boolean {
    return !this.inCell || worksInCells(command);
  }

  /** What the menu shows now. */
  get choices(): TextCommand[] {
    return this.slash ? fitting(this.slash.query).filter((command) => this.offers(command)) : [];
  }

  /** Does it at the selection; the text has the focus then, if `focus`. */
  run(command: TextCommand, focus = true): void {
    const view = this.#view;
    if (!view || !this.works(command)) return;
    const { run } = textCommands[command];
    if (focus) focusText(view);
    if (run) this.#do(run, view);
    else this.#ask(command);
  }

  /** A command in a cell may lead out of its table, as that of a footnote does: the focus goes along. */
  #do(run: StateCommand, view: EditorView): void {
    run(view);
    if (isInCell(view) && !isInTable(view.state)) focusText(view);
  }

  choose(command: TextCommand): void {
    const view = this.#view;
    if (!view) return;
    view.dispatch(chosen(view.state, command));
    view.focus();
    if (!textCommands[command].run) this.#ask(command);
  }

  /** Sets the address of the link; false for what is none. */
  link(typed: string): boolean {
    const view = this.#view;
    if (!view || !setLink(typed)(view)) return false;
    this.leaveLink();
    return true;
  }

  unlink(): void {
    if (this.#view) removeLink(this.#view);
    this.leaveLink();
  }

  leaveLink(): void {
    this.linking = null;
    this.focus();
  }

  /** Back to the text. */
  focus(): void {
    if (this.#view) focusText(this.#view);
  }

  /** The focus has left the text and what belongs to it. */
  left(): void {
    this.linking = null;
    this.bubble = false;
    if (this.#view?.state.field(slash)) this.#view.dispatch({ effects: closeSlash.of(null) });
  }

  #ask(command: TextCommand): void {
    const view = this.#view;
    if (!view) return;
    if (command === "image") this.#options.onImage?.(view);
    if (command !== "link" || !takesLink(view.state)) return;
    this.bubble = false;
    this.linking = { address: suggestedAddress(view.state), existing: linkAt(view.state) !== null };
    this.#measure(view, view.state.selection.main);
  }

  #menuKeys(): KeyBinding[] {
    const within = (act: (view: EditorView, choices: TextCommand[]) => void) => (view: EditorView) => {
      const { choices } = this;
      if (!view.state.field(slash) || choices.length === 0) return false;
      act(view, choices);
      return true;
    };
    const pick = within((view, choices) => {
      const command = choices[view.state.field(slash)?.index ?? 0] ?? choices[0];
      if (command) this.choose(command);
    });
    return [
      { key: "ArrowDown", run: within((view) => view.dispatch({ effects: moveSlash.of(1) })) },
      { key: "ArrowUp", run: within((view) => view.dispatch({ effects: moveSlash.of(-1) })) },
      { key: "Enter", run: pick },
      { key: "Tab", run: pick },
      { key: "Escape", run: (view) => this.#escape(view) },
    ];
  }

  #escape(view: EditorView): boolean {
    if (view.state.field(slash)) {
      view.dispatch({ effects: closeSlash.of(null) });
      return true;
    }
    if (!this.bubble) return false;
    this.#dismissed = view.state.selection;
    this.bubble = false;
    return true;
  }

  #keys(): KeyBinding[] {
    const bound = (Object.keys(textCommands) as TextCommand[]).flatMap((command): KeyBinding[] => {
      const { keys, run } = textCommands[command];
      if (!keys || !this.offers(command)) return [];
      return [
        {
          key: forEditor(keys),
          ...(worksInCells(command) && { scope: `editor ${IN_CELLS}` }),
          run: (view) => {
            if (run) this.#do(run, view);
            else this.#ask(command);
            return true;
          },
        },
      ];
    });
    return [
      ...bound,
      { key: forEditor(TO_TOOLBAR), scope: `editor ${IN_CELLS}`, run: () => ((this.toolbarAsked += 1), true) },
      { key: "Enter", run: (view) => begun(view), shift: breakLine },
      { key: "Tab", run: nest(1), shift: nest(-1) },
      { key: "Backspace", run: (view) => unpair(view) || unwrap(view) },
    ];
  }

  #updated(update: ViewUpdate): void {
    const { view, state } = update;
    this.#view = view;
    if (view.hasFocus || isInCell(view)) remember(this);
    const open = state.field(slash);
    if (open !== this.slash) {
      this.slash = open;
      if (open) this.#measure(view, { from: open.from, to: open.from });
    }
    if (update.selectionSet || update.docChanged || update.focusChanged) this.#look(view);
  }

  #look(view: EditorView): void {
    const { state } = view;
    const format = formatOf(state);
    if (format.size !== this.format.size || [...format].some((command) => !this.format.has(command))) {
      this.format = format;
    }
    this.inCell = isInTable(state);
    if (this.#dismissed && !this.#dismissed.eq(state.selection)) this.#dismissed = null;
    const { main } = state.selection;
    const quiet = this.#pointing || view.composing || !view.hasFocus || this.#dismissed !== null;
    this.bubble = !quiet && !main.empty && this.linking === null && /\S/.test(state.sliceDoc(main.from, main.to));
    if (this.bubble) this.#measure(view, main);
  }

  /** Nothing jumps about while a selection is drawn with the pointer. */
  #pointed(view: EditorView): void {
    this.#pointing = true;
    this.bubble = false;
    const up = () => {
      this.#pointing = false;
      // The editor takes over the selection a moment later.
      setTimeout(() => this.#view === view && view.dom.isConnected && untrack(() => this.#look(view)), 0);
    };
    view.dom.ownerDocument.addEventListener("pointerup", up, { once: true });
    view.dom.ownerDocument.addEventListener("pointercancel", up, { once: true });
  }

  #measure(view: EditorView, range: { from: number; to: number }): void {
    view.requestMeasure({
      key: this,
      read: () => placeOf(view, range),
      write: (place) => {
        if (place) this.place = place;
      },
    });
  }
}
