/**
 * Runs in the page: what stands in it that no exported page holds. It names what may be there, so that what nobody thought
 * of counts as well.
 */
export function strangers() {
  const may = new Set(
    (
      "html head meta title link script style body main article header footer h1 h2 h3 h4 h5 h6 p span time figure img " +
      "figcaption section ol ul li aside div nav a abbr b blockquote br cite code del em hr i ins kbd mark pre q rp rt " +
      "ruby s small strong sub sup table tbody td th thead tr wbr dl dt dd"
    ).split(" "),
  );
  const found = [];
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);

  for (const element of document.querySelectorAll("*")) {
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" || !may.has(element.localName))
      say("an element", element);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^action$|^formaction$|^ping$|^target$|^download$|^srcset$|^background$/i.test(name)) {
        say(`the attribute ${name}`, element);
      }
      if (name === "src" && !/^data:image\/(png|jpeg|webp|gif);base64,/.test(value)) say("a source", element);
    }
  }
  for (const link of document.querySelectorAll("[href]")) {
    // One that can't be understood leads nowhere.
    const leads = URL.canParse(link.href, document.baseURI);
    if (leads && !/^(https?|mailto|tel):$/.test(new URL(link.href, document.baseURI).protocol)) say("an address", link);
  }
  for (const script of document.scripts) {
    if (script.type !== "application/ld+json" || script.src) say("a script", script);
    try {
      if (JSON.parse(script.text)["@type"] !== "NewsArticle") say("data about something else", script);
    } catch {
      say("data that can't be read", script);
    }
  }
  for (const link of document.querySelectorAll("link")) if (link.rel !== "canonical") say("a link element", link);
  for (const meta of document.querySelectorAll("meta[http-equiv]")) {
    if (meta.httpEquiv.toLowerCase() !== "content-security-policy") say("a command to the browser", meta);
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size < ids.length) found.push(`an id twice: ${ids.filter((id, at) => ids.indexOf(id) < at)}`);
  if (document.scripts.length > 1) found.push("more than one script element");
  if (document.querySelectorAll("style").length > 1) found.push("more than one style element");
  for (const place of [
    "head > title",
    "head > style",
    "body article header h1",
    "article [data-part=body]",
    "body > nav",
  ]) {
    if (!document.querySelector(place)) found.push(`nothing at ${place}`);
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  if (document.querySelector("[data-part=body] nav, header nav, h1 *")) found.push("a part within another");
  if (!(document.body instanceof HTMLBodyElement) || typeof document.cookie !== "string")
    found.push("a name taken over");
  return found;
}
