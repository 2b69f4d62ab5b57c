/** Has texts looked through where it can be stopped: a pattern may take longer than anybody lives. */
import { type Answer, answer, type Request } from "./search";

export interface Searcher {
  /** "slow" when it was given up. */
  ask: (request: Request) => Promise<Answer | { kind: "slow" }>;
  close: () => void;
}

/** How long a search may take, in milliseconds. */
const BUDGET = 2000;

/** Searches in a worker of its own, which is ended and started anew when a search takes too long. */
export class WorkerSearcher implements Searcher {
  #worker: Worker | null = null;
  #running: { kind: Request["kind"]; stop: () => void } | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** One after the other; a search that is under way is given up for a newer one. */
  ask(request: Request): Promise<Answer | { kind: "slow" }> {
    if (request.kind === "find" && this.#running?.kind === "find") this.#running.stop();
    const result = this.#last.then(() => this.#run(request));
    this.#last = result;
    return result;
  }

  close(): void {
    this.#running?.stop();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #run(request: Request): Promise<Answer | { kind: "slow" }> {
    return new Promise((resolve) => {
      const worker = (this.#worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
      const end = (answered: Answer | { kind: "slow" }) => {
        clearTimeout(timer);
        this.#running = null;
        resolve(answered);
      };
      const stop = () => {
        worker.terminate();
        this.#worker = null;
        end({ kind: "slow" });
      };
      const timer = setTimeout(stop, BUDGET);
      this.#running = { kind: request.kind, stop };
      worker.onmessage = ({ data }: MessageEvent<Answer>) => end(data);
      worker.onerror = () => {
        worker.terminate();
        this.#worker = null;
        // Without a worker only what is sure to end is looked for.
        end(request.query.regexp ? { kind: "slow" } : answer(request));
      };
      worker.postMessage(request);
    });
  }
}

/** Searches right here, where there are no workers. */
export const here: Searcher = {
  ask: async (request) => answer(request),
  close: () => undefined,
};

export function newSearcher(): Searcher {
  return typeof Worker === "undefined" ? here : new WorkerSearcher();
}
