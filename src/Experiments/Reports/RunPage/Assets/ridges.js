// Distributions of one layer over the updates, as ridgelines.
const ridgeKinds = [["weight", "Weights", "s0"], ["weight_grad", "Weight gradients", "s1"], ["pre_activation", "Pre-activations", "s2"], ["activation", "Activations", "s3"], ["pre_activation_grad", "Pre-activation gradients", "s4"]];

let ridgePlots = 0;

// The range that holds nearly all values of nearly all ridges. A ridge much wider than the others, as gradients before the first update
// often are, is cut at the frame: otherwise the others would be needles.
const ridgeRange = histograms => {
  const cores = histograms.map(({ min, max, counts }) => {
    const total = counts.reduce((sum, one) => sum + one, 0);
    const at = share => {
      let sum = 0;
      const bin = counts.findIndex(one => (sum += one) >= share * total);
      return bin;
    };
    const width = (max - min) / counts.length;
    return [min + at(0.003) * width, min + (at(0.997) + 1) * width];
  });
  const widths = cores.map(([low, high]) => high - low).sort((a, b) => a - b);
  const most = 4 * widths[widths.length >> 1];
  const fitting = most > 0 ? cores.filter(([low, high]) => high - low <= most) : cores;
  return [Math.min(...fitting.map(core => core[0])), Math.max(...fitting.map(core => core[1]))];
};

const ridgePlot = (holder, histograms, steps, hue, name) => draw(holder, width => {
  const rows = histograms.map((histogram, index) => ({ histogram, step: steps[index] })).filter(row => row.histogram);
  const [left, distance, rise, bottom] = [46, 22, 46, 34];
  const height = rise + (rows.length - 1) * distance + bottom + 6;
  const picture = svg("svg", { viewBox: "0 0 " + width + " " + height, width, height, role: "img", "aria-label": name });
  let [low, high] = ridgeRange(rows.map(row => row.histogram));
  if (!(high > low)) [low, high] = [low - 0.5, low + 0.5];
  const x = value => left + (value - low) / (high - low) * (width - left - 8);
  const clip = "clip-" + ++ridgePlots;
  picture.append(svg("clipPath", { id: clip }, svg("rect", { x: left, y: 0, width: width - left - 7, height })));
  const words = (text, at, y, anchor, kind) => picture.append(Object.assign(svg("text", { x: at, y, "text-anchor": anchor, class: kind }), { textContent: text }));
  const ticks = ticksOf(low, high, Math.max(2, Math.floor((width - left) / 90)));
  for (const value of ticks) {
    picture.append(svg("line", { x1: x(value), x2: x(value), y1: 4, y2: height - bottom + 4, class: "gridline" }));
    words(tick(value), x(value), height - bottom + 18, x(value) > width - 20 ? "end" : "middle", "tick");
  }
  rows.forEach(({ histogram, step }, index) => {
    const base = rise + index * distance + 2;
    const { min, max, counts } = histogram;
    const most = Math.sqrt(Math.max(...counts));
    const share = rows.length < 2 ? 1 : index / (rows.length - 1);
    const stroke = mix(color("early"), color(hue), 0.25 + 0.75 * share);
    const bin = (max - min) / counts.length;
    const points = max > min && most > 0
      ? counts.map((one, place) => x(min + (place + 0.5) * bin).toFixed(1) + " " + (base - rise * 0.9 * Math.sqrt(one) / most).toFixed(1))
      : [x(min).toFixed(1) + " " + (base - rise * 0.9)];
    const path = "M" + x(min).toFixed(1) + " " + base + "L" + points.join("L") + "L" + x(max).toFixed(1) + " " + base;
    const ridge = svg("path", { d: path, fill: stroke, "fill-opacity": 0.32, stroke, "stroke-width": 1.3, "stroke-linejoin": "round", class: "ridge", "clip-path": "url(#" + clip + ")" });
    ridge.addEventListener("pointermove", event => showTip("update " + count(step) + "\n" + name.toLowerCase() + " from " + number(min) + " to " + number(max), event.clientX, event.clientY));
    ridge.addEventListener("pointerleave", hideTip);
    picture.append(svg("path", { d: path, fill: color("paper"), "fill-opacity": 0.72, "clip-path": "url(#" + clip + ")" }), svg("line", { x1: left, x2: width - 8, y1: base, y2: base, class: "gridline" }), ridge);
    words(count(step), left - 8, base, "end", "tick");
  });
  holder.replaceChildren(picture);
});

const ridgesPanel = parent => {
  const { step, layer, values } = runData.histograms;
  const choice = make("select", { id: "ridge-layer" }, ...layer.map((name, index) => make("option", { value: index, textContent: name })));
  const grid = make("div", { className: "grid three" });
  parent.append(make("label", { className: "choice" }, "Layer ", choice), grid);
  const show = () => {
    drawings.splice(drawings.start, drawings.count ?? 0);
    grid.replaceChildren();
    const before = drawings.length;
    for (const [kind, title, hue] of ridgeKinds) {
      const rows = values[kind][choice.value];
      if (!rows.some(row => row)) continue;
      const { body, figure } = card(grid, title);
      figure.id = "ridge-" + kind;
      const holder = make("div", { className: "plot" });
      body.append(holder);
      ridgePlot(holder, rows, step, hue, title);
    }
    [drawings.start, drawings.count] = [before, drawings.length - before];
  };
  choice.addEventListener("change", show);
  show();
};
