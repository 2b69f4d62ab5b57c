import { afterEach, describe, expect, test } from "vitest";
import { en } from "./en";
import { language, speak, t } from "./index.svelte";
import { zh } from "./zh";

afterEach(() => speak("en"));

/** Every word with the path to it; functions are called with numbers. */
function words(branch: object, path = ""): [string, string][] {
  return Object.entries(branch).flatMap(([key, leaf]: [string, unknown]) => {
    const here = `${path}/${key}`;
    if (typeof leaf === "string") return [[here, leaf] as [string, string]];
    if (typeof leaf === "function") return [[here, String((leaf as (...n: number[]) => string)(2, 3, 4, 5))]];
    return words(leaf as object, here);
  });
}

describe("the catalogues", () => {
  test("have the same words", () => {
    expect(words(zh).map(([path]) => path)).toEqual(words(en).map(([path]) => path));
  });

  test("leave nothing empty", () => {
    for (const [path, word] of [...words(en), ...words(zh)]) expect(word.trim(), path).not.toBe("");
  });

  test("Chinese is set with its own punctuation", () => {
    for (const [path, word] of words(zh)) {
      expect(word, path).not.toMatch(/\p{Script=Han}[,;:?!.]|[,;:?!]\p{Script=Han}/u);
      expect(word, path).not.toContain("...");
    }
  });

  test("English counts one and many", () => {
    expect(en.counts.words(1)).toBe("1 word");
    expect(en.counts.words(1240)).toBe("1,240 words");
    expect(en.import.done(1)).toBe("Imported one brief");
  });
});

test("Chinese keeps a space after digits, and none after a word", () => {
  expect(zh.history.compared("昨天 17:18", "今天 16:48", "")).toBe("昨天 17:18 与今天 16:48 相比：");
  expect(zh.history.compared("“送审前”", "现在", "")).toBe("“送审前”与现在相比：");
});

describe("the language", () => {
  test.each([
    ["system", "zh-CN", "zh"],
    ["system", "en-US", "en"],
    ["system", "fr", "en"],
    ["zh", "en-US", "zh"],
    ["en", "zh-CN", "en"],
  ] as const)("%s on a %s machine is %s", (wanted, system, spoken) => {
    speak(wanted, system);
    expect(language()).toBe(spoken);
    expect(t().library.newBrief).toBe(spoken === "zh" ? "新建简报" : "New brief");
  });
});
