// The confusion matrix of a classification, and predictions against targets of a regression.
const confusionPanel = parent => {
  const { classes, counts, split } = runData.confusion;
  const totals = counts.map(row => row.reduce((sum, one) => sum + one, 0));
  const all = totals.reduce((sum, one) => sum + one, 0);
  const holder = make("div", { className: "grid confusion" });
  parent.append(holder);
  const { figure, body } = card(holder, "Confusion matrix, " + count(all) + " " + (split === "train" ? "training" : split) + " examples");
  figure.id = "confusion";
  cellMap(body, {
    name: "Confusion matrix", rows: classes, columns: classes, rowTitle: "True class", columnTitle: "Predicted class", isSquare: true, mostWidth: 46,
    cell: (row, column) => {
      const value = counts[row][column];
      if (value === 0) return { fill: color("head"), text: "" };
      const share = value / totals[row];
      const fill = row === column ? ramp([color("head"), color("right")], 0.15 + 0.85 * share) : ramp([color("head"), color("wrong")], Math.min(1, 0.25 + 2 * share));
      return { fill, text: count(value), ink: inkOn(fill) };
    },
    tip: (row, column) => "true " + classes[row] + "\npredicted " + classes[column] + "\n" + count(counts[row][column]) + " of " + count(totals[row]) + " (" + percent(totals[row] ? counts[row][column] / totals[row] : 0) + ")",
  });
  const table = card(holder, "By class");
  const rows = classes.map((name, index) => {
    const predicted = counts.reduce((sum, row) => sum + row[index], 0);
    const [recall, precision] = [totals[index] ? counts[index][index] / totals[index] : null, predicted ? counts[index][index] / predicted : null];
    const worst = counts[index].map((value, column) => [value, column]).filter(([value, column]) => column !== index && value > 0).sort((a, b) => b[0] - a[0])[0];
    const cells = [count(totals[index]), recall === null ? "–" : percent(recall), precision === null ? "–" : percent(precision)].map(text => make("td", { textContent: text }));
    return make("tr", {}, make("th", { scope: "row", textContent: name }), ...cells, make("td", { className: "words", textContent: worst ? classes[worst[1]] + " (" + count(worst[0]) + ")" : "–" }));
  });
  const heads = [["Class", ""], ["Examples", "number"], ["Recall", "number"], ["Precision", "number"], ["Most often taken for", ""]].map(([text, kind]) => make("th", { scope: "col", textContent: text, className: kind }));
  table.body.append(make("div", { className: "scroll", tabIndex: 0, role: "group", ariaLabel: "By class" }, make("table", { id: "by-class" }, make("caption", { className: "hidden", textContent: "By class" }), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))));
};

// Axes with ticks around a square or wide plot; returns the scales.
const axes = (picture, box, xRange, yRange, xTitle, yTitle) => {
  const x = value => box.left + (value - xRange[0]) / (xRange[1] - xRange[0]) * box.width;
  const y = value => box.top + box.height - (value - yRange[0]) / (yRange[1] - yRange[0]) * box.height;
  const words = (text, attributes) => picture.append(Object.assign(svg("text", attributes), { textContent: text }));
  for (const value of ticksOf(...xRange, Math.max(2, Math.floor(box.width / 80)))) {
    picture.append(svg("line", { x1: x(value), x2: x(value), y1: box.top, y2: box.top + box.height, class: "gridline" }));
    words(tick(value), { x: x(value), y: box.top + box.height + 16, "text-anchor": "middle", class: "tick" });
  }
  for (const value of ticksOf(...yRange, 5)) {
    picture.append(svg("line", { x1: box.left, x2: box.left + box.width, y1: y(value), y2: y(value), class: "gridline" }));
    words(tick(value), { x: box.left - 6, y: y(value) + 4, "text-anchor": "end", class: "tick" });
  }
  words(xTitle, { x: box.left + box.width / 2, y: box.top + box.height + 34, "text-anchor": "middle", class: "tick" });
  words(yTitle, { x: 12, y: box.top + box.height / 2, "text-anchor": "middle", class: "tick", transform: "rotate(-90 12 " + (box.top + box.height / 2) + ")" });
  return { x, y };
};

const padded = (low, high) => high > low ? [low - 0.03 * (high - low), high + 0.03 * (high - low)] : [low - 0.5, high + 0.5];

const scatterPanel = parent => {
  const { target, prediction } = runData.predictions;
  const pairs = target.map((value, index) => [value, prediction[index]]).filter(([a, b]) => isNumber(a) && isNumber(b));
  if (pairs.length === 0) {
    parent.append(make("p", { className: "note", textContent: "No prediction is finite." }));
    return;
  }
  const { body, figure } = card(parent, "Predicted against true");
  figure.id = "scatter";
  const holder = make("div", { className: "plot" });
  body.append(holder);
  const values = pairs.flat();
  const range = padded(Math.min(...values), Math.max(...values));
  draw(holder, width => {
    const box = { left: 62, top: 8, width: width - 78, height: Math.min(width - 78, 360) };
    const picture = svg("svg", { viewBox: "0 0 " + width + " " + (box.height + 52), width, height: box.height + 52, role: "img", "aria-label": "Predicted against true values" });
    const { x, y } = axes(picture, box, range, range, "True value", "Predicted value");
    picture.append(svg("line", { x1: x(range[0]), y1: y(range[0]), x2: x(range[1]), y2: y(range[1]), class: "diagonal" }));
    for (const [a, b] of pairs) picture.append(svg("circle", { cx: x(a).toFixed(1), cy: y(b).toFixed(1), r: 2.6, class: "dot", "data-tip": "true " + number(a) + "\npredicted " + number(b) }));
    holder.replaceChildren(picture);
  });
  const second = card(parent, "Errors");
  second.figure.id = "errors";
  const plot = make("div", { className: "plot" });
  second.body.append(plot);
  const errors = pairs.map(([a, b]) => b - a);
  const sorted = [...errors].sort((a, b) => a - b);
  const ends = padded(sorted[0], sorted[sorted.length - 1]);
  const bins = Math.min(40, Math.max(8, Math.ceil(2 * Math.cbrt(errors.length))));
  const counts = new Array(bins).fill(0);
  for (const error of errors) counts[Math.min(bins - 1, Math.floor((error - ends[0]) / (ends[1] - ends[0]) * bins))]++;
  draw(plot, width => {
    const box = { left: 62, top: 8, width: width - 78, height: Math.min(width - 78, 360) };
    const picture = svg("svg", { viewBox: "0 0 " + width + " " + (box.height + 52), width, height: box.height + 52, role: "img", "aria-label": "Histogram of the errors" });
    const { x, y } = axes(picture, box, ends, [0, Math.max(...counts) * 1.05], "Predicted minus true value", "Examples");
    counts.forEach((one, index) => {
      const [from, to] = [index, index + 1].map(edge => ends[0] + edge * (ends[1] - ends[0]) / bins);
      picture.append(svg("rect", { x: (x(from) + 0.5).toFixed(1), y: y(one).toFixed(1), width: Math.max(0.5, x(to) - x(from) - 1).toFixed(1), height: (y(0) - y(one)).toFixed(1), class: "barmark", "data-tip": "from " + number(from) + " to " + number(to) + "\n" + count(one) + (one === 1 ? " example" : " examples") }));
    });
    picture.append(svg("line", { x1: x(0), x2: x(0), y1: box.top, y2: box.top + box.height, class: "diagonal" }));
    plot.replaceChildren(picture);
  });
  second.body.append(make("p", { className: "note", textContent: "Median error " + number(quantile(sorted, 0.5)) + "; half of the errors lie between " + number(quantile(sorted, 0.25)) + " and " + number(quantile(sorted, 0.75)) + "." }));
};
