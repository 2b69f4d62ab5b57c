/** Runs `task` once what has just changed is on the screen, unless the returned function is called before. */
export function afterPaint(task: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(task);
  });
  // A window that nobody sees has no frames.
  timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    task();
  }, LATEST_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

const LATEST_MS = 100;
