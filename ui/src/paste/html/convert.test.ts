import { expect, test } from "vitest";
import { work } from "../slices";
import { convert, fromCodeEditor, readPage } from "./convert";
import { shallow } from "./shallow";

const words = { picture: "图片", placeholder: (alt: string) => (alt ? `（图片：${alt}）` : "（图片）") };

function markdown(html: string, taken: readonly string[] = []): string {
  const page = readPage(html);
  return work(convert(page, { words, taken: new Set(taken) }), Number.POSITIVE_INFINITY)?.value ?? "";
}

test("nothing of a page runs, and none of it reaches the window", () => {
  const hit: unknown[] = [];
  Object.assign(window, { hit: (what: unknown) => hit.push(what) });
  const html = `<script>hit(1)</script><img src=x onerror="hit(2)"><svg onload="hit(3)"></svg><iframe srcdoc="<script>parent.hit(4)</script>"></iframe><p onclick="hit(5)">文字</p>`;
  const before = document.documentElement.outerHTML;
  expect(markdown(html)).toBe("（图片）\n\n文字");
  expect(hit).toEqual([]);
  expect(document.documentElement.outerHTML).toBe(before);
  expect(readPage(html).document.defaultView).toBeNull();
});

test.each(["div", "span", "blockquote", "section style='margin:0'", "font color=red"])(
  "a hundred thousand elements within each other are read: %s",
  (name) => {
    expect(markdown(`${`<${name}>`.repeat(100_000)}deep`)).toContain("deep");
  },
);

test("thousands of lists within each other are read", () => {
  expect(markdown(`${"<ul><li>".repeat(4000)}deep`)).toContain("deep");
});

test("items of endless levels cost no more than they show", () => {
  const item = (_: unknown, at: number) => `<p style="mso-list:l0 level${at + 1} lfo1">x</p>`;
  expect(markdown(Array.from({ length: 3000 }, item).join("")).length).toBeLessThan(100_000);
});

test("a mark that is opened in each of many paragraphs and never closed costs no more than it shows", () => {
  const html = Array.from({ length: 500 }, (_, at) => `<p><b id=x${at}>a`).join("");
  expect(readPage(html).document.querySelectorAll("*").length).toBeLessThan(20_000);
});

test.each([
  ["<!-- <div> --><p>a", "<!-- <div> --><p>a"],
  ["<script>'<div>'</script><p>a", "<script>'<div>'</script><p>a"],
  ["<p title='>'>a < b</p>", "<p title='>'>a < b</p>"],
  ["<", "<"],
  ["<!--", "<!--"],
  ["<p title='", "<p title='"],
])("what is not too deep is parsed as it is: %s", (html, same) => {
  expect(shallow(html)).toBe(same);
});

test("only the tags go of what is too deep", () => {
  expect(shallow(`${"<div>".repeat(202)}a<br></div>b</div>`)).toBe(`${"<div>".repeat(200)}a<br></div>b</div>`);
});

test("a table that claims to be a million columns wide stays as wide as it could be shown", () => {
  const text = markdown(
    "<table><tr><td colspan=1000000>a</td><td>b</td></tr><tr><td rowspan=99999999>c</td><td>d</td></tr></table>",
  );
  expect(text.length).toBeLessThan(2000);
  expect(text).toContain("| d |");
});

test.each([
  ["half a character", "a\ud800b\udc00c", "a\ufffdb\ufffdc"],
  ["and whole characters do", "a😀b𠮷", "a😀b𠮷"],
  ["controls", "a\u0001b\u001b[31mc\u009d", "abc"],
  ["a line separator", "a\u2028b", "a b"],
  ["text that reads backwards", "a\u202ebc\u202c \u2066d\u2069", "abc d"],
])("what nobody sees does not come through: %s", (_, text, expected) => {
  expect(markdown(`<p>${text}</p>`)).toBe(expected);
});

test.each([
  "javascript:alert(1)",
  " jAvA\tscript:alert(1)",
  "vbscript:x",
  "data:text/html,x",
  "file:///etc/passwd",
  "blob:x",
])("a link to %s is only its text", (href) => {
  const link = document.createElement("a");
  link.setAttribute("href", href);
  link.textContent = "here";
  expect(markdown(link.outerHTML)).toBe("here");
});

test("lines of Chinese are joined without a space, lines of English with one", () => {
  expect(markdown("<p>船还在\n等，<b>没有人</b>\n知道。</p>")).toBe("船还在等，**没有人**知道。");
  expect(markdown("<p>Ships are\nstill <b>waiting</b>\nthere.</p>")).toBe("Ships are still **waiting** there.");
  expect(markdown("<p>用 Word\n写的</p>")).toBe("用 Word 写的");
});

test("footnotes take labels that the text doesn't have yet", () => {
  const html = `<p>a<sup><a href="#fn1" id="fnref1">1</a></sup></p><ol><li id="fn1">Note. <a href="#fnref1">↩</a></li></ol>`;
  expect(markdown(html, ["1", "2", "x"])).toBe("a[^3]\n\n[^3]: Note.");
});

test("what was copied out of a menu is kept", () => {
  expect(markdown("<nav><ul><li>Home</li></ul></nav>")).toBe("- Home");
  expect(markdown("<nav>Home</nav><p>Text</p>")).toBe("Text");
});

test("without a first level the others stay as they are", () => {
  expect(markdown("<h2>A</h2><h3>B</h3>")).toBe("## A\n\n### B");
  expect(markdown("<h1>A</h1><h2>B</h2><h6>C</h6>")).toBe("## A\n\n### B\n\n###### C");
});

test("nothing but white space is nothing", () => {
  expect(markdown("<p>&nbsp;</p><p><br></p> <div>\u200b</div><hr>")).toBe("");
});

test("work goes on in steps", () => {
  const steps = convert(readPage("<p>a</p>".repeat(2000)), { words });
  expect(work(steps, 0)).toBeNull();
  expect(work(steps, Number.POSITIVE_INFINITY)?.value).toBe(Array(2000).fill("a").join("\n\n"));
});

test("text above and below the line keeps its place", () => {
  const raised = (text: string, where: string) =>
    `<span style="font-size:0.6em;vertical-align:${where}">${text}</span>`;
  expect(markdown(`<p>About 10${raised("6", "super")} tonnes of CO${raised("2", "sub")}</p>`)).toBe(
    "About 10⁶ tonnes of CO₂",
  );
  const baseline = `<span style="vertical-align:baseline">3</span>`;
  expect(markdown(`<p>12 km<sup>2 </sup>burned, 5 m<sup>${baseline}</sup></p>`)).toBe("12 km² burned, 5 m³");
  expect(markdown("<p>a<sup> </sup>b, 1<sup>st</sup></p>")).toBe("a b, 1st");
});

test.each(["white-space: pre-wrap", "white-space:pre-line", "white-space-collapse: preserve"])(
  "line breaks of the source show where the page shows them: %s",
  (style) => {
    const post = "快讯：港口关闭。\n船只停运\n\nMore at 10.\n";
    expect(markdown(`<div style="${style}">\n<span>${post}</span></div>`)).toBe(
      "快讯：港口关闭。\\\n船只停运\n\nMore at 10.",
    );
    expect(markdown(`<div style="${style}"><p style="white-space: normal">a\nb</p></div>`)).toBe("a b");
  },
);

test("what stands above the rows of a table is a paragraph, and lines of a cell stay apart", () => {
  const table = `<table><caption>Ships by port</caption><tr><th>Port</th><th>Ships</th></tr><tr><td>东京<br>大阪</td><td>12</td></tr></table>`;
  expect(markdown(table)).toBe("Ships by port\n\n| Port | Ships |\n| --- | --- |\n| 东京 大阪 | 12 |");
});

test("items keep the levels and the numbers that they say they have", () => {
  const item = (level: number, start: number, text: string) =>
    `<div class="ListContainerWrapper"><ol start="${start}"><li data-aria-level="${level}"><p>${text}</p></li></ol></div>`;
  expect(markdown(item(1, 1, "First") + item(2, 1, "Sub") + item(1, 2, "Second"))).toBe(
    "1. First\n   1. Sub\n2. Second",
  );
  const ends = `<ol class="lst-kix_ab12-0 start" start="1"><li>One</li></ol><p>Between.</p><ol class="lst-kix_ab12-0" start="2"><li>Two</li></ol>`;
  expect(markdown(ends)).toBe("1. One\n\nBetween.\n\n2. Two");
});

test("code is known by its colours, and a tag without an end is none", () => {
  const code = `<meta charset='utf-8'><div style="color: #ccc;font-family: 'Droid Sans Mono', monospace;white-space: pre;">`;
  expect(fromCodeEditor(code)).toBe(true);
  expect(fromCodeEditor(`<div style="font-family: serif;white-space: pre;">`)).toBe(false);
  expect(fromCodeEditor(`<div style="${"font-family:mono ".repeat(100_000)}`)).toBe(false);
});
