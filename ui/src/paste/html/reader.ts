/** Reads a page's nodes as they open and close, and keeps what it knows: whatever it doesn't know shows as its text. */
import { cleaned, withPlainSpaces } from "../characters";
import type { Block, Container, Leaf } from "./blocks";
import { Lists } from "./lists";
import { isBlock, isLeftOut } from "./hidden";
import { Inline, PLAIN } from "./inline";
import { Measure, type Setting, settingIn, UNSET } from "./marks";
import type { Notes } from "./notes";
import { type PictureWords, pictureText } from "./pictures";
import { raise } from "./raised";
import { alertOf, codeLanguage, headingLevel, isQuote } from "./kinds";
import { type Look, lookOf } from "./style";
import { isData, Table } from "./table";

export interface Surroundings {
  notes: Notes;
  /** The hashes of the pictures that came along and are kept. */
  kept: ReadonlyMap<Element, string>;
  words: PictureWords;
  /** Leave out what stands around an article. */
  around: boolean;
}

/** What an open element has changed, for when it closes. */
interface Open {
  element: Element;
  block: boolean;
  setting: Setting;
  containers: readonly Container[];
  close: (() => void) | null;
}

export class Reader {
  readonly blocks: Block[] = [];
  readonly #around: Surroundings;
  readonly #open: Open[] = [];
  readonly #lists = new Lists(() => this.#id());
  #inline = new Inline();
  #setting = UNSET;
  #containers: readonly Container[] = [];
  #heading = 0;
  #code: string | null = null;
  #table: Table | null = null;
  /** Characters of a marker that stands in the text, still to be left out. */
  #skip = 0;
  readonly #measure = new Measure();
  #ids = 0;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
  }

  text(raw: string): void {
    const { size, lines } = this.#setting;
    if (size === 0) return;
    const text = cleaned(raw);
    if (this.#code !== null) this.#code += text;
    else if (!lines) this.#words(text);
    else
      for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
        if (at > 0) this.#break();
        this.#words(line);
      }
  }

  #words(text: string): void {
    const { marks, size, raised } = this.#setting;
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, text.length);
      this.#skip -= skipped;
      text = text.slice(skipped);
    }
    text = withPlainSpaces(text);
    // Two ideographic spaces after a line break begin a paragraph.
    if (/^[\t\n\r ]*\u3000\u3000/.test(text) && this.#inline.runs.at(-1)?.text === "\n") this.flush();
    if (raised) text = raise(text, raised);
    this.#measure.add(text, size, marks.strong);
    this.#inline.push(text, marks);
  }

  /** Opens an element; answers whether it has children to be read. */
  enters(element: Element): boolean {
    const name = element.localName;
    const look = lookOf(element);
    const { notes, around } = this.#around;
    if (isLeftOut(element, name, look, around) || notes.backlinks.has(element)) return false;
    const label = notes.references.get(element);
    if (label !== undefined) {
      this.#inline.pushRaw(`[^${label}]`, { ...PLAIN });
      return false;
    }
    const block = isBlock(name, look);
    if (block) this.#boundary();
    if (this.#opensNothing(element, name)) return false;
    const before = { setting: this.#setting, containers: this.#containers };
    this.#setting = settingIn(element, name, look, this.#setting);
    const close = this.#openBlock(element, name, look);
    if (element.firstChild === null) {
      if (block) this.#boundary();
      close?.();
      this.#restore(before);
      return false;
    }
    this.#open.push({ element, block, close, ...before });
    return true;
  }

  /** Closes an element, if it was opened. */
  leave(node: Node): void {
    const open = this.#open.at(-1);
    if (open?.element !== node) return;
    this.#open.pop();
    if (open.block) this.#boundary();
    open.close?.();
    this.#restore(open);
  }

  /** Ends the paragraph. */
  flush(): void {
    const inline = this.#inline;
    const look = this.#measure.take();
    if (inline.runs.length === 0) return;
    this.#inline = new Inline();
    if (inline.empty) return;
    // What stands before the first row is the table's caption.
    if (this.#table && !this.#table.empty) this.#table.append(inline);
    else if (this.#heading > 0) this.#push({ kind: "heading", level: this.#heading, inline });
    else this.#push({ kind: "paragraph", inline, look });
  }

  /** Elements that have no children, or whose children don't count. */
  #opensNothing(element: Element, name: string): boolean {
    switch (name) {
      case "br":
        if (this.#code !== null) this.#code += "\n";
        else this.#break();
        return true;
      case "img":
        this.#picture(element);
        return true;
      case "hr":
        if (!element.closest("[style*='mso-element']")) this.#push({ kind: "rule" });
        return true;
      case "input":
        this.#inline.pushRaw(element.hasAttribute("checked") ? "[x] " : "[ ] ", PLAIN);
        return true;
      default:
        return false;
    }
  }

  /** What an element begins; answers what there is to do when it closes. */
  #openBlock(element: Element, name: string, look: Look): (() => void) | null {
    const note = this.#around.notes.texts.get(element);
    if (note !== undefined) return this.#openNote(note);
    if (this.#code !== null) return null;
    const level = headingLevel(element, name, look);
    if (level > 0 && !this.#table) {
      this.#heading = level;
      return () => (this.#heading = 0);
    }
    switch (name) {
      case "pre":
        return this.#table ? null : this.#openCode(element);
      case "table":
        return !this.#table && isData(element) ? this.#openTable() : null;
      case "tr":
        this.#table?.beginRow();
        return null;
      case "td":
      case "th":
        this.#table?.beginCell(element);
        return null;
      default:
        return this.#table ? null : this.#openContainer(element, name, look);
    }
  }

  #openContainer(element: Element, name: string, look: Look): (() => void) | null {
    switch (name) {
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        this.#containers = this.#lists.inList(this.#containers);
        return this.#lists.open(element, name === "ol");
      case "li": {
        const item = this.#lists.item(element, this.#containers);
        this.#containers = item.containers;
        return item.close;
      }
      case "blockquote":
        if (!/\bwebkit-indent-blockquote\b/.test(element.className)) this.#openQuote();
        return null;
      case "div":
        return this.#openAlert(element);
      case "p": {
        if (isQuote(element)) this.#openQuote();
        const { path, skip } = this.#lists.paragraph(element, look);
        if (path.length > 0) this.#containers = [...this.#containers, ...path];
        this.#skip = skip;
        return null;
      }
      default:
        return null;
    }
  }

  #openQuote(): void {
    this.#containers = [...this.#containers, { kind: "quote", id: this.#id() }];
  }

  #openNote(label: string): () => void {
    const heading = this.#heading;
    const close = this.#lists.aside();
    this.#containers = [{ kind: "note", label }];
    this.#heading = 0;
    return () => {
      close();
      this.#heading = heading;
    };
  }

  #openCode(element: Element): () => void {
    const language = codeLanguage(element);
    this.#code = "";
    return () => {
      const text = (this.#code ?? "").replace(/^\n+|\s+$/g, "");
      this.#code = null;
      if (text !== "") this.#push({ kind: "code", text, language });
    };
  }

  #openTable(): () => void {
    const table = new Table();
    this.#table = table;
    return () => {
      this.#table = null;
      this.#push({ kind: "table", table });
    };
  }

  #openAlert(element: Element): null {
    const name = alertOf(element);
    if (name) {
      this.#openQuote();
      this.#push({ kind: "alert", name });
    }
    return null;
  }

  #picture(element: Element): void {
    const found = pictureText(element, this.#around.kept.get(element), this.#around.words);
    if (!found || this.#code !== null) return;
    if ("text" in found) this.#inline.push(found.text, this.#setting.marks);
    else
      this.#inline.pushRaw(found.markdown, {
        ...PLAIN,
        link: found.markdown.startsWith("!") ? this.#setting.marks.link : "",
      });
  }

  /** Breaks the line; twice, and the paragraph ends. */
  #break(): void {
    if (this.#inline.pushBreak()) this.flush();
  }

  #boundary(): void {
    if (this.#code === null) this.flush();
    this.#skip = 0;
  }

  #restore({ setting, containers }: Pick<Open, "setting" | "containers">): void {
    this.#setting = setting;
    this.#containers = containers;
  }

  #push(leaf: Leaf): void {
    if (!this.#containers.some(({ kind }) => kind === "item")) this.#lists.end();
    this.blocks.push({ containers: this.#containers, leaf });
  }

  #id(): number {
    this.#ids += 1;
    return this.#ids;
  }
}
