// A browser, and the pages of the overview opened in it: as they are, in a window of any size, with or without scripts.
import { after, before } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const output = process.env.OVERVIEW;
export const languages = ["en", "cy"];

// One page of each kind, and of authorities one that sent everything and one of which files were refused.
export const kinds = {
  overview: "overview",
  "page of an authority": "authorities/W06000015",
  "page of an authority of which little came in": "authorities/W06000019",
  "rule book": "dictionary/dictionary",
  feedback: "../store/latest/feedback/W06000001/feedback",
  "feedback on a refused file": "../store/latest/feedback/W06000019/feedback",
};
export const authorities = readdirSync(`${output}/authorities`)
  .filter((name) => name.endsWith(".en.html"))
  .map((name) => `authorities/${name.replace(".en.html", "")}`)
  .sort();
export const address = (language, path) => pathToFileURL(`${output}/${path}.${language}.html`).href;

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

// Opens an address, and keeps what it asks for and complains of.
export async function visit(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const asked = [];
  const said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url);
  return { page, asked, said, close: () => context.close() };
}
export const open = (language, path, options) => visit(address(language, path), options);

// What axe finds, one line a rule. A page's own policy forbids strange scripts: axe is let in past it.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join("; ")}`);
}

// How many pixels a page is wider than its window.
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
