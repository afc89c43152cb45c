// foedus: what a page can do with a script; everything reads without it. Theme, sorting, copying, remembered place, clauses under citations.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch (_) { /* a page opened from a disk may not store */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch (_) { return null; } };

  const theme = document.querySelector(".theme");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (recall("foedus-theme")) root.dataset.theme = recall("foedus-theme");
  if (theme) {
    const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
    theme.hidden = false;
    name();
    theme.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember("foedus-theme", root.dataset.theme);
      name();
    });
  }

  for (const radio of all(".pick input")) {
    const label = radio.nextElementSibling.textContent;
    if (recall("foedus-place") === label) radio.checked = true;
    radio.addEventListener("change", () => remember("foedus-place", label));
  }

  for (const table of all("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const value = (row, n) => row.cells[n].dataset.v ?? row.cells[n].textContent.trim();
    heads.forEach((head, n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows].sort((a, b) => {
          const x = value(a, n), y = value(b, n);
          const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y);
          return down ? -order : order;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  for (const button of all("button.copy")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const rows = all("tr", button.closest("details")).map((row) => [...row.cells].map((cell) => cell.dataset.v ?? cell.textContent.trim()).join("\t"));
      await navigator.clipboard.writeText(rows.join("\n"));
      button.textContent = "Copied";
    });
  }

  // A link to a promise opens it; paper shows everything.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => { for (const fold of all("details")) fold.open = true; });

  // The clause under a citation: as a title for a pointer, as a note for the keyboard; Escape puts it away.
  const clauses = new Map(all(".notes dt").map((term) => [term.textContent, term.nextElementSibling.textContent]));
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  const away = () => tip.remove();
  for (const link of all("a.cite")) {
    const words = clauses.get(link.textContent);
    if (!words) continue;
    link.title = words;
    link.addEventListener("focus", () => {
      if (!link.matches(":focus-visible")) return;
      const box = link.getBoundingClientRect();
      tip.textContent = words;
      document.body.append(tip);
      const left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 16));
      tip.style.left = `${left + scrollX}px`;
      tip.style.top = `${box.bottom + scrollY + 6}px`;
    });
    link.addEventListener("blur", away);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") away(); });
})();
