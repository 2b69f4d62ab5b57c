/** The editor and the page agree on what Markdown means: Lezer's spans against those that comrak's are kept in. */
import specification from "commonmark-spec";
import { describe, expect, test } from "vitest";
import own from "../../../../../tests/fixtures/markdown/cases.json";
import ownSpans from "../../../../../tests/fixtures/markdown/cases.spans.json";
import specificationSpans from "../../../../../tests/fixtures/markdown/specification.spans.json";
import { briefParser as parser } from ".";
import differences from "./differences.json";
import { spans } from "./spans";

interface Suite {
  suite: string;
  texts: Record<string, string>;
  /** What the core makes of them. */
  page: Record<string, string[]>;
  /** What differs, and why. */
  listed: Record<string, string>;
}

function shown(text: string): string[] {
  return spans(parser.parse(text), text).map(({ kind, from, to }) => `${kind} ${from}-${to}`);
}

const examples = Object.fromEntries(
  specification.tests.map((example) => [
    String(example.number).padStart(3, "0"),
    example.markdown.replaceAll("→", "\t"),
  ]),
);

const suites: Suite[] = [
  { suite: "our own cases", texts: own, page: ownSpans, listed: differences.own },
  { suite: "CommonMark", texts: examples, page: specificationSpans, listed: differences.specification },
];

describe.each(suites)("$suite", ({ suite, texts, page, listed }) => {
  const differing = Object.keys(texts).filter((name) => {
    const text = texts[name] ?? "";
    return JSON.stringify(shown(text).sort()) !== JSON.stringify([...(page[name] ?? [])].sort());
  });

  test("every text was read by the page", () => {
    expect(Object.keys(page).sort()).toEqual(Object.keys(texts).sort());
  });

  test("the editor shows it as the page does, or the difference is listed with its reason", () => {
    const count = Object.keys(texts).length;
    // eslint-disable-next-line no-console -- the figures are what the test is read for
    console.info(`${suite}: ${count} texts, ${count - differing.length} agree, ${differing.length} listed`);
    const more = differing.filter((name) => !listed[name]);
    const report = more.map((name) => ({
      name,
      text: texts[name],
      editor: shown(texts[name] ?? ""),
      page: page[name],
    }));
    expect(report).toEqual([]);
  });

  test("no listed difference has gone", () => {
    expect(Object.keys(listed).filter((name) => !differing.includes(name))).toEqual([]);
  });
});
