/** What is kept beside the stretches of a text, and renewed for some of them. */
import type { Range as Value, RangeSet, RangeValue } from "@codemirror/state";
import type { Range } from "./typing";

/** `set` with what touches the stretches replaced by `found`. */
export function renewed<T extends RangeValue>(
  set: RangeSet<T>,
  stretches: readonly Range[],
  found: readonly Value<T>[],
): RangeSet<T> {
  const left = stretches.reduce(
    (left, { from, to }) => left.update({ filterFrom: from, filterTo: to, filter: () => false }),
    set,
  );
  return left.update({ add: found, sort: true });
}
