import { beforeEach, describe, expect, test } from "vitest";
import { blank } from "../backend/fake";
import { Finder, type Found } from "./finder.svelte";
import { placesOf, type Searched, withTexts } from "./places";
import { here, type Searcher } from "./searcher";

const BRIEF: Searched = {
  ...blank(),
  headline: "Ports wait",
  summary: "Every port waits.",
  takeaways: [
    { id: "a", text: "Port fees rise" },
    { id: "b", text: "Steel" },
  ],
  body: "A port is a port.\n\n港口等待，港口算账。",
};

let brief: Searched;
let written: Searched[];
let revealed: Found[];
let waiting: (() => void)[];
let finder: Finder<Searched>;

function open(searcher: Searcher = here) {
  finder = new Finder({
    searcher,
    later: (_, task) => {
      waiting.push(task);
      return () => (waiting = waiting.filter((other) => other !== task));
    },
    brief: () => brief,
    write: (next) => {
      written.push(next);
      brief = next;
    },
    reveal: (match) => revealed.push(match),
  });
}

async function rest() {
  const tasks = waiting;
  waiting = [];
  for (const task of tasks) task();
  await settle();
}

async function settle() {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const at = (match: Found | undefined) => match && `${match.key} ${match.from}`;

beforeEach(() => {
  brief = BRIEF;
  written = [];
  revealed = [];
  waiting = [];
  open();
});

describe("finding", () => {
  test("counts by part, in page order, and goes round", async () => {
    finder.show(false, null, "port");
    await settle();
    expect(finder.counts).toEqual([
      ["headline", 1],
      ["summary", 1],
      ["takeaways", 1],
      ["body", 2],
    ]);
    const seen = [];
    for (let step = 0; step < 6; step += 1) {
      await finder.step(1);
      seen.push(at(revealed.at(-1)));
    }
    expect(seen).toEqual(["headline 0", "summary 6", "takeaway.a 0", "body 2", "body 12", "headline 0"]);
    await finder.step(-1);
    expect(at(revealed.at(-1))).toBe("body 12");
    expect(finder.current).toBe(4);
  });

  test("starts where the editor is", async () => {
    finder.show(false, { key: "takeaway.b", from: 0, to: 0 }, "");
    finder.ask({ text: "port" });
    await rest();
    expect(at(revealed.at(-1))).toBe("body 2");
    await finder.step(1, { key: "summary", from: 0, to: 0 });
    expect(at(revealed.at(-1))).toBe("summary 6");
  });

  test("goes on from the selection that it was opened with", async () => {
    finder.show(false, { key: "body", from: 2, to: 6 }, "port");
    await settle();
    expect(finder.current).toBe(3);
    await finder.step(1);
    expect(at(revealed.at(-1))).toBe("body 12");
  });

  test("looks again after the text has changed, and never steps to where a match was", async () => {
    finder.show(false, null, "港口");
    await settle();
    brief = { ...brief, body: `新${brief.body}` };
    finder.textChanged();
    await finder.step(1);
    expect(at(revealed.at(-1))).toBe("body 20");
  });

  test("typing does not search until it rests", async () => {
    finder.show(false, null, "");
    await settle();
    for (const text of ["p", "po", "por", "port"]) finder.ask({ text });
    expect(waiting).toHaveLength(1);
    expect(finder.total).toBe(0);
    await rest();
    expect(finder.total).toBe(5);
  });

  test("says that a pattern can't be read, or took too long", async () => {
    finder.show(false, null, "");
    finder.ask({ text: "(", regexp: true });
    await rest();
    expect(finder.problem).toBe("unreadable");
    finder.ask({ text: "p.rt" });
    await rest();
    expect([finder.problem, finder.total]).toEqual([null, 5]);
    open({ ask: () => Promise.resolve({ kind: "slow" }), close: () => undefined });
    finder.show(false, null, "");
    finder.ask({ text: "(a+)+$", regexp: true });
    await rest();
    expect([finder.problem, finder.total]).toEqual(["slow", 0]);
  });

  test("forgets what it found when it is closed", async () => {
    finder.show(false, null, "port");
    await settle();
    finder.close();
    expect([finder.open, finder.matches.length, finder.current]).toEqual([false, 0, -1]);
  });
});

describe("replacing", () => {
  test("one takes the current match and goes to the next", async () => {
    finder.show(true, null, "port");
    await settle();
    finder.replacement = "harbour";
    await finder.step(1);
    await finder.replace();
    expect(brief.headline).toBe("harbours wait");
    expect(brief.summary).toBe(BRIEF.summary);
    expect(at(revealed.at(-1))).toBe("summary 6");
    expect(finder.replaced).toBe(1);
  });

  test("a replacement that holds the query is not replaced again", async () => {
    finder.show(true, null, "port");
    await settle();
    finder.replacement = "port port";
    await finder.step(1);
    await finder.replace();
    await finder.replace();
    expect([brief.headline, brief.summary]).toEqual(["port ports wait", "Every port port waits."]);
  });

  test("all is one step, in every part, and leaves the others as they were", async () => {
    finder.show(true, null, "");
    finder.ask({ text: "港口|port", regexp: true });
    await rest();
    finder.replacement = "[$&]";
    await finder.replaceAll();
    expect(written).toHaveLength(1);
    expect(finder.replaced).toBe(7);
    expect(brief.takeaways.map(({ text }) => text)).toEqual(["[Port] fees rise", "Steel"]);
    expect(brief.body).toBe("A [port] is a [port].\n\n[港口]等待，[港口]算账。");
    expect(brief.takeaways[1]).toBe(BRIEF.takeaways[1]);
    expect(brief.analysis).toBe(BRIEF.analysis);
  });

  test("never writes over what was typed meanwhile", async () => {
    finder.show(true, null, "port");
    await settle();
    const replaced = finder.replaceAll();
    brief = { ...brief, headline: "New" };
    await replaced;
    expect(written).toEqual([]);
    expect(brief.headline).toBe("New");
  });
});

test("every text of a brief is searched, and can be changed", () => {
  const whole: Searched = {
    ...BRIEF,
    hero: { image: null, alt: "1", caption: "2", credit: "3", decorative: false },
    analysis: { label: "4", title: "5", text: "6", byline: "7", tag: "8" },
  };
  const places = placesOf(whole);
  expect(places.map(({ part }) => part)).toEqual([
    ...["headline", "summary", "hero", "hero", "hero", "takeaways", "takeaways"],
    ...["analysis", "analysis", "analysis", "analysis", "analysis", "body"],
  ]);
  const after = withTexts(whole, new Map(places.map(({ key, text }) => [key, `${text}!`])));
  expect(placesOf(after).map(({ text }) => text)).toEqual(places.map(({ text }) => `${text}!`));
  const decorative: Searched = {
    ...whole,
    hero: { image: null, alt: "1", caption: "2", credit: "3", decorative: true },
  };
  expect(placesOf(decorative).some(({ key }) => key === "hero.alt")).toBe(false);
});
