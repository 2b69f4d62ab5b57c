/** F6: the focus goes from region to region, back to where it was in each. */

const REGIONS = ["library", "sheet", "inspector", "preview", "bar", "timeline", "compared", "history-bar"] as const;
const FOCUSABLE =
  ':is(button, input, textarea, iframe, [role="textbox"], [tabindex="0"]):not(:disabled, [tabindex="-1"], [aria-hidden="true"])';

const last = new WeakMap<Element, HTMLElement>();

/** Remembers where the focus is within its region. */
export function remember(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const region = target.closest("[data-region]");
  if (region) last.set(region, target);
}

export function cycle(step: 1 | -1, page: Document = document): void {
  const shown = REGIONS.map((name) => page.querySelector<HTMLElement>(`[data-region="${name}"]`)).filter(
    (region): region is HTMLElement => region !== null && !region.closest("[inert]"),
  );
  const here = shown.findIndex((region) => region.contains(page.activeElement));
  for (let i = 1; i <= shown.length; i += 1) {
    const from = here < 0 && step < 0 ? 0 : here;
    const region = shown[(from + step * i + shown.length * 2) % shown.length];
    const target = region && goal(region);
    if (target) {
      target.focus();
      return;
    }
  }
}

/** Puts the focus into a region. */
export function enter(name: (typeof REGIONS)[number], page: Document = document): void {
  const region = page.querySelector<HTMLElement>(`[data-region="${name}"]`);
  if (region) goal(region)?.focus();
}

/** What had the focus last in a region, if that is still there. */
export function lastIn(name: (typeof REGIONS)[number], page: Document = document): HTMLElement | null {
  const region = page.querySelector<HTMLElement>(`[data-region="${name}"]`);
  const before = region && last.get(region);
  return before && region.contains(before) ? before : null;
}

function goal(region: HTMLElement): HTMLElement | null {
  const before = last.get(region);
  if (before && region.contains(before)) return before;
  return region.querySelector<HTMLElement>(FOCUSABLE);
}
