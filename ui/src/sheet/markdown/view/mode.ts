/** Which of the two views an editor shows, what stands around it, and where its marks are to be seen. */
import {
  type EditorState,
  type Extension,
  Facet,
  Prec,
  type SelectionRange,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { MenuEntry } from "../../../controls/menu";
import { en } from "../../../text/en";

/** Formatted: marks are hidden away from the caret. Source: the text with all its marks. */
export type View = "formatted" | "source";

/** The words of the formatted view. */
export type Words = (typeof en)["formatted"];

/** What the formatted view asks of the window around it. */
export interface Surroundings {
  /** Where a picture of the library is loaded from. */
  imageUrl: (image: string) => string;
  /** The editor wants to follow a link; `address` is as it stands in the text. */
  onlink: (address: string) => void;
  /** A menu is wanted at `anchor`; `onclosed` is called once it is gone. */
  onmenu: (menu: { label: string; anchor: HTMLElement; entries: readonly MenuEntry[]; onclosed: () => void }) => void;
}

export const viewOf = Facet.define<View, View>({ combine: ([view]) => view ?? "formatted" });

export const wordsOf = Facet.define<Words, Words>({ combine: ([words]) => words ?? en.formatted });

const NOWHERE: Surroundings = { imageUrl: (image) => image, onlink: () => undefined, onmenu: () => undefined };
export const surroundingsOf = Facet.define<Surroundings, Surroundings>({
  combine: ([surroundings]) => surroundings ?? NOWHERE,
});

const focused = StateEffect.define<boolean>();
const pressed = StateEffect.define<boolean>();

/** Where marks are to be seen: at both ends of the selection while the editor has the focus. */
interface Attention {
  focused: boolean;
  /** The pointer is down: nothing moves under it until it is let go. */
  pressed: boolean;
  places: readonly number[];
}

export const attention = StateField.define<Attention>({
  create: () => ({ focused: false, pressed: false, places: [] }),
  update(value, tr) {
    let { focused: hasFocus, pressed: isPressed } = value;
    for (const effect of tr.effects) {
      if (effect.is(focused)) hasFocus = effect.value;
      if (effect.is(pressed)) isPressed = effect.value;
    }
    const next = !hasFocus
      ? []
      : isPressed
        ? value.places.map((place) => tr.changes.mapPos(place))
        : ends(tr.state.selection.main);
    const same = next.length === value.places.length && next.every((place, index) => place === value.places[index]);
    if (same && hasFocus === value.focused && isPressed === value.pressed) return value;
    return { focused: hasFocus, pressed: isPressed, places: same ? value.places : next };
  },
});

function ends({ anchor, head, empty }: SelectionRange): readonly number[] {
  return empty ? [head] : [anchor, head];
}

/** Whether an end of the selection is within or right beside the construct from `from` to `to`. */
export function touched(state: EditorState, from: number, to: number): boolean {
  return state.field(attention).places.some((place) => place >= from && place <= to);
}

/** Whether an end of the selection is on one of the lines from `from` to `to`. */
export function onLines(state: EditorState, from: number, to: number): boolean {
  const { places } = state.field(attention);
  return places.length > 0 && touched(state, state.doc.lineAt(from).from, state.doc.lineAt(to).to);
}

/**
 * Whoever gives the focus to the text, a dialog that closes for instance, the caret is where it was: the web view would put it at
 * the beginning, once it is done with the event. Its marks are there before the next key.
 */
const keepsCaret = EditorView.domEventHandlers({
  focus(_, view) {
    queueMicrotask(() => {
      if (!view.hasFocus) return;
      view.dispatch({ effects: focused.of(true) });
      const { anchor, head } = view.state.selection.main;
      const [from, to] = [view.domAtPos(anchor), view.domAtPos(head)];
      view.dom.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    });
  },
});

/** Keeps `attention` up to date. */
export const attentive: Extension = [
  attention,
  keepsCaret,
  EditorView.focusChangeEffect.of((_, focusing) => focused.of(focusing)),
  Prec.highest(
    ViewPlugin.define(
      (view) => {
        const page = view.dom.ownerDocument;
        const release = () => {
          if (view.state.field(attention).pressed) view.dispatch({ effects: pressed.of(false) });
        };
        page.addEventListener("mouseup", release);
        page.addEventListener("dragend", release);
        return {
          destroy() {
            page.removeEventListener("mouseup", release);
            page.removeEventListener("dragend", release);
          },
        };
      },
      {
        eventObservers: {
          mousedown(event, view) {
            if (event.button === 0) view.dispatch({ effects: pressed.of(true) });
          },
        },
      },
    ),
  ),
];
