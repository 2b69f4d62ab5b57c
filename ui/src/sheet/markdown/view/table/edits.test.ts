import { briefParser } from "../../parser";
import fc from "../../../../test-properties";
import { expect, test } from "vitest";
import { addColumn, addRow, alignColumn, removeColumn, removeRow, setCell, type Splice } from "./edits";
import { placeInText, placeInWords, readCell, readTable, type Table, writeCell } from "./model";

function table(text: string): Table {
  const read = readTable(text);
  if (!read) throw new Error(`no table: ${text}`);
  return read;
}

function applied(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
}

/** The words of every cell; missing ones are empty. */
function words(text: string): string[][] {
  const read = table(text);
  return [read.head, ...read.rows].map(({ cells }) => read.aligns.map((_, column) => readCell(read, cells[column])));
}

/** Whether the editor's parser takes all of it for one table. */
function isOneTable(text: string): boolean {
  const { firstChild, lastChild } = briefParser.parse(text).topNode;
  return firstChild?.name === "Table" && firstChild.to >= text.trimEnd().length && lastChild?.from === firstChild.from;
}

const PORTS = "| Port | Days |\n| :--- | ---: |\n| 宁波 | 4 |\n| Yantian |";

test("a table is read as its cells, whatever its bars look like", () => {
  expect(words(PORTS)).toEqual([
    ["Port", "Days"],
    ["宁波", "4"],
    ["Yantian", ""],
  ]);
  expect(words("a|b\n-|:-:\n|| x\\|y |\n`c|d`")).toEqual([
    ["a", "b"],
    ["", "x|y"],
    ["`c", "d`"],
  ]);
  expect(table(PORTS).aligns).toEqual(["left", "right"]);
  expect(readTable("| a | b |\n| - |")).toBeNull();
  expect(readTable("| a |\n| b |")).toBeNull();
});

test.each([
  [PORTS, 1, 0, "Ningbo", "| Port | Days |\n| :--- | ---: |\n| Ningbo | 4 |\n| Yantian |"],
  [PORTS, 1, 1, "", "| Port | Days |\n| :--- | ---: |\n| 宁波 |  |\n| Yantian |"],
  [PORTS, 2, 1, "2|3", "| Port | Days |\n| :--- | ---: |\n| 宁波 | 4 |\n| Yantian | 2\\|3 |"],
  ["|a|b|\n|-|-|\n||x|", 1, 0, "y", "|a|b|\n|-|-|\n| y |x|"],
  ["a|b\n-|-\nx", 1, 1, "y", "a|b\n-|-\nx | y"],
  ["|a|\n|-|\n|x|", 1, 0, "x\\", "|a|\n|-|\n|x\\ |"],
])("%j: the cell in row %i, column %i says %j", (text, row, column, says, after) => {
  expect(applied(text, setCell(table(text), row, column, says))).toBe(after);
});

test("words that are written in a cell are read there, and no other cell changes", () => {
  const heads = fc.constantFrom("|h|i|\n|-|-|", "h | i\n-- | --", "|h|i\n|-|-", "h|i|\n-|-|");
  const word = fc.array(fc.constantFrom("a", "词", "|", "\\", "\\|", " ", "*", "`", "\n", "- ", "# ", "1. "), {
    maxLength: 6,
  });
  const rows = fc.array(fc.constantFrom("| 宁波 | 4 |", "||", "| x", "a|b", "| \\| |  |", "|a|b|c|"), { maxLength: 4 });
  fc.assert(
    fc.property(heads, rows, fc.nat(4), fc.nat(1), word, (head, lines, row, column, parts) => {
      const text = [head, ...lines].join("\n");
      const before = words(text);
      if (row >= before.length) return;
      const says = parts.join("");
      const after = applied(text, setCell(table(text), row, column, says));
      const expected = before.map((cells) => [...cells]);
      const line = expected[row];
      // Of an odd number of backslashes before a bar the last one is the bar's.
      const wanted = says
        .trim()
        .replace(/\s*\n\s*/g, " ")
        .replace(/(\\*)\|/g, (_, slashes: string) => `${slashes.slice(slashes.length % 2)}|`);
      expect(isOneTable(after)).toBe(true);
      const got = words(after)[row]?.[column] ?? "";
      expect(got).toBe(wanted);
      if (line) line[column] = got;
      expect(words(after)).toEqual(expected);
    }),
  );
});

test("rows and columns come and go", () => {
  const read = table(PORTS);
  expect(words(applied(PORTS, addRow(read, 1)))).toEqual([
    ["Port", "Days"],
    ["宁波", "4"],
    ["", ""],
    ["Yantian", ""],
  ]);
  expect(words(applied(PORTS, addRow(read, 0)))).toEqual([
    ["Port", "Days"],
    ["", ""],
    ["宁波", "4"],
    ["Yantian", ""],
  ]);
  expect(words(applied(PORTS, removeRow(read, 2)))).toEqual([
    ["Port", "Days"],
    ["宁波", "4"],
  ]);
  expect(applied(PORTS, removeRow(read, 0))).toBe(PORTS);
  expect(words(applied(PORTS, addColumn(read, 0)))).toEqual([
    ["", "Port", "Days"],
    ["", "宁波", "4"],
    ["", "Yantian", ""],
  ]);
  expect(words(applied(PORTS, addColumn(read, 2)))).toEqual([
    ["Port", "Days", ""],
    ["宁波", "4", ""],
    ["Yantian", "", ""],
  ]);
  expect(words(applied(PORTS, removeColumn(read, 0)))).toEqual([["Days"], ["4"], [""]]);
  expect(words(applied(PORTS, removeColumn(read, 1)))).toEqual([["Port"], ["宁波"], ["Yantian"]]);
});

test("columns come and go in tables of any shape, and leave the others alone", () => {
  const heads = fc.constantFrom("|h|i|j|\n|-|:-|-:|", "h | i | j\n-- | :- | -:", "h | i\n-- | --", "|h|i\n|-|-");
  const rows = fc.array(fc.constantFrom("| 宁波 | 4 | z |", "|||", "| x", "a|b|c", "| \\| |  | q |", "|a|b|c|"), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(heads, rows, fc.nat(2), (head, lines, column) => {
      const text = [head, ...lines].join("\n");
      fc.pre(column < table(text).aligns.length);
      const before = words(text);
      expect(words(applied(text, addColumn(table(text), column)))).toEqual(
        before.map((cells) => cells.toSpliced(column, 0, "")),
      );
      const less = applied(text, removeColumn(table(text), column));
      expect(words(less)).toEqual(before.map((cells) => cells.toSpliced(column, 1)));
      expect(isOneTable(less)).toBe(true);
      const more = applied(text, addColumn(table(text), table(text).aligns.length));
      expect(words(more)).toEqual(before.map((cells) => [...cells, ""]));
      expect(isOneTable(more)).toBe(true);
    }),
  );
});

test("a column is set to one side, and its dashes stay", () => {
  const set = (align: "none" | "center" | "left") => applied(PORTS, alignColumn(table(PORTS), 1, align)).split("\n")[1];
  expect(set("none")).toBe("| :--- | --- |");
  expect(set("center")).toBe("| :--- | :---: |");
  expect(set("left")).toBe("| :--- | :--- |");
});

test("every letter of a cell has its place in the text, also beside bars", () => {
  const words = fc.array(fc.constantFrom("a", "宁", "|", "\\", "*", " "), { maxLength: 8 });
  fc.assert(
    fc.property(words, (letters) => {
      const text = `| x | ${writeCell(letters.join(""))} |\n| --- | --- |`;
      const table = readTable(text);
      const cell = table?.head.cells[1];
      if (!table || !cell) throw new Error("no table");
      const read = readCell(table, cell);
      for (let offset = 0; offset <= read.length; offset += 1) {
        const place = placeInText(table, cell, offset);
        expect(placeInWords(table, cell, place)).toBe(offset);
        expect(text.slice(place, cell.to).replaceAll("\\|", "|")).toBe(read.slice(offset));
      }
    }),
  );
});
