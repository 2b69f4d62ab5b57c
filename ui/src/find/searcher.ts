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
  #last: Promise<unknown> = Promise.resolve();

  /** One after the other. */
  ask(request: Request): Promise<Answer | { kind: "slow" }> {
    const result = this.#last.then(() => this.#run(request));
    this.#last = result;
    return result;
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #run(request: Request): Promise<Answer | { kind: "slow" }> {
    return new Promise((resolve) => {
      const worker = (this.#worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
      const timer = setTimeout(() => {
        this.close();
        resolve({ kind: "slow" });
      }, BUDGET);
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        clearTimeout(timer);
        resolve(data);
      };
      worker.onerror = () => {
        clearTimeout(timer);
        this.close();
        // Without a worker only what is sure to end is looked for.
        resolve(request.query.regexp ? { kind: "slow" } : answer(request));
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
