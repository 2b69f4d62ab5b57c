/** Where a link leads, and whether the window may follow it there. Pure. */

/** A link that the system's browser or mail program can open. */
export interface Target {
  /** In full. */
  address: string;
  kind: "web" | "mail";
  /** To be asked about: the host and the beginning of the path, or the mail address. */
  short: string;
}

const MAIL = /^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/;

/** What `written` leads to: only the web and mail are ever opened. */
export function target(written: string): Target | null {
  const text = written.trim().replace(/\\([!-/:-@[-`{-~])/g, "$1");
  const whole = /^www\./i.test(text) ? `http://${text}` : MAIL.test(text) ? `mailto:${text}` : text;
  // Without a scheme of its own it would be taken for a place in the program.
  if (!/^(https?|mailto):/i.test(whole) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (url.protocol === "mailto:") {
    const to = decodeURIComponent(url.pathname.replace(/%(?![0-9a-f]{2})/gi, "%25"));
    return to ? { address: url.href, kind: "mail", short: to } : null;
  }
  // The host as the browser will take it: letters that only look like others are seen for what they are.
  const rest = url.pathname === "/" ? "" : url.pathname + url.search;
  return { address: url.href, kind: "web", short: url.host + (rest.length > 30 ? `${rest.slice(0, 29)}…` : rest) };
}
