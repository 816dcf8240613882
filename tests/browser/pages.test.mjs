// Every kind of page as a reader meets it: in a browser, in both languages, on a phone, enlarged, on paper, without a network.
import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { address, authorities, kinds, languages, open, overflow, violations, visit } from "./opened.mjs";

const all = languages.flatMap((language) => Object.entries(kinds).map(([what, path]) => [language, what, path]));
for (const [language, what, path] of all) {
  test(`the ${language} ${what} asks for nothing but itself, and complains of nothing`, async () => {
    const { page, asked, said, close } = await open(language, path);
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 50); }));
    assert.deepEqual(asked, [address(language, path)]);
    assert.deepEqual(said, []);
    await close();
  });

  test(`the ${language} ${what} has no accessibility violation that axe can see`, async () => {
    const { page, close } = await open(language, path, { bypassCSP: true });
    assert.deepEqual(await violations(page), []);
    await close();
  });

  test(`the ${language} ${what} fits a phone, and a desktop enlarged four times`, async () => {
    const phone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
    const enlarged = { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 };
    for (const how of [phone, enlarged]) {
      const { page, close } = await open(language, path, how);
      assert.ok(await overflow(page) <= 0, `${await overflow(page)} pixels too wide`);
      await close();
    }
  });

  test(`the ${language} ${what} prints: its text is there and its controls are not`, async () => {
    const { page, close } = await open(language, path);
    await page.emulateMedia({ media: "print" });
    const seen = (what) => page.$$eval(what, (found) => found.filter((one) => one.checkVisibility()).length);
    assert.equal(await seen(".choose, .skip, .switch, nav.contents, summary"), 0);
    assert.equal(await seen("h1"), 1);
    assert.equal(await seen("details p"), await page.$$eval("details p", (found) => found.length));
    const paper = await page.pdf({ format: "A4", tagged: true });
    assert.ok(paper.length > 10_000);
    await close();
  });

  test(`the ${language} ${what} has one heading of the first rank, and skips none`, async () => {
    const { page, close } = await open(language, path);
    const ranks = await page.$$eval("h1, h2, h3, h4", (found) => found.map((h) => Number(h.tagName[1])));
    assert.equal(ranks.filter((rank) => rank === 1).length, 1);
    ranks.reduce((before, rank) => (assert.ok(rank <= before + 1), rank));
    assert.equal(await page.getAttribute("html", "lang"), language);
    await close();
  });

  test(`no label of a chart on the ${language} ${what} lies over another`, async () => {
    const { page, close } = await open(language, path);
    const overlaps = await page.$$eval("svg[role=img]", (charts) => {
      const found = [];
      for (const chart of charts) {
        const labels = [...chart.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]);
        for (const [at, [one, a]] of labels.entries()) {
          for (const [other, b] of labels.slice(at + 1)) {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 3) found.push(`${chart.querySelector("title").id}: ${one} / ${other}`);
          }
        }
      }
      return { charts: charts.length, found };
    });
    assert.ok(what !== "overview" || overlaps.charts >= 2, "a page without its charts");
    assert.deepEqual(overlaps.found, []);
    await close();
  });
}

test("no page of an authority has a violation that axe can see, or is wider than a phone", async () => {
  assert.ok(authorities.length >= 22, `${authorities.length} authorities`);
  const { page, close } = await visit("about:blank", { bypassCSP: true, viewport: { width: 320, height: 640 } });
  for (const path of authorities) {
    for (const language of languages) {
      await page.goto(address(language, path));
      assert.deepEqual(await violations(page), [], `${path}.${language}`);
      assert.ok(await overflow(page) <= 0, `${path}.${language} is too wide`);
    }
  }
  await close();
});

// Ids, and the numbers of every chart and table: a page of the other language has the same.
async function parts(page) {
  const numbers = (within) => within.flatMap((one) => one.textContent.match(/\d[\d,]*(\.\d+)?%?|\[\w+\]/g) ?? []);
  return {
    ids: await page.$$eval("[id]", (found) => found.map((one) => one.id)),
    cells: await page.$$eval("td.number", (found) => found.map((one) => one.textContent.replaceAll(/[^\d.%[\]+-]|\.(?!\d)/g, ""))),
    places: (await page.$$eval("tr[data-place], g[data-place]", (found) => found.map((one) => one.dataset.place))).sort(),
    charts: await page.$$eval("svg[role=img] text", (found) => found.length),
    headlines: numbers(await page.$$eval(".headline .value", (found) => found.map((one) => ({ textContent: one.textContent })))),
  };
}
const pages = [...Object.values(kinds), ...authorities.filter((path) => !Object.values(kinds).includes(path))];
test("both pages of every kind have the same parts and figures, and lead to each other", async () => {
  for (const path of pages) {
    const [english, welsh] = [await open("en", path), await open("cy", path)];
    const [there, here] = [await parts(english.page), await parts(welsh.page)];
    assert.deepEqual(here.ids, there.ids, path);
    assert.deepEqual(here.places, there.places, path);
    assert.deepEqual(here.headlines, there.headlines, path);
    if (!path.includes("feedback") && !path.includes("dictionary")) {
      assert.deepEqual(figures(here.cells), figures(there.cells), path);
    }
    await english.page.click('a[hreflang="cy"]');
    assert.equal(await english.page.getAttribute("html", "lang"), "cy");
    await english.close();
    await welsh.close();
  }
});
// Places stand in the order of each language's alphabet: the figures are the same, their rows may not be.
const figures = (cells) => [...cells].sort();

const controls = "../../../shared/checks/output/charts";
for (const [control, expected] of [["axe_positive_control", 0], ["axe_negative_control", 4]]) {
  const path = fileURLToPath(new URL(`${controls}/${control}.html`, import.meta.url));
  test(`axe finds ${expected} violations in ${control}.html`, { skip: !existsSync(path) && `there is no ${path}` }, async () => {
    const { page, close } = await visit(pathToFileURL(path).href, { bypassCSP: true });
    const found = await violations(page);
    assert.equal(found.length, expected, found.join("\n"));
    await close();
  });
}
