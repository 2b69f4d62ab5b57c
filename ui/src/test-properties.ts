/**
 * fast-check for the property tests: new cases at each run.
 *
 * `FAST_CHECK_SEED` draws the same cases each time, `FAST_CHECK_RUNS` draws more than 500 of them.
 */
import fc from "fast-check";

/** Node's; the window has none. */
declare const process: { env: Record<string, string | undefined> };

const { FAST_CHECK_SEED: seed, FAST_CHECK_RUNS: runs } = process.env;

fc.configureGlobal({ numRuns: Number(runs ?? 500), ...(seed === undefined ? {} : { seed: Number(seed) }) });

export default fc;
