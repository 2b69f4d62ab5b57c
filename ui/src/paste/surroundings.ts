/** What pasting needs of the window, given to every text of the sheet. */
import { getContext, setContext } from "svelte";

export interface PastingOptions {
  /** Keeps a picture that came along; answers with its hash in the library, or null where it can't be kept. */
  onImage?: (bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<string | null>;
}

const KEY = Symbol("pasting");

/** For all texts below the component that calls it, while that is set up. */
export function providePasting(options: PastingOptions): void {
  setContext(KEY, options);
}

/** As provided above; without it pictures leave their words. */
export function pastingHere(): PastingOptions {
  return getContext<PastingOptions | undefined>(KEY) ?? {};
}
