/**
 * Asks one question at a time, and of those that come up meanwhile only the last: however fast they are asked, the answer to the
 * newest is never more than one answer away.
 */
export class Latest<Q, A> {
  #waiting: { question: Q } | null = null;
  #busy = false;
  #turn = 0;
  readonly #answer: (question: Q) => Promise<A>;
  readonly #onAnswer: (answer: A, question: Q) => void;
  readonly #onError: (error: unknown, question: Q) => void;

  constructor(
    answer: (question: Q) => Promise<A>,
    onAnswer: (answer: A, question: Q) => void,
    onError: (error: unknown, question: Q) => void,
  ) {
    this.#answer = answer;
    this.#onAnswer = onAnswer;
    this.#onError = onError;
  }

  ask(question: Q): void {
    this.#waiting = { question };
    if (!this.#busy) void this.#run();
  }

  /** Nothing is waited for any more; an answer under way is not told. */
  drop(): void {
    this.#waiting = null;
    this.#turn += 1;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting) {
      const { question } = this.#waiting;
      const turn = this.#turn;
      this.#waiting = null;
      try {
        const answer = await this.#answer(question);
        if (turn === this.#turn) this.#onAnswer(answer, question);
      } catch (error) {
        if (turn === this.#turn) this.#onError(error, question);
      }
    }
    this.#busy = false;
  }
}
