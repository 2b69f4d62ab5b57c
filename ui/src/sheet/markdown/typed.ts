/** What an update of the editor has changed, and how. */
import type { Transaction } from "@codemirror/state";
import type { ViewUpdate } from "@codemirror/view";
import type { How } from "../../controls/typed";
import type { Splice } from "../splices";
import type { Range, Typing } from "../typing";

export function typingIn({ startState, state, changes, transactions }: ViewUpdate): Typing & { splices: Splice[] } {
  const splices: Splice[] = [];
  changes.iterChanges((from, to, _from, _to, inserted) => {
    splices.push({ from, removed: startState.sliceDoc(from, to), inserted: inserted.toString() });
  });
  return { how: howOf(transactions, splices), splices, before: selected(startState), after: selected(state) };
}

function howOf(transactions: readonly Transaction[], splices: readonly Splice[]): How {
  const is = (event: string) => transactions.some((transaction) => transaction.isUserEvent(event));
  if (is("input.type.compose")) return "composing";
  if (is("delete.cut") || is("delete.selection") || splices.length !== 1) return "whole";
  const [splice] = splices;
  if (is("delete") || (is("input.type") && splice?.inserted === "")) return "deleting";
  // The Enter key has no event of its own.
  return is("input.type") || (splice?.removed === "" && splice.inserted === "\n") ? "typing" : "whole";
}

function selected({ selection: { main } }: Transaction["state"]): Range {
  return { from: main.from, to: main.to };
}
