// watch.mjs FOLDER (with-policy | without-policy): opens every page in FOLDER, touches everything in it, and reports
// whatever ran, loaded, or stands in it that no exported page holds. Without its policy, the escaping is alone.

import { pagesIn, report, spread, withBrowser } from "./browser.mjs";
import { strangers } from "./strangers.mjs";

const POLICY = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i;
const HOST = "https://page.test/";

/** Runs in every frame before anything of the page does. */
function listen() {
  for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox", "fetch"]) {
    window[name] = (...words) => window.__ran(`${name}(${words.join(", ").slice(0, 80)})`);
  }
  navigator.sendBeacon = (address) => window.__ran(`sendBeacon(${address})`);
  document.addEventListener("securitypolicyviolation", (event) =>
    window.__ran(`the policy stopped ${event.violatedDirective} ${event.blockedURI}`),
  );
}

/** Runs in the page: touches every element, and clicks what can be clicked. */
async function touchEverything() {
  // A link to the web is there to be followed; its handlers have run by the time that this stops it.
  const leads = /^(https?|mailto|tel):$/;
  window.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link && leads.test(link.protocol)) event.preventDefault();
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  await turn();
  for (const element of document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "pointerenter", "focus", "input", "toggle", "animationstart"]) {
      element.dispatchEvent(new Event(kind, { bubbles: kind === "mouseover" }));
    }
  }
  for (const element of document.querySelectorAll("a, area, button, input, summary, label, [tabindex], [onclick]")) {
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    element.focus?.();
    // An address with a script runs in a task of its own.
    if (element.href !== undefined && !leads.test(element.protocol)) await turn();
  }
  await turn();
}

async function newWatch(browser) {
  const page = await browser.newPage();
  const watch = { page, html: "", found: [] };
  const see = (what) => watch.found.push(what);
  await page.exposeBinding("__ran", (_, what) => see(what));
  await page.addInitScript(listen);
  await page.route("**", (route) => {
    if (route.request().url() === HOST) {
      return route.fulfill({ body: watch.html, contentType: "text/html; charset=utf-8" });
    }
    see(`asked for ${route.request().url().slice(0, 120)}`);
    return route.abort();
  });
  page.on("dialog", (dialog) => (see(`opened a ${dialog.type()}`), dialog.dismiss()));
  page.on("popup", (other) => (see("opened a window"), other.close()));
  page.on("pageerror", (error) => see(`a script failed: ${error.message}`));
  page.on("frameattached", () => see("opened a frame"));
  page.on("worker", () => see("started a worker"));
  page.on("download", () => see("started a download"));
  page.on("framenavigated", (frame) => {
    if (!frame.url().startsWith(HOST)) see(`went to ${frame.url().slice(0, 120)}`);
  });
  return watch;
}

/** What happens while a page is looked at. */
async function look(watch, html) {
  watch.found = [];
  watch.html = html;
  try {
    await watch.page.goto(HOST);
    watch.found.push(...(await watch.page.evaluate(strangers)));
    await watch.page.evaluate(touchEverything);
  } catch (error) {
    watch.found.push(`went away while it was looked at: ${error.message.split("\n")[0]}`);
  }
  return watch.found;
}

const [folder, policy] = process.argv.slice(2);

async function findings(browser, place, { name, html }) {
  if (!POLICY.test(html)) return [{ page: name, what: "has no policy" }];
  place.watch ??= await newWatch(browser);
  const found = await look(place.watch, policy === "with-policy" ? html : html.replace(POLICY, ""));
  if (found.length > 0) {
    // One that was led away, or has a script at work, is no place for the next.
    await place.watch.page.close();
    place.watch = undefined;
  }
  return found.map((what) => ({ page: name, what }));
}

report(
  await withBrowser((browser) =>
    spread(
      pagesIn(folder),
      () => ({ watch: undefined }),
      (place, item) => findings(browser, place, item),
    ),
  ),
);
