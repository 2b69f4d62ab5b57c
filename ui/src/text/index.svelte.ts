/** Every word that the window shows, in the language chosen now. */
import { en } from "./en";
import { zh } from "./zh";

/** All the words of one language. */
export type Catalogue = typeof en;
export type LanguageCode = "en" | "zh";

const catalogues: Record<LanguageCode, Catalogue> = { en, zh };

let current = $state<LanguageCode>("en");

/** The words of the current language. Read in a template it follows the language. */
export function t(): Catalogue {
  return catalogues[current];
}

/** The current language, as in `<html lang>`. */
export function language(): LanguageCode {
  return current;
}

/** The BCP 47 tag for dates and numbers. English follows the editor's own English, if the system names one. */
export function locale(system: string = navigator.language): string {
  if (current === "zh") return "zh-CN";
  return system.startsWith("en") ? system : "en-GB";
}

/** Switches the language; "system" follows the machine's. */
export function speak(wanted: LanguageCode | "system", system: string = navigator.language): void {
  current = wanted === "system" ? (system.toLowerCase().startsWith("zh") ? "zh" : "en") : wanted;
}
