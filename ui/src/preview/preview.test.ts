import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { later } from "../controls/later";
import { patch } from "./patch";
import { Previewer } from "./previewer";

describe("asking for pages", () => {
  let asked: string[];
  let answers: ((html: string) => void)[];
  let shown: string[];
  let previewer: Previewer<string>;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    answers = [];
    shown = [];
    previewer = new Previewer({
      ask: (text) => {
        asked.push(text);
        return new Promise((answer) => answers.push(answer));
      },
      show: (html) => shown.push(html),
      fail: () => expect.unreachable(),
      later,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function answer(html: string) {
    answers.shift()?.(html);
    await vi.advanceTimersByTimeAsync(0);
  }

  test("the first at once, later ones after a pause in typing", async () => {
    previewer.update("a");
    expect(asked).toEqual(["a"]);
    await answer("A");
    previewer.update("ab");
    await vi.advanceTimersByTimeAsync(100);
    previewer.update("abc");
    await vi.advanceTimersByTimeAsync(149);
    expect(asked).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(["a", "abc"]);
    await answer("ABC");
    expect(shown).toEqual(["A", "ABC"]);
  });

  test("one at a time, and the newest next", async () => {
    previewer.update("a");
    previewer.update("ab");
    await vi.advanceTimersByTimeAsync(1000);
    previewer.update("abc");
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(["a"]);
    await answer("A");
    expect(asked).toEqual(["a", "abc"]);
  });

  test("nothing is shown after it was stopped", async () => {
    previewer.update("a");
    previewer.stop();
    await answer("A");
    expect(shown).toEqual([]);
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
