import { expect, test } from "vitest";
import { Latest } from "./latest";

function asking() {
  const sent: number[] = [];
  const told: string[] = [];
  const answers: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const latest = new Latest<number, string>(
    (question) => {
      sent.push(question);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    (answer, question) => told.push(`${question}: ${answer}`),
    (_, question) => told.push(`${question}: refused`),
  );
  /** Answers the question that was sent as the nth, and lets the answer arrive. */
  async function answer(nth: number, text: string | null) {
    if (text === null) answers[nth]?.reject(new Error("no"));
    else answers[nth]?.resolve(text);
    await new Promise((done) => setTimeout(done));
  }
  return { latest, sent, told, answer };
}

test("of what is asked while an answer is under way only the last is sent", async () => {
  const { latest, sent, told, answer } = asking();
  for (const question of [1, 2, 3, 4, 5]) latest.ask(question);
  expect(sent).toEqual([1]);
  await answer(0, "a");
  expect(sent).toEqual([1, 5]);
  await answer(1, "b");
  expect(told).toEqual(["1: a", "5: b"]);
  latest.ask(6);
  expect(sent).toEqual([1, 5, 6]);
});

test("a refusal is told, and the next question is asked all the same", async () => {
  const { latest, sent, told, answer } = asking();
  latest.ask(1);
  latest.ask(2);
  await answer(0, null);
  await answer(1, "b");
  expect(sent).toEqual([1, 2]);
  expect(told).toEqual(["1: refused", "2: b"]);
});

test("an answer that nobody waits for any more is not told", async () => {
  const { latest, told, answer } = asking();
  latest.ask(1);
  latest.ask(2);
  latest.drop();
  latest.ask(3);
  await answer(0, "a");
  await answer(1, "c");
  expect(told).toEqual(["3: c"]);
});
