/** Where links go: only the web and mail, past the services that count clicks, and without what tells who has shared them. */
import { cleaned } from "../characters";
import { isEntity } from "./escape";

/** Services that count a click and pass it on: host, and the parameter that has the real address. */
const DETOURS: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, "q"],
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, "url"],
  [/(^|\.)safelinks\.protection\.outlook\.com$/, /^\//, "url"],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, "u"],
  [/^link\.zhihu\.com$/, /^\//, "target"],
  [/(^|\.)weibo\.cn$/, /^\/sinaurl$/, "u"],
  [/^link\.juejin\.cn$/, /^\//, "target"],
];
const TRACKING =
  /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hs(enc|mi)|mkt_tok|oly_(anon|enc)_id|vero_id|spm|scm|isappinstalled|chksm|srcid|sharer_\w+|share_(token|source|medium|from)|ref_src|ref_url|weixinadkey|nsukey)$/i;
/** These have a meaning elsewhere: `?from=2026-01-01`. */
const TRACKING_VALUES: Readonly<Record<string, RegExp>> = {
  from: /^(timeline|singlemessage|groupmessage|message|weixin|wechat|qq|weibo|share|sharing|social|app|feed|search|rss|copylink)$/i,
  scene: /^\d{1,5}$/,
  source: /^(share|weixin|wechat|weibo|timeline|rss)$/i,
};
const DETOURS_AT_MOST = 3;

/** The address of a link, cleaned; null where it leads nowhere that a reader of the brief could go. */
export function addressOf(href: string): string | null {
  // Browsers drop these wherever they stand: "java\nscript:" runs.
  let url = cleaned(href)
    .replace(/[\t\n\r]/g, "")
    .trim();
  if (url.startsWith("//")) url = `https:${url}`;
  for (let i = 0; i < DETOURS_AT_MOST; i += 1) {
    const target = pastDetour(url);
    if (!target) break;
    url = target;
  }
  return /^(https?:\/\/[^/\s]|mailto:[^\s])/i.test(url) ? withoutTracking(url) : null;
}

function pastDetour(url: string): string | null {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  for (const [host, path, parameter] of DETOURS) {
    if (!host.test(hostname) || !path.test(pathname)) continue;
    const target = searchParams.get(parameter);
    if (target && /^https?:/i.test(target)) return target;
  }
  return null;
}

/** The address as it was written, without the parameters that follow people around. */
export function withoutTracking(url: string): string {
  const [, base = url, query, hash = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const anchor = /^#(wechat_redirect|rd)$/i.test(hash) || /^#?(utm_|:~:)/.test(hash.slice(1)) ? "" : hash;
  if (query === undefined) return base + anchor;
  const kept = query.split("&").filter((pair) => {
    const [name = "", value = ""] = pair.split("=", 2);
    return pair !== "" && !TRACKING.test(name) && !TRACKING_VALUES[name]?.test(value);
  });
  return base + (kept.length > 0 ? `?${kept.join("&")}` : "") + anchor;
}

/** The address as it may stand in the brackets of a Markdown link, where comrak reads an entity even behind a backslash. */
export function inBrackets(url: string): string {
  const encoded = url.replace(/[()<>\\\s"]/gu, (character) =>
    character === "(" ? "%28" : character === ")" ? "%29" : encodeURIComponent(character),
  );
  return encoded.replace(/&/g, (mark, at: number) => (isEntity(encoded.slice(at, at + 40)) ? "&amp;" : mark));
}

/** The address that a text is, and nothing else; null if it is another text. */
export function addressIn(text: string): string | null {
  const trimmed = text.trim();
  return /^(https?:\/\/\S+|mailto:\S+@\S+)$/i.test(trimmed) ? addressOf(trimmed) : null;
}
