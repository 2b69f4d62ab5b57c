import { describe, expect, test } from "vitest";
import { blockAt, cycleHeading, setHeading, toggleList, toggleQuote, unwrap } from "./blocks";
import { after, stateOf } from "./testing";

describe("headings", () => {
  test.each([
    [2, "Why n‸ow", "## Why n‸ow"],
    [3, "## 为什‸么", "### 为什‸么"],
    [2, "## Why‸", "Why‸"],
    [0, "### Why‸ ###", "Why‸"],
    [2, "- an i‸tem", "## an i‸tem"],
    [2, "> quo‸ted", "> ## quo‸ted"],
    [3, "«One\n\nTwo»", "### «One\n\n### Two»"],
    [2, "Head‸\n====\n\ntext", "## Head‸\n\ntext"],
    [2, "‸", "## ‸"],
  ] as const)("level %i of %s", (level, before, expected) => {
    expect(after(setHeading(level), before)).toBe(expected);
  });

  test("a paragraph needs nothing done to be one; code is left alone", () => {
    expect(after(setHeading(0), "Why‸")).toBeNull();
    expect(after(setHeading(2), "```\na‸\n```")).toBeNull();
    expect(after(setHeading(2), "| a‸ | b |\n|---|---|")).toBeNull();
  });

  test("go round: heading, smaller heading, paragraph", () => {
    expect(after(cycleHeading, "Why‸")).toBe("## Why‸");
    expect(after(cycleHeading, "## Why‸")).toBe("### Why‸");
    expect(after(cycleHeading, "### Why‸")).toBe("Why‸");
  });
});

describe("lists", () => {
  test.each([
    ["bullet", "On‸e", "- On‸e"],
    ["bullet", "- On‸e", "On‸e"],
    ["ordered", "«一\n二\n三»", "1. «一\n2. 二\n3. 三»"],
    ["ordered", "«- a\n- b»", "«1. a\n2. b»"],
    ["bullet", "«1. a\n2. b»", "«- a\n- b»"],
    ["task", "- Ask‸", "- [ ] Ask‸"],
    ["task", "- [x] Ask‸", "Ask‸"],
    ["bullet", "* a\n+ b‸", "* a\n\nb‸"],
    ["ordered", "1. a\nb‸", "1. a\n2. b‸"],
    ["bullet", "- a\n- b‸\n- c", "- a\n\nb‸\n\n- c"],
    ["bullet", "> a‸", "> - a‸"],
    ["bullet", "‸", "- ‸"],
    ["ordered", "«One\n\nTwo»", "1. «One\n\n2. Two»"],
    ["ordered", "«- a\n  - b\n- c»", "«1. a\n   1. b\n2. c»"],
    ["bullet", "«1. a\n   1. b\n   2. c\n2. d»", "«- a\n  - b\n  - c\n- d»"],
    ["ordered", "- a‸\n  - b\n\n    more\n- c", "1. a‸\n   - b\n\n     more\n- c"],
    ["bullet", "«- a\n- b\n- c»", "«a\n\nb\n\nc»"],
  ] as const)("%s: %s", (kind, before, expected) => {
    expect(after(toggleList(kind), before)).toBe(expected);
  });

  test("the line's kind is known, a rule is no item, code is no list", () => {
    expect(blockAt(stateOf("> - [ ] a‸"))).toEqual({ heading: 0, quote: true, list: "task" });
    expect(blockAt(stateOf("### a‸"))).toEqual({ heading: 3, quote: false, list: null });
    expect(blockAt(stateOf("- - -‸"))).toMatchObject({ list: null });
    expect(blockAt(stateOf("```\n- a‸\n```"))).toMatchObject({ list: null });
  });
});

describe("quotations", () => {
  test.each([
    ["One‸", "> One‸"],
    ["> One‸", "One‸"],
    ["«One\n\nTwo»", "> «One\n>\n> Two»"],
    ["«> One\n>\n> Two»", "«One\n\nTwo»"],
    ["a\n一行‸\nc", "> a\n> 一行‸\n> c"],
    ["> > deep‸", "> deep‸"],
    ["‸", "> ‸"],
  ])("%s", (before, expected) => {
    expect(after(toggleQuote, before)).toBe(expected);
  });
});

test.each([
  ["a heading", setHeading(2)],
  ["bullets", toggleList("bullet")],
  ["numbers", toggleList("ordered")],
  ["tasks", toggleList("task")],
  ["a quotation", toggleQuote],
])("%s, twice, give the bytes back", (_, command) => {
  const text = "One *two*\n\n三四，五\nsix\n\n\nSeven";
  // Two lines of a paragraph become two items, and those two paragraphs.
  const parted = text.replace("五\nsix", "五\n\nsix");
  for (let from = 0; from <= text.length; from += 1) {
    for (let to = from; to <= text.length; to += 1) {
      const start = `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
      const once = after(command, start);
      const twice = once && after(command, once)?.replace(/[«»‸]/g, "");
      const items = / (?:\[ \] )?三四，五\n(?:-|\d+\.) (?:\[ \] )?six/.test(once?.replace(/[«»‸]/g, "") ?? "");
      if (once !== null) expect(twice, `${start} became ${once}`).toBe(items ? parted : text);
    }
  }
});

describe("Backspace at the start of the text", () => {
  test.each([
    ["- ‸a", "‸a"],
    ["- x\n- ‸a", "- x\n\n‸a"],
    ["1. x\n2. ‸a\n3. b\n4. c", "1. x\n\n‸a\n\n1. b\n2. c"],
    ["- [ ] ‸a", "‸a"],
    ["> ‸a", "‸a"],
    ["> b\n> ‸a", "> b\n\n‸a"],
    ["## ‸题", "‸题"],
    ["- ## ‸a", "- ‸a"],
  ])("%s", (before, expected) => {
    expect(after(unwrap, before)).toBe(expected);
  });

  test.each(["- a‸", "‸- a", "a‸", "‸a", "- «a»", "```\n- ‸\n```"])("is as ever elsewhere: %s", (text) => {
    expect(after(unwrap, text)).toBeNull();
  });
});
