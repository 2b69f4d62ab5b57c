/** What can be done to a table besides writing in it. */
import type { MenuEntry } from "../../../../controls/menu";
import { wordsOf } from "../mode";
import type { CellEditor } from "./cells";
import { addColumn, addRow, alignColumn, removeColumn, removeRow, type Splice } from "./edits";
import type { Grid } from "./grid";
import type { Align } from "./model";

const ALIGNS: readonly Align[] = ["none", "left", "center", "right"];

/** The menu for the cell at `row` and `column`. */
export function tableMenu(grid: Grid, editor: CellEditor, at: { row: number; column: number }): MenuEntry[] {
  const { row, column } = at;
  const words = grid.view.state.facet(wordsOf).table;
  const item = (label: string, run: () => readonly Splice[], then = at, disabled = false): MenuEntry => ({
    kind: "item",
    label,
    disabled,
    run: () => {
      editor.apply(run(), "input.table");
      // The menu gives the focus back to the cell that it was opened from.
      Object.assign(at, then);
    },
  });
  const entries: MenuEntry[] = [
    item(words.rowAbove, () => addRow(grid.table, row - 1), at, row === 0),
    item(words.rowBelow, () => addRow(grid.table, row), { row: row + 1, column }),
    item(words.columnBefore, () => addColumn(grid.table, column)),
    item(words.columnAfter, () => addColumn(grid.table, column + 1), { row, column: column + 1 }),
    { kind: "rule" },
    {
      kind: "choice",
      label: words.align,
      value: grid.table.aligns[column] ?? "none",
      options: ALIGNS.map((value) => ({ value, label: words.aligns[value] })),
      choose: (value) => editor.apply(alignColumn(grid.table, column, value as Align), "input.table"),
    },
    { kind: "rule" },
    item(words.removeRow, () => removeRow(grid.table, row), at, row === 0),
    item(words.removeColumn, () => removeColumn(grid.table, column), at, grid.columns < 2),
    item(words.remove, () => [{ from: 0, to: grid.table.text.length, insert: "" }]),
  ];
  return entries;
}
