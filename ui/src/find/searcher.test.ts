import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, type Request } from "./search";
import { WorkerSearcher } from "./searcher";

/** A worker that answers when it is told to. */
class StubWorker {
  static readonly all: StubWorker[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  asked: Request | null = null;
  ended = false;
  constructor() {
    StubWorker.all.push(this);
  }
  postMessage(request: Request) {
    this.asked = request;
  }
  terminate() {
    this.ended = true;
  }
  reply() {
    if (this.asked) this.onmessage?.({ data: answer(this.asked) });
  }
}

const find = (text: string, regexp = false): Request => ({
  kind: "find",
  query: { text, matchCase: false, wholeWord: false, regexp },
  texts: ["港口 port"],
  limit: 10,
});
const worker = () => StubWorker.all.at(-1) as StubWorker;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  StubWorker.all.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("Worker", StubWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a worker answers one search after the other", async () => {
  const searcher = new WorkerSearcher();
  const first = searcher.ask(find("港口"));
  await settle();
  worker().reply();
  expect(await first).toMatchObject({ kind: "found", matches: [[0, 0, 2]] });
  const second = searcher.ask(find("port"));
  await settle();
  worker().reply();
  expect(await second).toMatchObject({ matches: [[0, 3, 7]] });
  expect(StubWorker.all).toHaveLength(1);
});

test("a search that takes too long is ended, and the next one has a worker of its own", async () => {
  const searcher = new WorkerSearcher();
  const slow = searcher.ask(find("(a+)+$", true));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await slow).toEqual({ kind: "slow" });
  expect(worker().ended).toBe(true);
  const next = searcher.ask(find("port"));
  await settle();
  expect(StubWorker.all).toHaveLength(2);
  worker().reply();
  expect(await next).toMatchObject({ kind: "found" });
});

test("a newer search does not wait for one that nobody asks for any more", async () => {
  const searcher = new WorkerSearcher();
  const old = searcher.ask(find("(a+)+$", true));
  await settle();
  const next = searcher.ask(find("port"));
  expect(await old).toEqual({ kind: "slow" });
  await settle();
  worker().reply();
  expect(await next).toMatchObject({ kind: "found" });
});

test("where no worker runs, words are found all the same, and patterns are not tried", async () => {
  const searcher = new WorkerSearcher();
  const words = searcher.ask(find("port"));
  await settle();
  worker().onerror?.();
  expect(await words).toMatchObject({ kind: "found", matches: [[0, 3, 7]] });
  const pattern = searcher.ask(find("p.rt", true));
  await settle();
  worker().onerror?.();
  expect(await pattern).toEqual({ kind: "slow" });
});
