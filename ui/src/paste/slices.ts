/** Long work in slices, so that the window goes on answering. */

/** In milliseconds: a slice below the time of a frame. */
const SLICE = 10;

/** Does the work until it is done or the slice is over; answers its value once there is one. */
export function work<T>(steps: Generator<void, T>, until = performance.now() + SLICE): { value: T } | null {
  for (;;) {
    const step = steps.next();
    if (step.done) return { value: step.value };
    if (performance.now() >= until) return null;
  }
}

/** Does the work slice by slice; rejects as `signal` says when that is aborted. */
export async function workOn<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const done = work(steps);
    if (done) return done.value;
    await nextTurn();
  }
}

/** After whatever the window has waiting: keys, painting. A timer would wait four milliseconds longer each time. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
