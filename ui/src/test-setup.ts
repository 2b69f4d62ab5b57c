/** What jsdom leaves out and the window's libraries ask for. */
import "@testing-library/jest-dom/vitest";
import { configure } from "@testing-library/svelte";

// A save comes half a second after typing; a busy machine takes its time over it.
configure({ asyncUtilTimeout: 5000 });

const none = () => undefined;

window.matchMedia ??= (media) => ({
  // A wide window, in light colours.
  matches: /min-width/.test(media),
  media,
  onchange: null,
  addEventListener: none,
  removeEventListener: none,
  addListener: none,
  removeListener: none,
  dispatchEvent: () => false,
});

globalThis.ResizeObserver ??= class {
  observe = none;
  unobserve = none;
  disconnect = none;
};

Element.prototype.scrollIntoView ??= none;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= none;
Element.prototype.releasePointerCapture ??= none;
Element.prototype.getAnimations ??= () => [];

// axe looks whether a text is set in an icon font by drawing it.
HTMLCanvasElement.prototype.getContext = () => null;

// CodeMirror measures text; nothing has a size here.
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect ??= () => new DOMRect();

// Menus hide what hangs from nothing in sight, and without a layout that is all.
const seen = document.createElement("style");
seen.textContent = "[data-bits-floating-content-wrapper] { visibility: visible !important }";
document.head.append(seen);
