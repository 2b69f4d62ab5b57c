/** A table in the place of its text. */
import type { Range, Text } from "@codemirror/state";
import { Decoration, type EditorView, WidgetType } from "@codemirror/view";
import { Grid } from "./grid";
import { readTable, type Table } from "./model";

/** A longer one stays text: each key in it looks at all of it. */
const LONGEST = 20_000;

const grids = new WeakMap<HTMLElement, Grid>();

export class TableWidget extends WidgetType {
  readonly table: Table;

  constructor(table: Table) {
    super();
    this.table = table;
  }

  /** The decoration for the table from `from` to `to`, unless it can't be shown as one. */
  static at(doc: Text, from: number, to: number): Range<Decoration> | null {
    const first = doc.lineAt(from).from;
    const last = doc.lineAt(to).to;
    if (last - first > LONGEST) return null;
    const table = readTable(doc.sliceString(first, last));
    if (!table) return null;
    return Decoration.replace({ widget: new TableWidget(table), block: true }).range(first, last);
  }

  /** The grid that is drawn for the table in `dom`. */
  static grid(dom: HTMLElement): Grid | undefined {
    return grids.get(dom);
  }

  /** The grid of the table that begins at `from`, if that is in sight. */
  static gridFrom(view: EditorView, from: number): Grid | undefined {
    const tables = [...view.contentDOM.querySelectorAll<HTMLElement>(".cm-table")];
    const dom = tables.find((table) => view.posAtDOM(table) === from);
    return dom && grids.get(dom);
  }

  override eq(other: TableWidget): boolean {
    return this.table.text === other.table.text;
  }

  override get estimatedHeight(): number {
    return (this.table.rows.length + 1) * 36;
  }

  override toDOM(view: EditorView): HTMLElement {
    const grid = new Grid(view, this.table);
    grids.set(grid.dom, grid);
    return grid.dom;
  }

  override updateDOM(dom: HTMLElement): boolean {
    grids.get(dom)?.show(this.table);
    return true;
  }

  override destroy(dom: HTMLElement): void {
    grids.get(dom)?.destroy();
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
