/** The editor and the page agree on what Markdown means: Lezer's spans against those that comrak's are kept in. */
import { readFileSync } from "node:fs";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import specification from "commonmark-spec";
import { describe, expect, test } from "vitest";
import { briefMarkdown } from ".";
import differences from "./differences.json";
import { spans } from "./spans";

const { parser } = markdown({ base: markdownLanguage, extensions: briefMarkdown }).language;

function shown(text: string): string[] {
  return spans(parser.parse(text), text).map(({ kind, from, to }) => `${kind} ${from}-${to}`);
}

function kept(name: string): Record<string, string[]> {
  const path = `../tests/fixtures/markdown/${name}`;
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, string[]>;
}

const own = JSON.parse(readFileSync("../tests/fixtures/markdown/cases.json", "utf8")) as Record<string, string>;
const examples = Object.fromEntries(
  specification.tests.map((example) => [
    String(example.number).padStart(3, "0"),
    example.markdown.replaceAll("→", "\t"),
  ]),
);

describe.each([
  { suite: "our own cases", texts: own, page: kept("cases.spans.json"), listed: differences.own },
  { suite: "CommonMark", texts: examples, page: kept("specification.spans.json"), listed: differences.specification },
])("$suite", ({ suite, texts, page, listed }) => {
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
    const reasons: Record<string, string> = listed;
    const more = differing.filter((name) => !reasons[name]);
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
