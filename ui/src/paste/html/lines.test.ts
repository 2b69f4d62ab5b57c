import { expect, test } from "vitest";
import word from "../../../../tests/fixtures/clipboard/word-chinese.html?raw";
import { readPage } from "./convert";
import { linesOf } from "./lines";

test.each([
  [
    "<p>Arlen <b>voted</b> <a href='https://example.org/a?utm_source=x'>no</a></p>",
    ["Arlen **voted** [no](https://example.org/a)"],
  ],
  ["<ul><li>One<ul><li><i>Two</i></li></ul></li></ul><h2>Three</h2>", ["One", "*Two*", "Three"]],
  ["<p><b>One<br>Two</b></p>", ["**One**", "**Two**"]],
  ["<p>1. Prices fell</p><p>- Ports</p><p># 5</p><p>2 * 3</p>", ["1. Prices fell", "- Ports", "# 5", "2 * 3"]],
  [
    "<p>Toll<a href='#fn1'>1</a> <img src='https://example.org/a.png' alt='A map'>rose</p><ol><li id='fn1'>Source</li></ol>",
    ["Toll rose"],
  ],
  [
    "<p>通行费<strong>上涨</strong>，<em>港口</em>在等</p><p></p><pre>a\nb</pre><hr>",
    ["通行费**上涨**，*港口*在等", "a", "b"],
  ],
  ["<script>alert(1)</script><p onclick='x'>Plain <a href='javascript:alert(1)'>text</a></p>", ["Plain text"]],
])("%s", (html, lines) => {
  expect(linesOf(readPage(html))).toEqual(lines);
});

test("a table has cells, not lines", () => {
  expect(linesOf(readPage("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"))).toBeNull();
});

test("Word's lists come without their numbers", () => {
  const lines = linesOf(readPage(word));
  expect(lines?.length).toBeGreaterThan(3);
  for (const line of lines ?? []) expect(line).not.toMatch(/^(?:[·•-]|\d+[.、])/);
});
