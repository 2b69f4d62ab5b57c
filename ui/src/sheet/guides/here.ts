/** The measures of the sheet, for the parts on it: a part shows its own without every component in between passing it on. */
import { getContext, setContext } from "svelte";
import type { Measures } from "./measured.svelte";

const KEY = Symbol("measures");

export function provideMeasures(measures: Measures): void {
  setContext(KEY, measures);
}

/** The measures of the sheet around; none where a part stands alone. */
export function measuresHere(): Measures | undefined {
  return getContext<Measures | undefined>(KEY);
}
