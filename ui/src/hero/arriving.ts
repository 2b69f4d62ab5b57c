/** Pictures among what is pasted or dropped. */

/** Kinds of which some are taken, and the others refused by name. */
const NAMES = /\.(jpe?g|jfif|png|webp|gif|heic|heif|avif|tiff?|svg|bmp|jxl)$/i;

/** Whether a file is a picture by what the system says of it; some systems know nothing of newer kinds. */
export function isPicture({ type, name }: File): boolean {
  return type.startsWith("image/") || (type === "" && NAMES.test(name));
}

/**
 * The picture that a paste brings, if that is what it brings. Where text comes with it the text is meant, and the bitmap is a picture
 * of it: Word on a Mac and every spreadsheet do so.
 */
export function pastedPicture(data: DataTransfer | null): File | null {
  const picture = [...(data?.files ?? [])].find(isPicture);
  if (!data || !picture) return null;
  return hasWords(data.getData("text/html")) || !isName(data.getData("text/plain"), picture) ? null : picture;
}

/** Copied from a page, a picture comes as HTML as well: one `img`, and no words. */
function hasWords(html: string): boolean {
  if (html.trim() === "") return false;
  // Inert: nothing runs and nothing is loaded.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const unseen of body.querySelectorAll("style, script, title, meta")) unseen.remove();
  return (body.textContent ?? "").trim() !== "" || body.querySelectorAll("img").length > 1;
}

/** Copied from a folder, a file comes with its name or its path as text. */
function isName(text: string, { name }: File): boolean {
  const line = text.trim();
  return line === "" || (!line.includes("\n") && (line.endsWith(name) || line.endsWith(encodeURIComponent(name))));
}
