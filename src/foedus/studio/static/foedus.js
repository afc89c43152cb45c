// foedus: what a page can do with a script; everything reads without it. Sorting, theme, remembered place.
"use strict";
(() => {
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch (_) { /* a page opened from a disk may not store */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch (_) { return null; } };
  const theme = document.querySelector(".theme");
  if (recall("foedus-theme")) root.dataset.theme = recall("foedus-theme");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      remember("foedus-theme", root.dataset.theme);
    });
  }
  for (const radio of document.querySelectorAll(".places input")) {
    if (recall("foedus-place") === radio.id) radio.checked = true;
    radio.addEventListener("change", () => remember("foedus-place", radio.id));
  }
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const value = (row, n) => row.cells[n].dataset.sort ?? row.cells[n].textContent.trim();
    heads.forEach((head, n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => {
          const x = value(a, n), y = value(b, n);
          const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y);
          return down ? -order : order;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
