/** The library's page themes, and the one that is being written: its page follows, and is made by the exporter itself. */
import { type Backend, type Problem, problemOf, type StoredBrief, type Theme } from "../backend";
import type { Later } from "../controls/later";
import { Latest } from "../controls/latest";

const PAUSE_MS = 250;
/** The theme that comes with the program: it can be copied, and stays as it is. */
export const BUILT_IN = "brief";

type ThemesBackend = Pick<
  Backend,
  "listThemes" | "saveTheme" | "copyTheme" | "removeTheme" | "useTheme" | "previewTheme" | "blankBrief"
>;

export class Themes {
  all: readonly Theme[] = $state.raw([]);
  /** The theme that is shown, as it is stored. */
  chosen: Theme | null = $state.raw(null);
  name = $state("");
  template = $state("");
  styles = $state("");
  /** The page in it. */
  page: string | null = $state.raw(null);
  /** What is wrong with it. */
  problem: Problem | null = $state.raw(null);
  readonly isOwn = $derived(this.chosen !== null && this.chosen.name !== BUILT_IN);
  readonly isChanged = $derived(
    this.chosen !== null &&
      (this.name.trim() !== this.chosen.name ||
        this.template !== this.chosen.template ||
        this.styles !== this.chosen.styles),
  );

  readonly #backend: ThemesBackend;
  readonly #later: Later;
  readonly #asks: Latest<Theme, string>;
  #shown: Pick<StoredBrief, "id" | "brief"> | null;
  #waiting: (() => void) | null = null;

  /** `shown` is the brief whose page is shown; without one it is a blank one's. */
  constructor(backend: ThemesBackend, shown: Pick<StoredBrief, "id" | "brief"> | null, later: Later) {
    this.#backend = backend;
    this.#shown = shown;
    this.#later = later;
    this.#asks = new Latest(
      (theme) => this.#ask(theme),
      (html) => {
        this.page = html;
        this.problem = null;
      },
      (error) => (this.problem = problemOf(error)),
    );
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.all = await this.#backend.listThemes();
      const first = this.all[0];
      if (first) this.choose(first);
    });
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    ({ name: this.name, template: this.template, styles: this.styles } = theme);
    this.problem = null;
    this.#asks.ask(theme);
  }

  write(texts: Partial<Pick<Theme, "name" | "template" | "styles">>): void {
    Object.assign(this, texts);
    if (texts.name !== undefined) return;
    this.#waiting?.();
    this.#waiting = this.#later(PAUSE_MS, () => this.#asks.ask(this.#written()));
  }

  /** Adds a copy of the theme that is shown, under the first of `names` that is free. */
  copy(names: (n: number) => string): Promise<boolean> {
    const from = this.chosen;
    if (!from) return Promise.resolve(false);
    let n = 1;
    while (this.all.some(({ name }) => name === names(n))) n += 1;
    const name = names(n);
    return this.#attempt(async () => this.#take(await this.#backend.copyTheme(from.name, name), name));
  }

  save(): Promise<boolean> {
    const theme = this.#written();
    return this.#attempt(async () => {
      this.#take(await this.#backend.saveTheme(this.chosen?.name ?? null, theme), theme.name);
    });
  }

  remove(): Promise<boolean> {
    const { chosen } = this;
    if (!chosen) return Promise.resolve(false);
    return this.#attempt(async () => this.#take(await this.#backend.removeTheme(chosen.name), BUILT_IN));
  }

  /** Has the pages of `publication` made in the theme that is shown. */
  use(publication: string): Promise<boolean> {
    const { chosen } = this;
    if (!chosen) return Promise.resolve(false);
    return this.#attempt(async () => void (await this.#backend.useTheme(publication, chosen.name)));
  }

  stop(): void {
    this.#waiting?.();
    this.#asks.drop();
  }

  #written(): Theme {
    return { name: this.name.trim(), template: this.template, styles: this.styles };
  }

  #take(all: readonly Theme[], name: string): void {
    this.all = all;
    const theme = all.find((theme) => theme.name === name) ?? all[0];
    if (theme) this.choose(theme);
  }

  async #ask(theme: Theme): Promise<string> {
    const { id, brief } = (this.#shown ??= (await this.#backend.blankBrief()).stored);
    return this.#backend.previewTheme(id, brief, theme);
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      return false;
    }
  }
}
