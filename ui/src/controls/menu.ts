import type { Component } from "svelte";
import type { Chord } from "./keys";

/** What a menu shows, as data. */
export type MenuEntry =
  | { kind: "item"; label: string; run: () => void; keys?: Chord | undefined; icon?: Component; disabled?: boolean }
  | { kind: "choice"; label: string; value: string; options: readonly Choice[]; choose: (value: string) => void }
  | { kind: "rule" };

export interface Choice {
  value: string;
  label: string;
}
