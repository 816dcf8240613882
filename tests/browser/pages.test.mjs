// The overview, the rule book and feedback as a reader meets them: in a browser, in both languages, on a phone, without a network.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const places = {
  overview: "overview",
  "rule book": "dictionary/dictionary",
  feedback: "../store/latest/feedback/W06000001/feedback",
  "feedback on a refused file": "../store/latest/feedback/W06000019/feedback",
};
const page_of = (language, what = "overview") =>
  pathToFileURL(`${process.env.OVERVIEW}/${places[what]}.${language}.html`).href;
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

async function open(language, { what, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(page_of(language, what));
  return { page, asked, close: () => context.close() };
}

const all = ["en", "cy"].flatMap((language) => Object.keys(places).map((what) => [language, what]));
for (const [language, what] of all) {
  test(`the ${language} ${what} asks for nothing but itself`, async () => {
    const { asked, close } = await open(language, { what });
    assert.deepEqual(asked, [page_of(language, what)]);
    await close();
  });

  test(`the ${language} ${what} has no accessibility violation that axe can see`, async () => {
    // The page's own policy forbids scripts: axe is let in past it, the page stays as it is.
    const { page, close } = await open(language, { what, bypassCSP: true });
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    const found = result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join("; ")}`);
    assert.deepEqual(found, []);
    assert.ok(result.passes.length > 20);
    await close();
  });

  test(`the ${language} ${what} fits a phone`, async () => {
    const { page, close } = await open(language, { what, viewport: { width: 320, height: 640 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide`);
    await close();
  });

  test(`the ${language} ${what} has one heading of the first rank, and skips none`, async () => {
    const { page, close } = await open(language, { what });
    const ranks = await page.$$eval("h1, h2, h3, h4", (all) => all.map((h) => Number(h.tagName[1])));
    assert.equal(ranks.filter((rank) => rank === 1).length, 1);
    ranks.reduce((before, rank) => (assert.ok(rank <= before + 1), rank));
    assert.equal(await page.getAttribute("html", "lang"), language);
    await close();
  });
}

for (const language of ["en", "cy"]) {
  test(`no label of a chart on the ${language} page lies over another`, async () => {
    const { page, close } = await open(language);
    const overlaps = await page.$$eval("svg[role=img]", (charts) => {
      const found = [];
      for (const chart of charts) {
        const labels = [...chart.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]);
        for (const [at, [one, a]] of labels.entries()) {
          for (const [other, b] of labels.slice(at + 1)) {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 3) found.push(`${one} / ${other}`);
          }
        }
      }
      return { charts: charts.length, found };
    });
    assert.ok(overlaps.charts >= 2, "a page without its charts");
    assert.deepEqual(overlaps.found, []);
    await close();
  });
}

for (const what of Object.keys(places)) test(`both pages of the ${what} have the same parts, and lead to each other`, async () => {
  const [english, welsh] = [await open("en", { what }), await open("cy", { what })];
  const ids = (page) => page.$$eval("[id]", (all) => all.map((e) => e.id));
  assert.deepEqual(await ids(english.page), await ids(welsh.page));
  assert.ok(await english.page.$('a[hreflang="cy"]'));
  await english.page.click('a[hreflang="cy"]');
  assert.equal(await english.page.getAttribute("html", "lang"), "cy");
  await english.close();
  await welsh.close();
});
