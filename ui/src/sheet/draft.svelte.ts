/** One brief in the window: its text, how it is saved, and what the store last said about it. */
import type { Aside, Backend, BriefId, Counts, OpenBrief, Saved, Splice } from "../backend";
import { afterPaint } from "../controls/after-paint";
import type { Later } from "../controls/later";
import { Autosave, type SaveState } from "./autosave";
import { apply, type Change, type Document, toBrief } from "./document";
import { between, type Edit } from "./edits";
import { fit, type Splice as TextSplice } from "./splices";
import type { Deed, Manner } from "./steps";
import { editsOf, mannerOf, type Typing } from "./typing";
import { type Taken, Timeline } from "./undo";
import { isUnread, readUp } from "./unread";

/** What was done to a brief in this session, and the document that it led to. */
export interface Done {
  timeline: Timeline;
  document: Document;
}

/** Is told a splice of the body, and the body before it. */
export type BodyListener = (body: string, splice: Splice) => void;

export class Draft {
  readonly id: BriefId;
  counts: Counts = $state.raw() as Counts;
  save: SaveState = $state.raw() as SaveState;
  /** Whether the library has any of it. */
  stored: boolean = $state(false);
  /** Texts of this brief that were once refused or recovered, and that nobody has decided about. */
  asides: readonly Aside[] = $state.raw([]);
  /** What the library held when it last agreed with the window: what a merge starts from. */
  ancestor: Document;
  #document: Document;
  /** Goes up when the window is to show another document. */
  #told = $state(0);
  #untold: (() => void) | null = null;
  readonly #timeline: Timeline;
  readonly #bodyListeners = new Set<BodyListener>();
  /** What they were told of that is not in the body yet. */
  #foretold: TextSplice | null = null;
  readonly #autosave: Autosave;

  /** `done` is what was done to the brief while it was open before. */
  constructor(
    open: OpenBrief,
    backend: Pick<Backend, "saveBrief">,
    later: Later,
    onSaved: (saved: Saved) => void,
    done?: Done,
  ) {
    const { id, revision, updated_at, brief } = open.stored;
    this.id = id;
    this.#document = brief;
    this.ancestor = brief;
    this.#timeline = done?.timeline ?? new Timeline(() => performance.now());
    if (done) this.#timeline.replaced(between(done.document, brief), "elsewhere");
    this.asides = open.asides;
    this.counts = open.counts;
    this.stored = revision > 0;
    this.#autosave = new Autosave({
      base: revision,
      savedAt: revision > 0 ? updated_at : null,
      save: async (base) => {
        const sent = this.document;
        const saved = await backend.saveBrief(id, base, toBrief(sent));
        this.ancestor = sent;
        return saved;
      },
      onSaved: (saved) => {
        this.counts = saved.counts;
        this.stored = true;
        onSaved(saved);
      },
      onState: (state) => (this.save = state),
      later,
      now: () => performance.now(),
    });
    this.save = this.#autosave.state;
  }

  /**
   * The text as it is now. What depends on it learns of what is written in an editor once the letter is on the screen: it stands
   * there already.
   */
  get document(): Document {
    void this.#told;
    return this.#document;
  }

  /** The body as it is now, with what is not on the screen yet. Nothing depends on it. */
  typedBody(): string {
    readUp();
    return this.#document.body;
  }

  /** Tells `listener` each splice that is typed into the body, with the body before it, while the letter is on its way to the screen. */
  watchBody(listener: BodyListener): () => void {
    this.#bodyListeners.add(listener);
    return () => this.#bodyListeners.delete(listener);
  }

  /** Tells who watches the body of a letter that the page shows already; the next change comes with it. */
  foretell(splice: TextSplice): void {
    const { body } = this.#document;
    if (!fit(body, [splice])) return;
    this.#foretold = splice;
    this.#tellOfBody(body, splice);
  }

  /** Whether all that was typed is on disk. */
  get durable(): boolean {
    return !isUnread() && this.#autosave.durable;
  }

  /** The revision that the next save starts from. */
  get base(): number {
    return this.#autosave.base;
  }

  /** What was done to it in this session. */
  get done(): Done {
    readUp();
    return { timeline: this.#timeline, document: this.document };
  }

  /** Changes the text; `typing` says how that came about, if it was written. */
  change(change: Change, typing: Typing = {}): void {
    readUp();
    const before = this.document;
    const after = apply(before, change);
    if (after === before) return;
    const edits = editsOf(change, { before, after }, typing);
    this.#timeline.record(edits, mannerOf(change, edits, typing));
    if (typing.splices) this.#written(after, edits);
    else this.#become(after);
  }

  /** All that `task` changes is one step, which one undo takes back; what cancels out is none. */
  step(task: () => void, manner?: Manner): void {
    readUp();
    this.#timeline.together(() => this.document, task, manner);
  }

  /** Puts another text in the place of the whole. */
  write(next: Document, deed: Deed = "changing"): void {
    readUp();
    if (next === this.document) return;
    this.#timeline.record(between(this.document, next), { deed });
    this.#become(next);
  }

  /** Takes the latest step back; null if there is none. */
  undo(): Taken | null {
    readUp();
    return this.#taken(this.#timeline.undo(this.document));
  }

  /** Does again what was taken back last; null if there is nothing. */
  redo(): Taken | null {
    readUp();
    return this.#taken(this.#timeline.redo(this.document));
  }

  /** The caret or the focus was moved: what is written now is another step. */
  pause(): void {
    readUp();
    this.#timeline.pause();
  }

  /** An input method is through with what it composed. */
  composed(): void {
    this.#timeline.composed();
  }

  /**
   * Goes on with what is stored, as long as no text would be lost by it; answers whether it did. What it changes is a step like
   * others, under the name of `deed`.
   */
  adopt({ stored, counts, asides }: OpenBrief, deed: Deed = "elsewhere"): boolean {
    readUp();
    if (!this.#autosave.adopt(stored.revision, stored.updated_at)) return false;
    this.#timeline.replaced(between(this.document, stored.brief), deed);
    this.#show(stored.brief);
    this.ancestor = stored.brief;
    this.counts = counts;
    this.asides = asides;
    return true;
  }

  /**
   * Goes on over a stored text that differs from what the window started from by its status alone; that comes along. Answers with the
   * number of what was set aside of the window's text before, which is all saved now.
   */
  async rebase(opened: OpenBrief): Promise<number | null> {
    readUp();
    await this.#autosave.landed();
    const { brief, revision } = opened.stored;
    const { status } = brief;
    if (revision <= this.base || this.adopt(opened)) return null;
    const isStatus = between({ ...this.ancestor, status }, brief).length === 0;
    if (!isStatus || this.document.status !== this.ancestor.status) return null;
    const aside = this.save.is === "conflict" ? this.save.aside : null;
    this.ancestor = brief;
    const after = { ...this.document, status };
    this.#timeline.replaced(between(this.document, after), "elsewhere");
    this.#show(after);
    return (await this.#autosave.rebase(revision)) ? aside : null;
  }

  flush(): Promise<boolean> {
    readUp();
    return this.#autosave.flush();
  }

  retry(): Promise<boolean> {
    return this.#autosave.retry();
  }

  keepMine(): Promise<boolean> {
    return this.#autosave.keepMine();
  }

  /** The library has lost this text: it is saved again over revision `base`, which is 0 if nothing of the brief is left. */
  renew(base: number): Promise<boolean> {
    return this.#autosave.renew(base);
  }

  /** Gives up what is not on disk: the editor has decided so, or it is kept elsewhere. */
  abandon(): void {
    this.#autosave.stop();
    this.#untold?.();
  }

  #taken(taken: Taken | null): Taken | null {
    if (taken) this.#become(taken.document);
    return taken;
  }

  #become(document: Document): void {
    this.#show(document);
    this.#autosave.edited();
  }

  #written(document: Document, edits: readonly Edit[]): void {
    const { body } = this.#document;
    for (const edit of edits) {
      const [splice, other] = edit.is === "text" && edit.at === "body" ? edit.splices : [];
      if (splice && !other && !this.#wasForetold(splice)) this.#tellOfBody(body, splice);
    }
    this.#foretold = null;
    this.#document = document;
    this.#untold ??= afterPaint(() => this.#tell());
    this.#autosave.edited();
  }

  #tellOfBody(body: string, { from, removed, inserted }: TextSplice): void {
    for (const tell of this.#bodyListeners) tell(body, { from, to: from + removed.length, insert: inserted });
  }

  #wasForetold({ from, removed, inserted }: TextSplice): boolean {
    return this.#foretold?.from === from && removed === "" && this.#foretold.inserted === inserted;
  }

  #show(document: Document): void {
    this.#document = document;
    this.#untold?.();
    this.#tell();
  }

  #tell(): void {
    this.#untold = null;
    // What depends on the text may not have it read itself.
    readUp();
    this.#told += 1;
  }
}
