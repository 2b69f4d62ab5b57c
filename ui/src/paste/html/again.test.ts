import { expect, test } from "vitest";
import { work } from "../slices";
import { convert, readPage } from "./convert";

const pages = import.meta.glob<string>("../../../../tests/fixtures/clipboard/rendered/*.html", {
  query: "?raw",
  import: "default",
  eager: true,
});
const texts = import.meta.glob<string>("../../../../tests/fixtures/clipboard/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const words = { picture: "Picture", placeholder: (alt: string) => `(Picture: ${alt})` };
/** A page shows no picture of the library yet, has no gaps in its ordered lists, and says no language of code. */
const OTHERWISE = ["pictures", "lists", "web-page"];

const simple = Object.entries(pages).filter(([path]) => !OTHERWISE.some((name) => path.endsWith(`/${name}.html`)));

test.each(simple.map(([path, html]) => [path.replace(/^.*\//, ""), html] as const))(
  "what the page makes of pasted text gives the same text when it is pasted: %s",
  (name, html) => {
    const done = work(convert(readPage(html), { words }), Number.POSITIVE_INFINITY);
    const text = texts[`../../../../tests/fixtures/clipboard/${name.replace(/html$/, "md")}`];
    expect(done?.value).toBe(text?.trimEnd());
  },
);
