/**
 * What networks show of a shared page. Few of them say so, and all change it without notice: each figure has its source and the day on
 * which it was looked up, and this is the only place that has any.
 */

/** Where a figure comes from. */
export interface Known {
  /** Seen by somebody who wrote it down, or our own estimate where nobody has. */
  by: "observer" | "estimate";
  /** Empty for an estimate. */
  source: string;
  /** When it was looked up, YYYY-MM-DD. */
  read: string;
}

/** How much of a text is shown. */
export interface Length extends Known {
  /** In characters of a Latin letter's width. */
  most: number;
}

export interface Picture extends Known {
  /** As shown, in pixels: what matters is their proportion. */
  width: number;
  height: number;
  /** It stands beside the words, not above them. */
  beside?: boolean;
}

export interface Network {
  id: "x" | "facebook" | "linkedin" | "weibo" | "wechat" | "whatsapp" | "google";
  /** Null: none. */
  picture: Picture | null;
  title: Length;
  /** Null: none. */
  description: Length | null;
  /** What a Chinese character counts: 2 where the network counts so, or cuts at a width. */
  wide: 1 | 2;
  /** Where it cuts: before the word that does not fit, or in it. */
  cuts: "word" | "letter";
}

const READ = "2026-11-23";
const seen = (source: string): Known => ({ by: "observer", source, read: READ });
const ESTIMATE: Known = { by: "estimate", source: "", read: READ };

const OGTESTER = seen("https://ogtester.com/blog/what-is-maximum-length-of-og-title-and-og-description");
const MOJICNT = seen("https://mojicnt.click/en/blog/ogp-text-optimization.html");
const WHATSAPP = seen("https://opengraphplus.com/consumers/whatsapp/tags");
const WECHAT_TEXT = seen(
  "https://www.rlut.cn/news/wei-xin-gong-zhong-hao-fen-xiang-ka-pian-she-ji-ji-qiao-yu-you-hua-ce-lve-ti-sheng-dian-ji-lv-he-chu.html",
);
const WECHAT_PICTURE = seen(
  "https://www.21xqjy.com/archive/wei-xin-gong-zhong-hao-fen-xiang-api-ru-he-pei-zhi-cai-neng-rang-hao-you-kan-dao-jing-mei-ka-pian-yu.html",
);
const GOOGLE = seen("https://tidyutils.com/guides/title-tag-meta-description-length");

export const networks: readonly Network[] = [
  {
    id: "x",
    picture: { width: 600, height: 300, ...seen("https://lettercounter.org/blog/twitter-card-character-limit") },
    title: { most: 70, ...OGTESTER },
    // The large card shows the title on the picture, and no description.
    description: null,
    // As X counts the letters of a post.
    wide: 2,
    cuts: "letter",
  },
  {
    id: "facebook",
    picture: {
      width: 600,
      height: 315,
      ...seen("https://joomlashack.com/docs/shack-open-graph/facebook-image-requirements"),
    },
    title: { most: 122, ...OGTESTER },
    description: { most: 80, ...MOJICNT },
    wide: 2,
    cuts: "word",
  },
  {
    id: "linkedin",
    picture: { width: 600, height: 314, ...seen("https://og-image-2fo.pages.dev/docs/platforms/linkedin") },
    title: { most: 70, ...seen("https://og-image-2fo.pages.dev/docs/platforms/linkedin") },
    description: { most: 100, ...MOJICNT },
    wide: 2,
    cuts: "letter",
  },
  {
    id: "weibo",
    picture: { width: 120, height: 120, beside: true, ...ESTIMATE },
    title: { most: 46, ...ESTIMATE },
    description: { most: 60, ...ESTIMATE },
    // It counts a Chinese character as one and a Latin letter as a half.
    wide: 2,
    cuts: "letter",
  },
  {
    id: "wechat",
    picture: { width: 200, height: 200, beside: true, ...WECHAT_PICTURE },
    // 30 Chinese characters, and 50.
    title: { most: 60, ...WECHAT_TEXT },
    description: { most: 100, ...WECHAT_TEXT },
    wide: 2,
    cuts: "letter",
  },
  {
    id: "whatsapp",
    picture: { width: 200, height: 200, beside: true, ...seen("https://www.getrediate.com/og-checker/whatsapp") },
    // On a narrow phone.
    title: { most: 60, ...WHATSAPP },
    description: { most: 65, ...WHATSAPP },
    wide: 2,
    cuts: "letter",
  },
  {
    id: "google",
    picture: null,
    title: { most: 60, ...GOOGLE },
    description: { most: 160, ...GOOGLE },
    // It cuts at a width in pixels.
    wide: 2,
    cuts: "word",
  },
];
