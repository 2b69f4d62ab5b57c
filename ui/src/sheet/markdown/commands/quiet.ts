/** Keys and input methods. */
import type { EditorView, KeyBinding } from "@codemirror/view";

type Run = (view: EditorView) => boolean;

/** The keys, as long as `now` says so: while an input method composes they are none, and it may not have told the editor yet. */
export function quiet(bindings: readonly KeyBinding[], now: () => boolean): KeyBinding[] {
  const guarded = (run: Run) => (view: EditorView) => now() && run(view);
  return bindings.map(({ run, shift, ...rest }) => ({
    ...rest,
    ...(run && { run: guarded(run) }),
    ...(shift && { shift: guarded(shift) }),
  }));
}
