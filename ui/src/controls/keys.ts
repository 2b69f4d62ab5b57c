/** Keyboard chords: written once as "Mod+Shift+F", matched against events, and shown as each platform writes them. */

/** Modifiers in the order Mod, Shift, Alt, then the key as `KeyboardEvent.key` names it. Mod is ⌘ on a Mac and Ctrl elsewhere. */
export type Chord = string;

type Pressed = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing" | "keyCode"
>;

export function onMac(platform: string = navigator.platform): boolean {
  return platform.startsWith("Mac");
}

/** Whether an input method is composing: its keys are not commands. Code 229 is how WebKit tells when `isComposing` is not set yet. */
export function composing(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether the key event is that chord. */
export function matches(event: Pressed, chord: Chord, mac: boolean = onMac()): boolean {
  const { key, name, letter, asksShift, mod, shift, alt } = read(chord);
  if ((mac ? event.metaKey : event.ctrlKey) !== mod || event.altKey !== alt || composing(event)) return false;
  if (mac ? event.ctrlKey : event.metaKey) return false;
  if (asksShift && event.shiftKey !== shift) return false;
  // A layout without Latin letters still has the key in its place.
  return event.key.toUpperCase() === name || (letter && event.code === `Key${key}` && !isLatin(event.key));
}

interface Read {
  key: string;
  /** The key, in capitals. */
  name: string;
  letter: boolean;
  /** Shift decides which character a key gives, so it is only asked for where the chord names it or the key is a letter. */
  asksShift: boolean;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** Each key that is pressed is compared with every chord. */
const known = new Map<Chord, Read>();

function read(chord: Chord): Read {
  const before = known.get(chord);
  if (before) return before;
  const parts = chord.split("+");
  const key = parts.pop() ?? "";
  const letter = /^[A-Z]$/.test(key);
  const shift = parts.includes("Shift");
  const chordRead = {
    key,
    name: key.toUpperCase(),
    letter,
    asksShift: shift || letter || key.length > 1,
    mod: parts.includes("Mod"),
    shift,
    alt: parts.includes("Alt"),
  };
  known.set(chord, chordRead);
  return chordRead;
}

function isLatin(key: string): boolean {
  return /^[a-z]$/i.test(key);
}

const MAC: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Delete: "⌫", Enter: "↩", Escape: "⎋" };
const COMMON: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓" };
const OTHERS: Record<string, string> = { Mod: "Ctrl", Escape: "Esc" };

/** The chord as it is written on keys and in menus. */
export function written(chord: Chord, mac: boolean = onMac()): string {
  const names = { ...COMMON, ...(mac ? MAC : OTHERS) };
  return chord
    .split("+")
    .map((part) => names[part] ?? part)
    .join(mac ? "" : "+");
}

/** The chord in the form of `aria-keyshortcuts`. */
export function announced(chord: Chord, mac: boolean = onMac()): string {
  return chord.replace("Mod", mac ? "Meta" : "Control");
}
