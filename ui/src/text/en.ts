/** English. The accessible names in here are what screen readers and the end-to-end tests go by. */
import { plural } from "./plural";

const count = plural("en");

export const en = {
  app: "Briefdesk",
  regions: { library: "Library", sheet: "Brief", inspector: "Inspector", preview: "Preview", bar: "Toolbar" },

  status: { draft: "Draft", in_review: "In review", ready: "Ready", exported: "Exported", archived: "Archived" },

  save: {
    label: "Save status",
    saving: "Saving…",
    saved: (time: string) => `Saved ${time}`,
    notSaved: (reason: string) => `Not saved: ${reason}. Your text is safe in this window`,
    retry: "Retry",
    compare: "Compare…",
    reasons: {
      diskFull: "disk is full",
      notPermitted: "no permission to write to the library",
      libraryBusy: "another program is using the library",
      briefNotFound: "this brief was removed from the library",
      conflict: "this brief was changed elsewhere",
      other: "something went wrong in Briefdesk",
    },
  },

  counts: {
    words: (n: number) => count(n, { one: "# word", other: "# words" }),
    characters: (n: number) => count(n, { one: "# character", other: "# characters" }),
    /** In a row of the list, where the brief is in Chinese. */
    han: (n: number) => count(n, { one: "# 字", other: "# 字" }),
    minutes: (n: number) => count(n, { one: "# min", other: "# min" }),
    of: (n: number, max: number) => `${n} of ${max}`,
  },

  time: {
    today: "Today",
    yesterday: "Yesterday",
    now: "just now",
    minutesAgo: (n: number) => `${n} min ago`,
  },

  library: {
    search: "Search",
    searchPlaceholder: "Search briefs",
    filter: "Show",
    all: "All",
    review: "Review",
    more: "More",
    trash: "Trash",
    briefs: "Briefs",
    newBrief: "New brief",
    untitled: "Untitled brief",
    rowMenu: (headline: string) => `Actions for ${headline}`,
    rename: "Rename",
    renameField: "New headline",
    notSaved: "Not saved",
    open: "Open",
    moveToTrash: "Move to trash",
    restore: "Take out of trash",
    trashed: (headline: string) => `“${headline}” is in the trash`,
    untrashed: (headline: string) => `“${headline}” is back in the library`,
    undo: "Undo",
    results: (n: number) => count(n, { one: "# brief found", other: "# briefs found" }),
    nothingFound: (query: string) => `Nothing found for “${query}”`,
    nothingHere: "No briefs here",
    clearSearch: "Clear search",
    trashEmpty: "The trash is empty",
    empty: "Your briefs will stand here",
  },

  welcome: {
    title: "A clean desk",
    lead: "Start a brief, or bring one in from a file.",
    newBrief: "New brief",
    import: "Import…",
    drop: "You can also drop text, Markdown or HTML files anywhere in this window.",
    choose: "Choose a brief from the list, or start a new one.",
  },

  sheet: {
    headline: "Headline",
    headlinePlaceholder: "Headline",
    summary: "Summary",
    summaryPlaceholder: "What happened and why it matters, in two sentences",
    body: "Body",
    bodyPlaceholder: "Write the article",
  },

  /** By the names that the text editor gives them. */
  editor: {
    Find: "Find",
    Replace: "Replace with",
    next: "Next",
    previous: "Previous",
    all: "All",
    "match case": "Match case",
    regexp: "Pattern",
    "by word": "Whole words",
    replace: "Replace",
    "replace all": "Replace all",
    close: "Close",
    "current match": "current match",
    "on line": "on line",
    "replaced match on line $": "Replaced on line $",
    "replaced $ matches": "Replaced $ times",
    "Go to line": "Go to line",
    go: "Go",
  },

  hero: {
    title: "Hero image",
    add: "Add hero image",
    choose: "Choose a picture",
    orDrop: "or drop one here",
    drop: "Drop the picture here",
    replace: "Replace image",
    remove: "Remove image",
    alt: "Alt text",
    altPlaceholder: "What the picture shows",
    caption: "Caption",
    captionPlaceholder: "Add a caption",
    credit: "Credit",
    creditPlaceholder: "Add a credit",
    decorative: "Decorative",
    decorativeHint: "Screen readers pass over it",
    missing: "No picture yet",
  },

  takeaways: {
    title: "Key takeaways",
    one: (n: number) => `Takeaway ${n}`,
    placeholder: "One point in one sentence",
    add: "Add takeaway",
    remove: (n: number) => `Remove takeaway ${n}`,
    drag: (n: number) => `Drag takeaway ${n}; or press Alt and an arrow key in its text`,
    moved: (from: number, to: number, of: number) => `Takeaway ${from} moved to position ${to} of ${of}`,
    removed: (n: number) => `Takeaway ${n} removed`,
    joined: (n: number) => `Joined with takeaway ${n}`,
    duplicated: (n: number) => `Takeaway ${n} duplicated`,
    added: (n: number) => count(n, { one: "One takeaway added", other: "# takeaways added" }),
  },

  analysis: {
    region: "Editor’s desk",
    text: "Strategic analysis",
    placeholder: "What this means",
    label: "Desk label",
    title: "Analysis title",
    byline: "Analysis byline",
    tag: "Analysis tag",
  },

  inspector: {
    details: "Details",
    publication: "Publication",
    slug: "Slug",
    slugPlaceholder: "last-part-of-the-address",
    byline: "Byline",
    section: "Section",
    tags: "Tags",
    tagsHint: "Separate tags with commas",
    dateline: "Dateline",
    datelinePlaceholder: "Place, date",
    language: "Language",
    canonicalUrl: "Canonical URL",
    canonicalPlaceholder: "From the publication",
    publishedAt: "Published",
    embargoUntil: "Embargo until",
    momentPattern: "YYYY-MM-DD HH:MM",
    momentWrong: "Not saved: write it like 2026-06-03 14:30",
    sources: "Sources",
    sourceTitle: (n: number) => `Title of source ${n}`,
    sourceUrl: (n: number) => `URL of source ${n}`,
    titlePlaceholder: "Title",
    addSource: "Add source",
    removeSource: (n: number) => `Remove source ${n}`,
    groups: { page: "The page", publishing: "Publishing" },
    languages: { en: "English", "zh-Hans": "Chinese, simplified", "zh-Hant": "Chinese, traditional" },
  },

  preview: {
    title: "Preview",
    frame: "The page as it will be exported",
    failed: "The preview could not be made",
    close: "Close preview",
  },

  export: {
    menu: "Export",
    html: "HTML page",
    markdown: "Markdown",
    done: (path: string) => `Exported to ${path}`,
    warnings: (n: number) => count(n, { one: "One thing to know about it:", other: "# things to know about it:" }),
    /** By their names on the boundary. */
    about: {
      picture_missing: "The hero image has words but no picture.",
      address_missing: "Neither the brief nor its publication has an address, so the page has no share links.",
      headline_missing: "The brief has no headline.",
    },
  },

  import: {
    done: (n: number) => count(n, { one: "Imported one brief", other: "Imported # briefs" }),
    refused: (n: number) => count(n, { one: "One file was not imported", other: "# files were not imported" }),
    drop: "Drop to import",
    dropHint: "Text, Markdown or HTML becomes a brief; a picture becomes the hero image",
    noBriefForImage: "Open a brief first: the picture becomes its hero image.",
  },

  menu: {
    open: "Menu",
    status: "Status",
    language: "Language",
    languages: { system: "System", en: "English", zh: "简体中文" },
  },

  commands: {
    newBrief: "New brief",
    import: "Import…",
    exportHtml: "Export as HTML page",
    exportMarkdown: "Export as Markdown",
    export: "Export…",
    preview: "Preview",
    library: "Show or hide library",
    inspector: "Show or hide details",
    search: "Search the library",
    palette: "Commands and briefs",
    shortcuts: "Keyboard shortcuts",
    trash: "Move to trash",
    nextRegion: "Go to next region",
    previousRegion: "Go to previous region",
    save: "Save now",
    groups: { brief: "Brief", view: "View", help: "Help", writing: "While writing", list: "In the list" },
    local: {
      splitTakeaway: "Split a takeaway, or add one",
      joinTakeaway: "Join with the takeaway before",
      moveTakeaway: "Move a takeaway",
      duplicateTakeaway: "Duplicate a takeaway",
      find: "Find in the text",
      undo: "Undo",
      openRow: "Open the brief",
      renameRow: "Change the headline",
      trashRow: "Move to trash",
    },
  },

  palette: {
    title: "Commands and briefs",
    placeholder: "Type a command or a headline",
    commands: "Commands",
    briefs: "Briefs",
    nothing: "Nothing matches",
  },

  conflict: {
    title: "This brief was changed elsewhere",
    lead: "Another window or program saved this brief while you were writing. Neither text is lost; choose the one to go on with.",
    mine: "In this window",
    stored: "In the library",
    keepMine: "Keep mine",
    keepMineHint: "Saved as the newer",
    takeStored: "Take the stored one",
    takeStoredHint: "Mine is kept as a new brief",
    copied: "Your text is kept as a new brief",
    later: "Decide later",
    same: (part: string) => `${part}: the same in both`,
    otherParts: "Other parts differ as well.",
  },

  close: {
    title: "Not everything is saved",
    lead: (reason: string) => `Not saved: ${reason}.`,
    body: "If you close now, what you wrote since the last save is lost.",
    keep: "Keep editing",
    close: "Close without saving",
  },

  broken: {
    title: "The library can’t be opened",
    retry: "Try again",
    close: "Close Briefdesk",
    details: "Details",
  },

  unexpected: {
    title: "Something went wrong",
    body: "Your text is kept. If it happens again, the details help to find the cause.",
    copy: "Copy details",
    copied: "Copied",
  },

  dialog: { close: "Close", cancel: "Cancel", dismiss: "Dismiss", notifications: "Notifications" },

  problems: {
    conflict: "This brief was changed elsewhere. Compare the two texts and choose one.",
    briefNotFound: "This brief is no longer in the library.",
    ambiguousId: (id: string) => `More than one brief’s id begins with ${id}. Give more of it.`,
    revisionNotFound: (revision: number) =>
      `There is no revision ${revision} of this brief any more. Choose another one in its history.`,
    revisionUnreadable: (revision: number) =>
      `Revision ${revision} is damaged and can't be read. The others can; look for it in a backup.`,
    diskFull: "The disk is full. Make some room, then try again.",
    notPermitted: (path: string) => `No permission for ${path}. Allow Briefdesk to read and write it, then try again.`,
    libraryBusy: "Another program is using the library. Close it there, then try again.",
    noLibrary: (path: string) => `There is no library at ${path}. Put it back there, then try again.`,
    notALibrary: (path: string) =>
      `${path} is not a Briefdesk library. Put the library or a backup in its place, then try again.`,
    libraryGone: (path: string) =>
      `The library ${path} was moved or removed. Put it back there: saving goes on by itself.`,
    damagedLibrary: (path: string) =>
      `The library ${path} is damaged. Nothing was changed in it. Put a backup in its place, then try again.`,
    foreignLibrary: (path: string) => `${path} belongs to another program. Move it away, then try again.`,
    newerLibrary: (path: string) =>
      `${path} was written by a newer Briefdesk. Nothing was changed in it. Update Briefdesk to open it.`,
    fileExists: (path: string) => `${path} is there already and was not overwritten. Choose another name.`,
    cancelled: "Cancelled. Nothing was changed.",
    fileNotText: (name: string) => `${name} is not a text file. Save it as text, Markdown or HTML and import that.`,
    fileEmpty: (name: string) => `${name} is empty. Choose a file with text in it.`,
    fileTooLarge: (name: string, mb: number) => `${name} is larger than ${mb} MB. Split it and import the parts.`,
    fileKindUnknown: (name: string) => `${name} is not a kind that can be imported: text, Markdown or HTML.`,
    frontMatter: (name: string, line: number | null, reason: string) =>
      `${name}: the front matter can’t be read${line === null ? "" : `, line ${line}`}: ${reason}. Correct it there and import it again.`,
    notAnImage: (name: string) => `${name} is not a picture that can be used. Use JPEG, PNG, WebP or GIF.`,
    imageTooLarge: (name: string, width: number, height: number, limit: number) =>
      `${name} has ${width} × ${height} pixels; the most on a side is ${limit}. Make it smaller and add it again.`,
    fileFailed: (path: string, reason: string) =>
      `${path} could not be read or written: ${reason}. Mend that or choose another place, then try again.`,
    bug: "Something went wrong in Briefdesk.",
  },
};
