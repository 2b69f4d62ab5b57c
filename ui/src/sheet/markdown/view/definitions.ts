/** Where links and footnotes are defined: kept beside the text, so that nothing is searched for from its beginning. */
import type { EditorState, Text, RangeSet } from "@codemirror/state";
import { RangeValue } from "@codemirror/state";
import type { SyntaxNodeRef } from "@lezer/common";

/** What a label stands for: the text from where it stands to the end of its block. */
export class Definition extends RangeValue {
  readonly note: boolean;
  readonly label: string;

  constructor(note: boolean, label: string) {
    super();
    this.note = note;
    this.label = label;
  }

  override eq(other: Definition): boolean {
    return this.note === other.note && this.label === other.label;
  }
}

const NOTE = /^\[\^([^\] \r\n\t]{1,1000})\]:[ \t]*/;
const REFERENCE = /^\[((?:\\.|[^\]\\]){1,999})\]:\s*/;
/** More is no label. */
const LONGEST = 1100;

/** Labels are the same whatever their case and white space. */
export function fold(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

/** What a block at the top of the text defines, if anything. */
export function definition(doc: Text, node: SyntaxNodeRef): Definition | null {
  const note = node.name === "FootnoteDefinition";
  if (!note && node.name !== "LinkReference") return null;
  const begin = doc.sliceString(node.from, Math.min(node.to, node.from + LONGEST));
  const label = (note ? NOTE : REFERENCE).exec(begin)?.[1];
  return label === undefined ? null : new Definition(note, fold(label));
}

/** Where `label` is defined first, if it is. */
export function defined(all: RangeSet<Definition>, note: boolean, label: string): { from: number; to: number } | null {
  const wanted = fold(label);
  for (const cursor = all.iter(); cursor.value; cursor.next()) {
    if (cursor.value.note === note && cursor.value.label === wanted) return { from: cursor.from, to: cursor.to };
  }
  return null;
}

/** The words of a footnote, or the address of a link. */
export function meaning(state: EditorState, note: boolean, { from, to }: { from: number; to: number }): string {
  const text = state.sliceDoc(from, to);
  if (note)
    return text
      .replace(NOTE, "")
      .replace(/\n[ \t]+/g, "\n")
      .trim();
  const target = text.replace(REFERENCE, "").trim();
  return /^<([^>]*)>/.exec(target)?.[1] ?? /^\S*/.exec(target)?.[0] ?? "";
}
