/** What is asked about a published page that is pasted. */
import type { Brief, RoutedLine } from "./bindings";

export interface PasteCommands {
  /** The text on the clipboard, which the page itself may not read; null if there is none. */
  readClipboard(): Promise<string | null>;
  /** The lines of a page, be it text or HTML, each with the part that it goes to. */
  routePage(page: string, html: boolean): Promise<RoutedLine[]>;
  /** The brief that routed lines make. */
  placeLines(lines: RoutedLine[]): Promise<Brief>;
}
