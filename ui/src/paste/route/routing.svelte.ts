/** The lines of a page while the editor decides where they go, and the brief that they make. */
import type { Backend, Brief, PagePart, RoutedLine } from "../../backend";
import { Latest } from "../../controls/latest";

export class Routing {
  lines: readonly RoutedLine[] = $state.raw([]);
  /** As the core makes it of the lines; null until it has. */
  brief: Brief | null = $state.raw(null);
  /** The core has not made the brief of the lines as they are now. */
  stale: boolean = $state(true);
  readonly #latest: Latest<readonly RoutedLine[], Brief>;

  constructor(lines: readonly RoutedLine[], backend: Pick<Backend, "placeLines">, onproblem: (error: unknown) => void) {
    this.#latest = new Latest(
      (asked) => backend.placeLines([...asked]),
      (brief, asked) => {
        this.brief = brief;
        this.stale = asked !== this.lines;
      },
      onproblem,
    );
    this.#set(lines);
  }

  /** Sends a line to another part. */
  route(at: number, part: PagePart): void {
    const line = this.lines[at];
    if (line && line.part !== part) this.#set(this.lines.with(at, { ...line, part }));
  }

  /** Nothing is asked any more. */
  end(): void {
    this.#latest.drop();
  }

  #set(lines: readonly RoutedLine[]): void {
    this.lines = lines;
    this.stale = true;
    this.#latest.ask(lines);
  }
}
