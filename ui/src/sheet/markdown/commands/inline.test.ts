import { describe, expect, test } from "vitest";
import { closes, opens } from "./flanking";
import { hasInline, toggleInline } from "./inline";
import { after, stateOf } from "./testing";

const strong = toggleInline("strong");
const emphasis = toggleInline("emphasis");
const strike = toggleInline("strike");
const code = toggleInline("code");

describe("a selection", () => {
  test.each([
    ["Rates «hold» today", "Rates **«hold»** today"],
    ["Rates« hold »today", "Rates« **hold** »today"],
    ["央行«降准»之后", "央行**«降准»**之后"],
    ["这很«重要。»但船还在等", "这很**«重要。»**但船还在等"],
    ["他说«“等等”»了", "他说**«“等等”»**了"],
    ["«One\n\nTwo»\n\nThree", "«**One**\n\n**Two**»\n\nThree"],
    ["- «one\n- two»", "- **«one**\n- **two»**"],
    ["«> one»", "«> **one**»"],
    ["## «Head»", "## **«Head»**"],
    ["«| a | b |\n|---|---|\n| c | d |»", "«| **a** | **b** |\n|---|---|\n| **c** | **d** |»"],
    ["x «*a* b» y", "x **«*a* b»** y"],
    ["*ab«c* d»e", "*ab**«c*** **d»**e"],
    ["[Ports «wait](http://x.org) long»", "[Ports **«wait**](http://x.org) **long»**"],
    ["a «`co»de` b", "a **`«co»de`** b"],
    ["**one** «two» **three**", "**one «two» three**"],
    ["**on«e** two»", "**on«e two»**"],
  ])("becomes bold: %s", (before, expected) => {
    // Where the range's ends lie among inserted signs is not the point here.
    expect(plain(after(strong, before))).toBe(plain(expected));
  });

  test.each([
    ["Rates **«hold»** today", "Rates «hold» today"],
    ["Rates «**hold**» today", "Rates «hold» today"],
    ["**one «two» three**", "**one** «two» **three**"],
    ["**«one» two**", "«one» **two**"],
    ["__«one»__", "«one»"],
    ["这很**«重要。»**但船还在等", "这很«重要。»但船还在等"],
    ["***«both»***", "*«both»*"],
    ["«**One**\n\n**Two**»", "«One\n\nTwo»"],
  ])("is bold no longer: %s", (before, expected) => {
    expect(plain(after(strong, before))).toBe(plain(expected));
  });

  test("loses one mark and keeps the other", () => {
    expect(after(emphasis, "***«both»***")).toBe("**«both»**");
    expect(after(emphasis, "**«bold»**")).toBe("***«bold»***");
    expect(after(strike, "a «b» c")).toBe("a ~~«b»~~ c");
    expect(after(strike, "a ~~«b»~~ c")).toBe("a «b» c");
  });

  test("becomes code with a fence longer than those within", () => {
    expect(after(code, "a «b» c")).toBe("a `«b»` c");
    expect(plain(after(code, "a «b`c» d"))).toBe("a `` b`c `` d");
    expect(plain(after(code, "a ``« b`c »`` d"))).toBe("a b`c d");
  });

  test("leaves punctuation outside where the mark would not hold", () => {
    expect(plain(after(strong, "«important.»but"))).toBe("**important**.but");
    expect(plain(after(strong, "say«(so)»then"))).toBe("say(**so**)then");
  });

  test("of blank lines only, or in a code block, is left alone", () => {
    expect(after(strong, "a\n«\n\n»b")).toBeNull();
    expect(after(strong, "```\n«a»\n```")).toBeNull();
    expect(after(strong, "```\na‸\n```")).toBeNull();
  });
});

describe("a bare caret", () => {
  test.each([
    ["Rates ho‸ld today", "Rates **ho‸ld** today"],
    ["Rates **ho‸ld** today", "Rates ho‸ld today"],
    ["今天央‸行降准", "今天**央‸行**降准"],
    ["Rates hold‸ today", "Rates **hold**‸ today"],
    ["Rates **hold**‸ today", "Rates hold‸ today"],
    ["Rates **hold‸** today", "Rates **hold**‸ today"],
    ["Rates ‸hold today", "Rates **‸hold** today"],
    ["Rates  ‸  hold", "Rates  **‸**  hold"],
    ["Rates  **‸**  hold", "Rates  ‸  hold"],
    ["‸", "**‸**"],
  ])("%s", (before, expected) => {
    expect(after(strong, before)).toBe(expected);
  });

  test("knows what it stands in", () => {
    expect(hasInline(stateOf("a **b‸** c"), "strong")).toBe(true);
    expect(hasInline(stateOf("a **b** ‸c"), "strong")).toBe(false);
    expect(hasInline(stateOf("«a **b** c»"), "strong")).toBe(false);
    expect(hasInline(stateOf("a «**b** **c**» d"), "strong")).toBe(true);
  });
});

test("Chinese full stops and neighbours do not hinder a mark, Latin ones do", () => {
  expect(closes("。", "但")).toBe(true);
  expect(closes("”", "了")).toBe(true);
  expect(closes(")", "但")).toBe(true);
  expect(closes(".", "b")).toBe(false);
  expect(opens("说", "“")).toBe(true);
  expect(opens("y", "(")).toBe(false);
  expect(opens("a", " ")).toBe(false);
});

describe("twice gives the bytes back", () => {
  test.each([
    ["strong", "The queue began on Monday, and *nobody* counted."],
    ["strong", "央行“降准”之后，*市场*回暖。但船还在等。"],
    ["strike", "One [link](http://x.org) and `code`.\n\nTwo\n\n- three\n- four **five** six"],
    ["strong", "> Quoted ~~words~~ here\n> and there\n\n## Head\n\n| a | b |\n|---|---|\n| c | d |"],
    ["emphasis", "1. Steel **held**\n2. 钢材**守住**了\n\n- [ ] Ask *no one*"],
  ] as const)("%s, whatever is selected in %s", (mark, text) => {
    const command = toggleInline(mark);
    let tried = 0;
    for (let from = 0; from < text.length; from += 1) {
      for (let to = from + 1; to <= text.length; to += 1) {
        const start = `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
        // Beside what is marked so already the two become one.
        if (mark === "emphasis" && to > text.indexOf("Ask")) continue;
        const once = after(command, start);
        if (once === null) continue;
        tried += 1;
        expect(plain(after(command, once)), `${start} became ${once}`).toBe(text);
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

function plain(text: string | null): string | null {
  return text?.replace(/[«»‸]/g, "") ?? null;
}
