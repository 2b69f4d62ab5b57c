import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { later } from "../controls/later";
import type { Brief, Patch } from "../backend";
import { blank } from "../backend/fake-blank";
import { patch, patchBody } from "./patch";
import { Previewer } from "./previewer";

const empty = blank();
const brief = (body: string, headline = "The Toll"): Brief => ({ ...empty, body, headline });

describe("asking for pages", () => {
  let asked: string[];
  let edits: string[];
  let answers: ((answer: never) => void)[];
  let shown: (string | Patch)[];
  let takesPatches: boolean;
  let previewer: Previewer;

  beforeEach(() => {
    vi.useFakeTimers();
    [asked, edits, answers, shown, takesPatches] = [[], [], [], [], true];
    previewer = new Previewer({
      ask: ({ body }) => {
        asked.push(body);
        return new Promise((answer) => answers.push(answer));
      },
      edit: ({ from, to, insert }, length) => {
        edits.push(`${from}-${to} ${insert} ${length}`);
        return new Promise((answer) => answers.push(answer));
      },
      show: (html) => shown.push(html),
      patch: (patch) => {
        if (takesPatches) shown.push(patch);
        return takesPatches;
      },
      fail: () => expect.unreachable(),
      later,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function answer(given: string | Patch | null) {
    answers.shift()?.(given as never);
    await vi.advanceTimersByTimeAsync(0);
  }
  const patch: Patch = { from: 0, removed: 1, inserted: ["<p>ab</p>"] };

  test("the first at once, what is typed into the body at once and one by one", async () => {
    previewer.update(brief("a"));
    expect(asked).toEqual(["a"]);
    await answer("A");
    previewer.update(brief("ab"));
    previewer.update(brief("abc"));
    expect(edits).toEqual(["1-1 b 2"]);
    await answer(patch);
    expect(edits).toEqual(["1-1 b 2", "2-2 c 3"]);
    await answer(patch);
    expect(shown).toEqual(["A", patch, patch]);
    expect(asked).toEqual(["a"]);
  });

  test("behind an edit that took long the next one waits for a pause", async () => {
    previewer.update(brief("a"));
    await answer("A");
    previewer.update(brief("ab"));
    await vi.advanceTimersByTimeAsync(60);
    previewer.update(brief("abc"));
    await vi.advanceTimersByTimeAsync(60);
    await answer(patch);
    previewer.update(brief("abcd"));
    expect(edits).toEqual(["1-1 b 2"]);
    await vi.advanceTimersByTimeAsync(150);
    expect(edits).toEqual(["1-1 b 2", "2-2 cd 4"]);
    await answer(patch);
    previewer.update(brief("abcde"));
    expect(edits).toEqual(["1-1 b 2", "2-2 cd 4", "4-4 e 5"]);
  });

  test("another part after a pause in typing", async () => {
    previewer.update(brief("a"));
    await answer("A");
    previewer.update(brief("a", "The Tolls"));
    await vi.advanceTimersByTimeAsync(100);
    previewer.update(brief("ab", "The Tolls"));
    await vi.advanceTimersByTimeAsync(149);
    expect(asked).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(["a", "ab"]);
    expect(edits).toEqual([]);
  });

  test.each([
    ["can't be told", null, true],
    ["the page can't take", patch, false],
  ])("an edit that %s asks for the page, after a pause", async (_, told, takes) => {
    takesPatches = takes;
    previewer.update(brief("a"));
    await answer("A");
    previewer.update(brief("ab"));
    await answer(told);
    expect(asked).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(150);
    expect(asked).toEqual(["a", "ab"]);
    await answer("AB");
    expect(shown).toEqual(["A", "AB"]);
  });

  test("one at a time, and the newest next", async () => {
    previewer.update(brief("a"));
    previewer.update(brief("ab"));
    await vi.advanceTimersByTimeAsync(1000);
    previewer.update(brief("abc"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(["a"]);
    await answer("A");
    expect(edits).toEqual(["1-1 bc 3"]);
  });

  test("nothing is shown after it was stopped", async () => {
    previewer.update(brief("a"));
    previewer.stop();
    await answer("A");
    expect(shown).toEqual([]);
  });
});

describe("patching the body", () => {
  test("only the blocks that changed are replaced", () => {
    const html = '<main><h1>T</h1><div data-part="body"><p>One</p>\n<p>Two</p>\n<p>Three</p>\n</div></main>';
    const shown = new DOMParser().parseFromString(html, "text/html");
    const [first, , third] = shown.querySelectorAll("p");
    expect(patchBody(shown, { from: 1, removed: 1, inserted: ["<p>2</p>\n", "<hr>\n"] })?.place.tagName).toBe("HR");
    const body = shown.querySelector("[data-part]");
    expect([...(body?.children ?? [])].map(({ outerHTML }) => outerHTML)).toEqual([
      "<p>One</p>",
      "<p>2</p>",
      "<hr>",
      "<p>Three</p>",
    ]);
    expect(body?.children[0]).toBe(first);
    expect(body?.children[3]).toBe(third);
  });

  test("a page that has no such blocks is left as it is", () => {
    const shown = new DOMParser().parseFromString('<div data-part="body"><p>One</p></div>', "text/html");
    expect(patchBody(shown, { from: 1, removed: 1, inserted: [] })).toBeNull();
    expect(shown.body.innerHTML).toBe('<div data-part="body"><p>One</p></div>');
  });
});

describe("patching a shown page", () => {
  function page(body: string, head = "<title>x</title>"): string {
    return `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  }
  function open(html: string): Document {
    return new DOMParser().parseFromString(html, "text/html");
  }

  test("keeps the blocks that are the same and replaces the others", () => {
    const shown = open(page("<h1>One</h1><p>Two</p><p>Three</p>"));
    const [first, , third] = shown.body.children;
    expect(patch(shown, page("<h1>One</h1><p>Two!</p><blockquote>New</blockquote><p>Three</p>"))).toBe(true);
    expect(shown.body.innerHTML).toBe("<h1>One</h1><p>Two!</p><blockquote>New</blockquote><p>Three</p>");
    expect(shown.body.children[0]).toBe(first);
    expect(shown.body.children[3]).toBe(third);
  });

  test("looks into the one frame around all blocks", () => {
    const shown = open(page('<main class="a"><p>One</p><p>Two</p></main>'));
    const [first] = shown.querySelectorAll("p");
    patch(shown, page('<main class="b"><p>One</p><p>Two</p><p>Three</p></main>'));
    expect(shown.body.innerHTML).toBe('<main class="b"><p>One</p><p>Two</p><p>Three</p></main>');
    expect(shown.querySelector("p")).toBe(first);
  });

  test("keeps blocks in every part of the page that changes", () => {
    const shown = open(page("<article><h1>One</h1><p>Two</p></article><nav><a href='#1'>One</a></nav>"));
    const { article, paragraph } = { article: shown.querySelector("article"), paragraph: shown.querySelector("p") };
    patch(shown, page("<article><h1>One!</h1><p>Two</p></article><nav><a href='#2'>One!</a></nav>"));
    expect(shown.querySelector("article")).toBe(article);
    expect(shown.querySelector("p")).toBe(paragraph);
    expect(shown.body.innerHTML).toBe('<article><h1>One!</h1><p>Two</p></article><nav><a href="#2">One!</a></nav>');
  });

  const policy = (images: string) =>
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${images}">`;
  const style = (colour: string) => `<style>p { color: ${colour} }</style>`;
  const head = (data: string, look = policy("data:") + style("red")) =>
    `<title>${data}</title>${look}<meta property="article:modified_time" content="${data}">` +
    `<script type="application/ld+json">{"dateModified":"${data}"}</script>`;

  test("what the head says about the article is not seen, and loads nothing anew", () => {
    const shown = open(page("<p>One</p><p>Two</p>", head("2026-06-03")));
    const [, second] = shown.body.children;
    const wanted = page("<p>One!</p><p>Two</p>", head("2026-06-04")).replace('lang="en"', 'lang="zh-Hans"');
    expect(patch(shown, wanted)).toBe(true);
    expect(shown.body.innerHTML).toBe("<p>One!</p><p>Two</p>");
    expect(shown.body.children[1]).toBe(second);
    expect(shown.documentElement.lang).toBe("zh-Hans");
  });

  test.each([
    ["another style", policy("data:") + style("blue")],
    ["another source of pictures", policy("image:") + style("red")],
  ])("leaves a page with %s to be loaded anew", (_, look) => {
    const shown = open(page("<p>One</p>", head("a")));
    expect(patch(shown, page("<p>Two</p>", head("a", look)))).toBe(false);
    expect(shown.body.innerHTML).toBe("<p>One</p>");
  });
});
