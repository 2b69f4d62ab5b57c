/** Runs `task` after `ms` milliseconds, unless the returned function is called before. Passed in where time matters to a test. */
export type Later = (ms: number, task: () => void) => () => void;

export const later: Later = (ms, task) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};
