// What scripts add: choosing an authority and sorting tables, by keyboard alone; and that a page is whole without them.
import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { address, kinds, languages, open, violations, visit } from "./opened.mjs";

const authority = "W06000015";

// Moves the focus to an element by the tab key alone.
async function tabTo(page, what, most = 400) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((sought) => document.activeElement?.matches(sought), what)) return;
  }
  assert.fail(`${most} tabs do not reach ${what}`);
}

// Relative luminance and contrast as WCAG 2.2 defines them.
const contrast = (page, what) => page.$$eval(what, (found) => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const ratios = found.map((one) => {
    const style = getComputedStyle(one);
    const front = one.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const [light, dark] = [luminance(front), luminance(behind(one))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
  return Math.min(...ratios);
});

for (const language of languages) {
  test(`an authority is chosen by keyboard, and every chart and table of the ${language} overview brings it forward`, async () => {
    const { page, asked, said, close } = await open(language, kinds.overview, { bypassCSP: true });
    await tabTo(page, "#choose");
    const name = await page.$eval(`#choose option[value=${authority}]`, (option) => option.textContent);
    await page.keyboard.type(name.slice(0, 6));
    assert.equal(await page.$eval("#choose", (select) => select.value), authority);
    const marked = await page.$$eval(`main [data-place="${authority}"]`, (found) => found.map((one) => one.matches(".chosen")));
    assert.ok(marked.length > 0 && marked.every(Boolean), `${marked.length} marks`);
    const others = await page.$$eval(".chosen", (found, code) => found.filter((one) => one.dataset.place !== code).length, authority);
    assert.equal(others, 0);
    const tables = await page.$$eval("table:has(tr[data-place])", (found) => found.map((one) => one.matches(".choosing")));
    assert.ok(tables.length > 0 && tables.every(Boolean));
    assert.ok(await contrast(page, ".choosing tr[data-place] > *") >= 4.5, "dimmed rows stay legible");
    assert.ok(await contrast(page, ".choosing.fading text[data-place]") >= 4.5, "dimmed labels stay legible");
    assert.deepEqual(await violations(page), []);
    assert.ok(page.url().includes(`authority=${authority}`));
    assert.equal(asked.length, 1, "no request");
    assert.deepEqual(said, []);
    // The address, and the other language, remember it; nobody is chosen again by keyboard too.
    await page.reload();
    assert.equal(await page.$eval("#choose", (select) => select.value), authority);
    await page.click("header a[hreflang]");
    assert.notEqual(await page.getAttribute("html", "lang"), language);
    await page.waitForSelector(".chosen", { state: "attached" });
    await tabTo(page, "#choose");
    await page.keyboard.press("Home");
    assert.equal(await page.$$eval(".chosen, .choosing", (found) => found.length), 0);
    await close();
  });

  test(`the tables of the ${language} overview are sorted by keyboard, by value, group by group, what is withheld last`, async () => {
    const { page, said, close } = await open(language, kinds.overview);
    const table = "table:has(tr[data-place])";
    const groups = () => page.$eval(table, (one) => [...one.tBodies].map((part) =>
      [...part.rows].filter((row) => !row.matches(".group")).map((row) => row.cells[1].textContent)));
    const titles = () => page.$eval(table, (one) => [...one.tBodies].map((part) => part.rows[0].textContent.trim()));
    const before = { groups: await groups(), titles: (await titles()).slice(1) };
    await tabTo(page, "th:nth-child(2) button");
    const reached = await page.evaluate((sought) => document.activeElement.closest("table") === document.querySelector(sought), table);
    if (!reached) await page.focus(`${table} th:nth-child(2) button`);
    const value = (text) => Number.parseFloat(text.replaceAll(",", ""));
    for (const [key, way, sign] of [["Enter", "ascending", 1], ["Space", "descending", -1]]) {
      await page.keyboard.press(key);
      assert.equal(await page.$eval(`${table} th:nth-child(2)`, (head) => head.getAttribute("aria-sort")), way);
      const after = await groups();
      assert.deepEqual(after.map((part) => [...part].sort()), before.groups.map((part) => [...part].sort()), "rows stay in their group");
      assert.deepEqual((await titles()).slice(1), before.titles, "a group keeps its title above it");
      for (const part of after) {
        const numbers = part.map(value);
        const shown = numbers.filter((number) => !Number.isNaN(number));
        assert.deepEqual(shown, [...shown].sort((a, b) => sign * (a - b)));
        assert.ok(numbers.slice(shown.length).every(Number.isNaN), "what is withheld stands last");
      }
    }
    assert.deepEqual(said, []);
    await close();
  });
}

const all = languages.flatMap((language) => Object.entries(kinds).map(([what, path]) => [language, what, path]));
for (const [language, what, path] of all) {
  test(`a script that somebody slips into the ${language} ${what} does not run, and neither does a style`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "trosolwg-"));
    const file = join(folder, "page.html");
    const text = readFileSync(fileURLToPath(address(language, path)), "utf8");
    const foreign = '<script>globalThis.slipped = true;</script><style>h1 { display: none; }</style><p id="foreign" style="color: red" onclick="globalThis.slipped = true">x</p>';
    writeFileSync(file, text.replace("</main>", `${foreign}</main>`));
    const { page, said, close } = await visit(pathToFileURL(file).href);
    await page.click("#foreign");
    assert.equal(await page.evaluate(() => globalThis.slipped), undefined);
    assert.ok(await page.isVisible("h1"));
    assert.ok(said.length >= 2 && said.every((one) => one.includes("Content Security Policy")), said.join("\n"));
    // The page's own script still runs.
    if (text.includes("<script>")) assert.ok(await page.$$eval("th button", (found) => found.length) > 0);
    await close();
    rmSync(folder, { recursive: true });
  });

  test(`the ${language} ${what} is whole without scripts, and shows no control that does nothing`, async () => {
    const [with_, without] = [await open(language, path), await open(language, path, { javaScriptEnabled: false })];
    const text = ({ page }) => page.locator("main").textContent();
    const plain = (said) => said.replaceAll(/\s+/g, " ").trim();
    assert.equal(plain(await text(without)), plain(await text(with_)));
    assert.equal(await without.page.locator("select:visible, button:visible").count(), 0);
    await with_.close();
    await without.close();
  });
}
