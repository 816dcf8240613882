
"use strict";
// Choosing an authority and sorting tables. The page says the same without it: all it adds are the controls.
(() => {
  const all = (within, what) => [...within.querySelectorAll(what)];

  // A number as it is printed; none for "[c]" and words.
  const number = (text) => {
    const digits = text.trim().replaceAll(",", "").match(/^[+-]?\d+(\.\d+)?/);
    return digits ? Number(digits[0]) : NaN;
  };
  const language = document.documentElement.lang;
  const inOrder = (a, b, numbers) => {
    if (!numbers) return a.localeCompare(b, language, { numeric: true });
    return number(a) - number(b);
  };

  // Each part of a table is sorted by itself; what has no number comes last either way, and a whole stays where it is.
  const sort = (table, at, numbers, way) => {
    for (const part of table.tBodies) {
      const rows = all(part, "tr:not(.group):not(.whole)").map((row) => [row, row.cells[at]?.textContent ?? ""]);
      const has = ([, text]) => !numbers || !Number.isNaN(number(text));
      const sorted = rows.filter(has).sort((a, b) => way * inOrder(a[1], b[1], numbers));
      const last = part.lastElementChild?.matches(".whole") ? part.lastElementChild : null;
      for (const [row] of [...sorted, ...rows.filter((row) => !has(row))]) part.insertBefore(row, last);
    }
  };
  const makeSortable = (table) => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    for (const [at, head] of heads.entries()) {
      if (!head.textContent.trim()) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const falling = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        sort(table, at, head.classList.contains("number"), falling ? -1 : 1);
      });
    }
  };
  const isLong = (table) => [...table.tBodies].some((part) => all(part, "tr:not(.group):not(.whole)").length > 2);
  all(document, "main table").filter(isLong).forEach(makeSortable);

  // On paper everything is open.
  addEventListener("beforeprint", () => all(document, "details").forEach((one) => { one.open = true; }));

  const chooser = document.querySelector(".choose");
  if (!chooser) return;
  const select = chooser.querySelector("select");
  const page = chooser.querySelector("a");
  const choose = (code) => {
    for (const was of all(document, ".chosen, .choosing")) was.classList.remove("chosen", "choosing");
    if (code) {
      for (const mark of all(document, `main [data-place="${code}"]`)) {
        mark.classList.add("chosen");
        mark.closest("figure, table, ul")?.classList.add("choosing");
      }
    }
    const href = select.selectedOptions[0]?.dataset.href;
    page.hidden = !href;
    page.href = href ?? "#authorities";
    // The address remembers the choice, for whoever keeps or sends it, and the other language takes it over.
    const query = code ? `?authority=${code}` : "";
    try {
      history.replaceState(null, "", location.pathname + query + location.hash);
    } catch { /* Where the address may not change, the choice holds all the same. */ }
    for (const link of all(document, "body a[hreflang]")) link.search = query;
  };
  const asked = new URLSearchParams(location.search).get("authority");
  if ([...select.options].some((option) => option.value === asked)) select.value = asked;
  select.addEventListener("change", () => choose(select.value));
  addEventListener("pageshow", () => choose(select.value));
  chooser.hidden = false;
})();
