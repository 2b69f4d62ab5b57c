/** Short messages at the window's edge. */
import { toast } from "svelte-sonner";

export interface Message {
  text: string;
  detail?: string;
  action?: { label: string; run: () => void };
  /** Stays until it is dismissed, so that it can be read in peace. */
  stays?: boolean;
}

/** Something was done; goes by itself. */
export function said({ text, detail, action, stays }: Message): void {
  toast(text, { ...body(detail, action), duration: stays ? Number.POSITIVE_INFINITY : action ? 8000 : 5000 });
}

/** Something was not done; always stays. */
export function failed({ text, detail, action }: Message): void {
  toast.error(text, { ...body(detail, action), duration: Number.POSITIVE_INFINITY });
}

/** Something goes on and is not done yet; stays, and is said anew under the same `id`, until it is over. */
export function going(id: string, { text, action }: Message): void {
  toast.loading(text, { ...body(undefined, action), id, duration: Number.POSITIVE_INFINITY });
}

export function over(id: string): void {
  toast.dismiss(id);
}

/** Takes all messages away. */
export function hush(): void {
  toast.dismiss();
}

function body(detail: string | undefined, action: Message["action"]) {
  return {
    ...(detail && { description: detail }),
    ...(action && { action: { label: action.label, onClick: action.run } }),
  };
}
