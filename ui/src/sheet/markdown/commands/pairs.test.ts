import { describe, expect, test } from "vitest";
import { closers, paired, unpair } from "./pairs";
import { stateOf, written } from "./testing";

/** What a text becomes when those keys are typed, one after the other. */
function typed(text: string, keys: string): string {
  let state = stateOf(text, closers);
  for (const key of keys) {
    if (key === "⌫") {
      const before = state;
      unpair({ state, dispatch: (transaction) => (state = transaction.state) });
      if (state === before) {
        const { head } = state.selection.main;
        state = state.update({ changes: { from: head - 1, to: head } }).state;
      }
      continue;
    }
    const transaction = paired(state, key) ?? state.update(state.replaceSelection(key));
    state = transaction.state;
  }
  return written(state);
}

describe("signs that come in pairs", () => {
  test.each([
    ["a ‸", "(", "a (‸)"],
    ["a ‸", "(b)", "a (b)‸"],
    ["a ‸", "(⌫", "a ‸"],
    ["a ‸.", '"', 'a "‸".'],
    ["‸", "[x]", "[x]‸"],
    ["a ‸", "`b`", "a `b`‸"],
    ["a ‸", "**b**", "a **b**‸"],
    ["", "**", "**‸**"],
    ["‸", "***", "***‸"],
    ["‸", "**b***", "**b***‸"],
    ["央行‸", "(", "央行(‸)"],
    ["央行‸。", "(", "央行(‸)。"],
    ["a «b» c", "(", "a («b») c"],
    ["a «b» c", "*", "a *«b»* c"],
    ["这很«重要»", "**", "这很**«重要»**"],
  ])("%s with %s", (before, keys, expected) => {
    expect(typed(before, keys)).toBe(expected);
  });

  test.each([
    ["before a word", "‸word", "(", "(‸word"],
    ["before Chinese", "‸央行", "(", "(‸央行"],
    ["after a word, where a quotation mark closes", "12‸", '"', '12"‸'],
    ["for a fence", "‸", "```", "```‸"],
    ["for an italic or an item", "‸", "* ", "* ‸"],
    ["within a product", "2*‸", "*", "2**‸"],
    ["for full-width signs", "‸", "（「《", "（「《‸"],
    ["in a code block", "```\n‸\n```", "(", "```\n(‸\n```"],
    ["after a backslash", "\\‸", "(", "\\(‸"],
  ])("do not %s", (_, before, keys, expected) => {
    expect(typed(before, keys)).toBe(expected);
  });

  test("a closing sign that was typed is not passed over", () => {
    expect(typed("(‸)", ")")).toBe("()‸)");
  });
});
