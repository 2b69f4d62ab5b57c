import { expect, test } from "vitest";
import { convert, readPage } from "./convert";
import { work } from "../slices";

const pages = import.meta.glob<string>("../../../../tests/fixtures/clipboard/*.html", {
  query: "?raw",
  import: "default",
  eager: true,
});
const texts = import.meta.glob<string>("../../../../tests/fixtures/clipboard/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const words = { picture: "Picture", placeholder: (alt: string) => (alt ? `(Picture: ${alt})` : "(Picture)") };

function markdown(html: string): string {
  const page = readPage(html);
  const kept = new Map(page.embedded.map(({ element }) => [element, "ab".repeat(32)]));
  const done = work(convert(page, { words, kept }), Number.POSITIVE_INFINITY);
  return done?.value ?? "";
}

test.each(Object.entries(pages).map(([path, html]) => [path.replace(/^.*\//, ""), path, html] as const))(
  "what is copied as in %s becomes the Markdown beside it",
  (_, path, html) => {
    expect(markdown(html)).toBe(texts[path.replace(/html$/, "md")]?.trimEnd());
  },
);
