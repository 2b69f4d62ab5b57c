import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { MenuEntry } from "../../../../controls/menu";
import { insertFootnote } from "../../commands/insert";
import { focusText } from "..";
import { open } from "../testing";

const PORTS = "Before\n\n| Port | Days |\n| --- | ---: |\n| **宁波** | 4 |\n| Yantian | 2 |\n\nAfter";

afterEach(() => document.body.replaceChildren());

function cell(name: string): HTMLElement {
  return screen.getByRole("textbox", { name });
}

/** Writes in the cell that has the focus, as a browser does. */
function type(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement)) throw new Error("nothing has the focus");
  field.textContent = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function press(key: string, more: KeyboardEventInit = {}): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
}

async function go(name: string): Promise<void> {
  cell(name).focus();
  await new Promise((done) => setTimeout(done));
}

test("a table is a table, and its cells say where they are", () => {
  open(PORTS);
  const table = screen.getByRole("table", { name: "Table, 2 columns, 2 rows" });
  expect(within(table).getAllByRole("columnheader")).toHaveLength(2);
  expect(within(table).getAllByRole("cell")).toHaveLength(4);
  expect(cell("Port, row 1")).toHaveTextContent("宁波");
  expect(cell("Port, row 1").querySelector("strong")).toHaveTextContent("宁波");
  expect(cell("Heading of column 2")).toHaveTextContent("Days");
});

test("an edit changes the bytes of its cell and no others", async () => {
  const { text, told } = open(PORTS);
  await go("Port, row 1");
  expect(cell("Port, row 1").textContent).toBe("**宁波**");
  type("Ningbo | 宁波");
  expect(text()).toBe(PORTS.replace("**宁波**", "Ningbo \\| 宁波"));
  expect(told).toHaveLength(1);
  cell("Port, row 1").blur();
  expect(cell("Port, row 1").textContent).toBe("Ningbo | 宁波");
  expect(told).toHaveLength(1);
});

test("Tab, Enter and the arrows lead from cell to cell and out again", () => {
  const { cm, text } = open(PORTS);
  cell("Heading of column 1").focus();
  const at = () => document.activeElement?.getAttribute("aria-label");
  press("Tab");
  expect(at()).toBe("Heading of column 2");
  press("Tab");
  expect(at()).toBe("Port, row 1");
  press("Tab", { shiftKey: true });
  expect(at()).toBe("Heading of column 2");
  press("ArrowDown");
  expect(at()).toBe("Days, row 1");
  press("Enter");
  expect(at()).toBe("Days, row 2");
  expect(text()).toBe(PORTS);
  press("Enter");
  expect(at()).toBe("Days, row 3");
  expect(text()).toBe(PORTS.replace("| Yantian | 2 |", "| Yantian | 2 |\n|  |  |"));
  press("Escape");
  expect(document.activeElement).toBe(cm.contentDOM);
  expect(cm.state.doc.lineAt(cm.state.selection.main.head).text).toBe("After");
});

test("leaving the last table of a text leaves room to go on", () => {
  const { cm, text } = open("| a |\n| - |\n| b |");
  cell("a, row 1").focus();
  press("ArrowDown");
  expect(document.activeElement).toBe(cm.contentDOM);
  expect(text()).toBe("| a |\n| - |\n| b |\n\n");
  expect(cm.state.selection.main.head).toBe(text().length);
});

test("an arrow leads from the text into the table", () => {
  const { cm } = open(PORTS);
  cm.focus();
  cm.dispatch({ selection: { anchor: PORTS.indexOf("| Port") - 1 } });
  press("ArrowRight", { keyCode: 39 });
  expect(document.activeElement).toBe(cell("Heading of column 1"));
});

test("what an input method composes is written when it is done", async () => {
  const { text } = open(PORTS);
  await go("Days, row 1");
  const field = cell("Days, row 1");
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  type("si");
  press("Enter", { isComposing: true, keyCode: 229 });
  press("Tab", { keyCode: 229 });
  expect(text()).toBe(PORTS);
  expect(document.activeElement).toBe(field);
  field.textContent = "四";
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "四" }));
  expect(text()).toBe(PORTS.replace("| 4 |", "| 四 |"));
  expect(field.textContent).toBe("四");
});

test("the cell that is written in is the same field before and after, and others follow the text", async () => {
  const { editor, text } = open(PORTS);
  await go("Days, row 1");
  const field = cell("Days, row 1");
  type("5");
  expect(cell("Days, row 1")).toBe(field);
  editor.setText(text().replace("Yantian", "Shanghai"));
  expect(cell("Port, row 2")).toHaveTextContent("Shanghai");
  expect(document.activeElement).toBe(field);
  editor.setText(text().replace("| 5 |", "| 6 |"));
  expect(field.textContent).toBe("6");
});

test("the menu adds, removes and aligns", async () => {
  const menus: { entries: readonly MenuEntry[]; onclosed: () => void }[] = [];
  const { text } = open(PORTS, { onmenu: (menu) => menus.push(menu) });
  const choose = async (label: string) => {
    await go("Days, row 1");
    screen.getByRole("button", { name: "Table actions" }).click();
    const menu = menus.at(-1);
    const entry = menu?.entries.find((one) => one.kind === "item" && one.label === label);
    if (entry?.kind === "item") entry.run();
    menu?.onclosed();
  };
  await choose("Add column after");
  expect(text()).toContain("| Port | Days |  |\n| --- | ---: | --- |\n| **宁波** | 4 |  |");
  expect(document.activeElement).toBe(cell("3, row 1"));
  await choose("Remove column");
  expect(text()).toContain("| Port |  |\n| --- | --- |\n| **宁波** |  |");
  expect(document.activeElement).toBe(cell("2, row 1"));
});

test("a selected table is deleted as a whole", () => {
  const { cm, text } = open(PORTS);
  cm.focus();
  cm.dispatch({ selection: { anchor: PORTS.indexOf("\n\nAfter") + 1 } });
  press("Backspace", { keyCode: 8 });
  expect(text()).toBe(PORTS);
  press("Backspace", { keyCode: 8 });
  expect(text()).toBe("Before\n\n\n\nAfter");
});

test("all of a cell is selected within it, and the edges of the text are those of the whole", async () => {
  const { cm } = open(PORTS);
  await go("Port, row 2");
  press("a", { ctrlKey: true });
  expect(getSelection()?.toString()).toBe("Yantian");
  press("Home", { ctrlKey: true, shiftKey: true });
  expect(getSelection()?.toString()).toBe("");
  press("End", { ctrlKey: true, shiftKey: true });
  expect(getSelection()?.toString()).toBe("Yantian");
  press("End", { ctrlKey: true });
  expect(cm.state.selection.main.head).toBe(PORTS.length);
  expect(cm.hasFocus).toBe(true);
  await go("Port, row 2");
  press("Home", { ctrlKey: true });
  expect(cm.state.selection.main.head).toBe(0);
});

test("a table that is all of a text has its own edges", async () => {
  open(PORTS.split("\n\n")[1] ?? "");
  await go("Port, row 1");
  press("End", { ctrlKey: true });
  expect(document.activeElement).toBe(cell("Days, row 2"));
  press("Home", { ctrlKey: true });
  expect(document.activeElement).toBe(cell("Heading of column 1"));
});

/** Puts the caret into a cell as a click or a key does, and lets the editor hear of it. */
async function caretAt(name: string, offset: number): Promise<void> {
  await go(name);
  const node = cell(name).firstChild;
  if (node) getSelection()?.collapse(node, offset);
  document.dispatchEvent(new Event("selectionchange"));
}

test("the caret is where it was when the window has the focus again, and behind what a cell has written", async () => {
  const { cm } = open(PORTS);
  await caretAt("Port, row 2", 3);
  const field = cell("Port, row 2");
  // The window loses the focus, and the document keeps its element.
  field.dispatchEvent(new FocusEvent("blur"));
  field.dispatchEvent(new FocusEvent("focus"));
  await new Promise((done) => setTimeout(done));
  expect(getSelection()?.focusOffset).toBe(3);
  type("YanXtian");
  expect(cm.state.selection.main.head).toBe(PORTS.indexOf("Yantian") + 4);
});

test("a focus that no pointer gave has the caret where the text has it", async () => {
  const { cm } = open(PORTS);
  await caretAt("Port, row 2", 3);
  const at = cm.state.selection.main.head;
  cm.focus();
  cm.dispatch({ selection: { anchor: at } });
  await go("Port, row 2");
  expect(getSelection()?.focusOffset).toBe(3);
});

test("a footnote that is asked for in a cell is written where it stands", async () => {
  const { cm, text } = open(PORTS);
  await caretAt("Days, row 1", 1);
  insertFootnote(cm);
  focusText(cm);
  expect(text()).toContain("| 4[^1] |");
  await vi.waitFor(() => expect(cell("Days, row 1").innerHTML).toBe('4<span class="cm-note">1</span>'));
  expect(document.activeElement).toBe(cm.contentDOM);
  expect(cm.state.selection.main.head).toBe(text().length);
});

test("a bar with a backslash before it is that bar", async () => {
  const { text } = open(PORTS);
  await go("Days, row 1");
  type("a \\| b");
  expect(text()).toBe(PORTS.replace("| 4 |", "| a \\| b |"));
  expect(cell("Days, row 1").textContent).toBe("a | b");
});

test("no key joins the paragraph below with the table", () => {
  const { cm, text } = open(PORTS);
  const after = PORTS.indexOf("After");
  cm.focus();
  cm.dispatch({ selection: { anchor: after } });
  press("Backspace", { keyCode: 8 });
  expect(text()).toBe(PORTS);
  expect(cm.state.sliceDoc(cm.state.selection.main.from, cm.state.selection.main.to)).toMatch(/^\| Port[^]*2 \|$/);
  cm.dispatch({ selection: { anchor: after - 1 } });
  press("Delete", { keyCode: 46 });
  expect(text()).toBe(PORTS);
  // What is cut out from the blank line on leaves the paragraph one.
  cm.dispatch({ changes: { from: after - 1, to: after + 2 }, userEvent: "delete.selection" });
  expect(text()).toBe(PORTS.replace("After", "ter"));
});

test("a caret beside a table goes into the cell next to it", async () => {
  const { cm } = open("| a |\n| - |\n| b |");
  cm.focus();
  await vi.waitFor(() => expect(document.activeElement).toBe(cell("Heading of column 1")));
  cm.focus();
  cm.dispatch({ selection: { anchor: cm.state.doc.length } });
  await vi.waitFor(() => expect(document.activeElement).toBe(cell("a, row 1")));
});

test("above a table that begins the text there is room to write", () => {
  const { cm, text } = open("| a |\n| - |\n| b |");
  cell("Heading of column 1").focus();
  press("ArrowUp");
  expect(text()).toBe("\n\n| a |\n| - |\n| b |");
  expect([cm.state.selection.main.head, document.activeElement]).toEqual([0, cm.contentDOM]);
});

test("a row of dashes is a row", () => {
  open("| a | b |\n| - | - |\n| c | d |\n| - | - |\n| e | f |");
  expect(screen.getAllByRole("table")).toHaveLength(1);
  expect(cell("b, row 3")).toHaveTextContent("f");
});
