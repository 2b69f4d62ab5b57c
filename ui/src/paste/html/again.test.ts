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
/** A picture of the library is not shown by the page yet, and an ordered list has no gaps there. */
const OTHERWISE = ["pictures", "lists"];

const simple = Object.entries(pages).filter(([path]) => !OTHERWISE.some((name) => path.endsWith(`/${name}.html`)));

test.each(simple.map(([path, html]) => [path.replace(/^.*\//, ""), html] as const))(
  "what the page makes of pasted text gives the same text when it is pasted: %s",
  (name, html) => {
    const done = work(convert(readPage(html), { words }), Number.POSITIVE_INFINITY);
    const text = texts[`../../../../tests/fixtures/clipboard/${name.replace(/html$/, "md")}`];
    expect(done?.value).toBe(text?.trimEnd());
  },
);
