"use strict";
(() => {
  const root = document.documentElement;
  const figures = document.querySelectorAll("svg.xf");

  // The theme follows the system until the button is pressed.
  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const show = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours"); };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    figures.forEach(figure => { figure.dataset.theme = root.dataset.theme; });
    show();
  });
  system.addEventListener("change", show);
  button.hidden = false;
  show();

  // Shows the values of the element under the pointer or with the focus.
  const tip = document.getElementById("tip");
  const place = (x, y) => {
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(x + 14, window.innerWidth - box.width - 4)) + "px";
    tip.style.top = (y + 18 + box.height > window.innerHeight ? Math.max(4, y - box.height - 10) : y + 18) + "px";
  };
  const say = (element, x, y) => { tip.textContent = element.dataset.tip; tip.hidden = false; place(x, y); };
  const hide = () => { tip.hidden = true; };
  const tipped = event => event.target instanceof Element ? event.target.closest("[data-tip]") : null;
  document.addEventListener("pointermove", event => { const element = tipped(event); if (element) say(element, event.clientX, event.clientY); else hide(); });
  document.addEventListener("focusin", event => { const element = tipped(event); if (element) { const box = element.getBoundingClientRect(); say(element, box.right, box.bottom); } else hide(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });

  // A click on a line of the legend hides or shows its series in that figure.
  figures.forEach(figure => figure.querySelectorAll(".key").forEach(key => {
    const name = key.dataset.series;
    key.setAttribute("role", "button");
    key.setAttribute("tabindex", "0");
    key.setAttribute("aria-pressed", "true");
    key.setAttribute("aria-label", "Show " + name);
    const toggle = () => {
      const isOff = key.classList.toggle("off");
      key.setAttribute("aria-pressed", String(!isOff));
      figure.querySelectorAll("[data-series]:not(.key)").forEach(mark => { if (mark.dataset.series === name) mark.classList.toggle("off", isOff); });
    };
    key.addEventListener("click", toggle);
    key.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); } });
  }));

  // A click on a column heading sorts by this column; cells without a number go last.
  const compare = (one, other) => {
    if (one.dataset.value === undefined) return one.textContent.localeCompare(other.textContent, undefined, { numeric: true });
    const [a, b] = [one.dataset.value, other.dataset.value].map(value => value === "" ? NaN : Number(value));
    if (Number.isNaN(a) || Number.isNaN(b)) return 0;
    return a - b;
  };
  const isEmpty = cell => cell.dataset.value === "";
  document.querySelectorAll("table").forEach(table => table.querySelectorAll("thead th").forEach((head, column) => {
    const press = document.createElement("button");
    press.type = "button";
    press.append(...head.childNodes);
    head.append(press);
    press.addEventListener("click", () => {
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const [one, other] = [a.cells[column], b.cells[column]];
        return isEmpty(one) - isEmpty(other) || sign * compare(one, other);
      });
      table.tBodies[0].append(...rows);
    });
  }));
})();
