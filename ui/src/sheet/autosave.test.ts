import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Problem, Refusal, type Saved, type StoredBrief } from "../backend";
import { blank } from "../backend/fake";
import { later } from "../controls/later";
import { Autosave, type SaveState } from "./autosave";

/** A store whose answers the test gives when it likes. */
class Store {
  readonly sent: { base: number; text: string }[] = [];
  readonly #open: { answer: (saved: Saved) => void; refuse: (error: unknown) => void; base: number }[] = [];
  text = "";

  save = (base: number): Promise<Saved> => {
    this.sent.push({ base, text: this.text });
    return new Promise((answer, refuse) => this.#open.push({ answer, refuse, base }));
  };

  async answer(): Promise<void> {
    const save = this.#open.shift();
    if (!save) throw new Error("no save is in flight");
    save.answer(saved(save.base + 1));
    await vi.advanceTimersByTimeAsync(0);
  }

  async refuse(problem: Problem): Promise<void> {
    const save = this.#open.shift();
    if (!save) throw new Error("no save is in flight");
    save.refuse(new Refusal(problem));
    await vi.advanceTimersByTimeAsync(0);
  }

  get inFlight(): number {
    return this.#open.length;
  }
}

function saved(revision: number): Saved {
  return {
    revision,
    saved_at: `2026-06-03T10:32:0${revision}Z`,
    row: {
      id: "b",
      headline: "",
      status: "draft",
      updated_at: "",
      words: 0,
      language: "en",
      trashed: false,
      snippet: null,
      exported: null,
    },
    counts: { words: 0, minutes: 0 },
  };
}

const FULL: Problem = { code: "disk_full" };
const NEWER: StoredBrief = { id: "b", revision: 9, created_at: "", updated_at: "", brief: blank() };

let store: Store;
let autosave: Autosave;
let states: SaveState["is"][];
let durableRevisions: number[];

function type(text: string): void {
  store.text = text;
  autosave.edited();
}

function wait(ms: number) {
  return vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => {
  vi.useFakeTimers();
  store = new Store();
  states = [];
  durableRevisions = [];
  autosave = new Autosave({
    base: 0,
    savedAt: null,
    save: store.save,
    onSaved: ({ revision }) => durableRevisions.push(revision),
    onState: ({ is }) => states.push(is),
    later,
    now: () => performance.now(),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("when a save is sent", () => {
  test("250 ms after the first keystroke, however typing goes on", async () => {
    for (let i = 0; i < 5; i += 1) {
      expect(store.sent).toEqual([]);
      type("x".repeat(i + 1));
      await wait(50);
    }
    expect(store.sent).toEqual([{ base: 0, text: "xxxxx" }]);
  });

  test("the 250 ms start anew after each save", async () => {
    type("a");
    await wait(250);
    await store.answer();
    await wait(5000);
    type("ab");
    await wait(249);
    expect(store.sent).toHaveLength(1);
    await wait(1);
    expect(store.sent).toHaveLength(2);
  });

  /** Types without a pause, and gives the milliseconds until the next save is sent. */
  async function steadyTyping(): Promise<number> {
    const before = store.sent.length;
    for (let ms = 0; ; ms += 100) {
      if (store.sent.length > before) return ms;
      type("x".repeat(ms / 100 + 1));
      await wait(100);
    }
  }

  async function saveThatTakes(ms: number): Promise<void> {
    type("slow");
    await wait(250);
    await wait(ms);
    await store.answer();
  }

  test("further apart where saves are slow, ten times what one takes", async () => {
    await saveThatTakes(120);
    expect(await steadyTyping()).toBe(1200);
  });

  test("never further apart than 2 s", async () => {
    await saveThatTakes(900);
    expect(await steadyTyping()).toBe(2000);
  });

  test("where saves are slow, a pause of 500 ms is enough", async () => {
    await saveThatTakes(900);
    type("a");
    await wait(300);
    type("ab");
    await wait(499);
    expect(store.sent).toHaveLength(1);
    await wait(1);
    expect(store.sent.at(-1)).toEqual({ base: 1, text: "ab" });
  });

  test("never without an edit", async () => {
    await wait(60_000);
    expect(await autosave.flush()).toBe(true);
    expect(store.sent).toEqual([]);
    expect(states).toEqual([]);
  });

  test("one at a time: what is typed meanwhile goes in one later save, from the new revision", async () => {
    type("a");
    await wait(500);
    type("ab");
    await wait(3000);
    type("abc");
    await wait(3000);
    expect(store.inFlight).toBe(1);
    await store.answer();
    expect(store.sent).toEqual([
      { base: 0, text: "a" },
      { base: 1, text: "abc" },
    ]);
    await store.answer();
    expect(autosave.state).toEqual({ is: "clean", savedAt: "2026-06-03T10:32:02Z" });
    expect(durableRevisions).toEqual([1, 2]);
  });

  test("an edit just before the answer keeps its own quiet time", async () => {
    type("a");
    await wait(500);
    await wait(100);
    type("ab");
    await store.answer();
    expect(store.inFlight).toBe(0);
    await wait(249);
    expect(store.inFlight).toBe(0);
    await wait(1);
    expect(store.sent.at(-1)).toEqual({ base: 1, text: "ab" });
  });
});

describe("what may be said", () => {
  test("clean, dirty, saving, clean", async () => {
    type("a");
    expect(autosave.state.is).toBe("dirty");
    await wait(500);
    expect(autosave.state.is).toBe("saving");
    await store.answer();
    expect(states).toEqual(["dirty", "saving", "clean"]);
    expect(autosave.durable).toBe(true);
  });

  test("an answer about older text is not called saved", async () => {
    type("a");
    await wait(500);
    type("ab");
    await store.answer();
    expect(autosave.state.is).toBe("dirty");
    expect(autosave.durable).toBe(false);
  });
});

describe("flush", () => {
  test("saves at once, and answers when it is on disk", async () => {
    type("a");
    const flushed = autosave.flush();
    expect(store.sent).toEqual([{ base: 0, text: "a" }]);
    await store.answer();
    expect(await flushed).toBe(true);
    await wait(5000);
    expect(store.sent).toHaveLength(1);
  });

  test("waits for a save in flight and then sends what is newer", async () => {
    type("a");
    await wait(500);
    type("ab");
    const flushed = autosave.flush();
    await store.answer();
    expect(store.sent.at(-1)).toEqual({ base: 1, text: "ab" });
    await store.answer();
    expect(await flushed).toBe(true);
  });

  test("answers about the text of its own moment, however long typing goes on", async () => {
    type("a");
    const flushed = autosave.flush();
    type("ab");
    await store.answer();
    expect(await flushed).toBe(true);
    expect(autosave.durable).toBe(false);
  });

  test("two flushes share one save", async () => {
    type("a");
    const both = Promise.all([autosave.flush(), autosave.flush()]);
    expect(store.inFlight).toBe(1);
    await store.answer();
    expect(await both).toEqual([true, true]);
    expect(store.sent).toHaveLength(1);
  });

  test("says so when it cannot be saved", async () => {
    type("a");
    const flushed = autosave.flush();
    await store.refuse(FULL);
    expect(await flushed).toBe(false);
  });

  test("tries its own text even if a save in flight fails", async () => {
    type("a");
    await wait(500);
    const flushed = autosave.flush();
    await store.refuse(FULL);
    expect(store.inFlight).toBe(1);
    await store.answer();
    expect(await flushed).toBe(true);
  });
});

describe("a failed save", () => {
  test("names its reason, keeps the text and is tried again by itself", async () => {
    type("a");
    await wait(500);
    await store.refuse(FULL);
    expect(autosave.state).toEqual({ is: "failed", problem: FULL });
    await wait(2999);
    expect(store.sent).toHaveLength(1);
    await wait(1);
    expect(store.sent.at(-1)).toEqual({ base: 0, text: "a" });
    expect(autosave.state.is).toBe("failed");
    await store.answer();
    expect(autosave.state.is).toBe("clean");
  });

  test("backs off: 3, 3, 6, 12, then every 30 s", async () => {
    type("a");
    await wait(500);
    for (const seconds of [3, 3, 6, 12, 30, 30]) {
      const before = store.sent.length;
      await store.refuse(FULL);
      await wait(seconds * 1000 - 1);
      expect(store.sent).toHaveLength(before);
      await wait(1);
      expect(store.sent).toHaveLength(before + 1);
    }
  });

  test("is tried with what is typed since at its usual time, and says failed until it is on disk", async () => {
    type("a");
    await wait(500);
    await store.refuse(FULL);
    type("ab");
    await wait(500);
    expect(store.sent.at(-1)?.text).toBe("ab");
    expect(autosave.state.is).toBe("failed");
    type("abc");
    await store.answer();
    await wait(500);
    expect(store.sent.at(-1)).toEqual({ base: 1, text: "abc" });
    await store.answer();
    expect(autosave.state.is).toBe("clean");
  });

  test("is tried at once when asked, and shows that it is", async () => {
    type("a");
    await wait(500);
    await store.refuse(FULL);
    const retried = autosave.retry();
    expect(autosave.state.is).toBe("saving");
    await store.answer();
    expect(await retried).toBe(true);
    await wait(60_000);
    expect(store.sent).toHaveLength(2);
  });

  test("something unforeseen is a bug with its detail, and no less kept", async () => {
    const broken = new Autosave({
      base: 0,
      savedAt: null,
      save: () => Promise.reject(new Error("no answer")),
      onSaved: () => expect.unreachable(),
      onState: () => undefined,
      later,
      now: () => performance.now(),
    });
    broken.edited();
    expect(await broken.flush()).toBe(false);
    expect(broken.state).toMatchObject({ is: "failed", problem: { code: "bug" } });
    broken.stop();
  });
});

describe("a conflict", () => {
  beforeEach(async () => {
    type("mine");
    await wait(500);
    await store.refuse({ code: "conflict", stored: NEWER, aside: 1 });
  });

  test("stays, and what is typed meanwhile goes beside the stored text", async () => {
    expect(autosave.state).toEqual({ is: "conflict", stored: NEWER, aside: 1 });
    type("mine, longer");
    await wait(500);
    expect(store.sent.at(-1)).toEqual({ base: 0, text: "mine, longer" });
    expect(autosave.state.is).toBe("conflict");
    await store.refuse({ code: "conflict", stored: NEWER, aside: 1 });
    expect(await autosave.flush()).toBe(false);
    expect(await autosave.retry()).toBe(false);
    await wait(60_000);
    expect(store.sent).toHaveLength(2);
    expect(autosave.state.is).toBe("conflict");
  });

  test("what is typed while a refusal is on its way is sent after it", async () => {
    type("mine, longer");
    await wait(500);
    type("mine, longer still");
    await store.refuse({ code: "conflict", stored: NEWER, aside: 1 });
    await wait(500);
    expect(store.sent.at(-1)?.text).toBe("mine, longer still");
  });

  test("keeping mine saves it as the newer", async () => {
    type("mine, longer");
    const kept = autosave.keepMine();
    expect(store.sent.at(-1)).toEqual({ base: 9, text: "mine, longer" });
    await store.answer();
    expect(await kept).toBe(true);
    expect(autosave.base).toBe(10);
  });
});

test("a stopped autosave sends nothing more", async () => {
  type("a");
  autosave.stop();
  await wait(60_000);
  expect(store.sent).toEqual([]);
  expect(autosave.durable).toBe(true);
});
