// Builds the panels, and the behaviour of the whole page.
const panels = { curves: curvesPanel, signal: signalPanel, ridges: ridgesPanel, confusion: confusionPanel, scatter: scatterPanel };
for (const place of document.querySelectorAll("[data-panel]")) panels[place.dataset.panel](place);

const redraw = () => drawings.forEach(paint => paint());

// The theme follows the system until the button is pressed.
const themeButton = document.getElementById("theme");
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;
const nameTheme = () => {
  themeButton.textContent = isDark() ? "Light" : "Dark";
  themeButton.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
};
themeButton.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
  redraw();
});
darkSystem.addEventListener("change", () => { nameTheme(); redraw(); });
window.matchMedia("print").addEventListener("change", redraw);
themeButton.hidden = false;
nameTheme();

document.addEventListener("pointermove", event => {
  if (!(event.target instanceof Element)) return;
  const marked = event.target.closest("[data-tip]");
  if (marked) showTip(marked.dataset.tip, event.clientX, event.clientY);
  else if (!event.target.closest("canvas, .ridge")) hideTip();
});
document.addEventListener("keydown", event => { if (event.key === "Escape") hideTip(); });

for (const button of document.querySelectorAll(".copy")) {
  const text = button.parentElement.querySelector("code").textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
}
