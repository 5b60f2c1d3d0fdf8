// Heat maps: layer by update, and the confusion matrix.
const ellipsis = (context, text, width) => {
  if (context.measureText(text).width <= width) return text;
  let kept = text.length;
  // The end of a layer's name distinguishes it best.
  while (kept > 1 && context.measureText("…" + text.slice(-kept)).width > width) kept--;
  return "…" + text.slice(-kept);
};

// Draws cells with labels. options: rows, columns, cell(row, column) → { fill, text, ink } or null, tip(row, column), rowTitle, columnTitle.
const cellMap = (parent, options) => {
  const canvas = make("canvas", { role: "img", ariaLabel: options.name });
  const holder = make("div", { className: "plot" }, canvas);
  parent.append(holder);
  const [rows, columns] = [options.rows.length, options.columns.length];
  let box = null;
  draw(holder, width => {
    const context = canvas.getContext("2d");
    context.font = font(11);
    const longest = Math.max(...options.rows.map(text => context.measureText(text).width));
    const left = Math.ceil(Math.min(longest, width * 0.34, 170)) + 32;
    const cellWidth = Math.min((width - left - 2) / columns, options.mostWidth ?? Infinity);
    const cellHeight = options.isSquare ? Math.max(Math.min(cellWidth, 34), 4) : rowHeight(rows);
    const top = 4;
    const height = Math.ceil(top + rows * cellHeight + 40);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    box = { left, top, cellWidth, cellHeight };
    context.font = font(11);
    context.textBaseline = "middle";
    const cells = options.rows.map((_, row) => options.columns.map((_, column) => options.cell(row, column)));
    // Numbers are written in all cells or in none.
    const hasText = cellHeight >= 15 && cells.flat().every(cell => !cell?.text || context.measureText(cell.text).width < cellWidth - 5);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const cell = cells[row][column];
        if (!cell) continue;
        const [x, y] = [left + column * cellWidth, top + row * cellHeight];
        const gap = cellWidth > 12 && cellHeight > 9 ? 1 : 0;
        context.fillStyle = cell.fill;
        context.fillRect(x, y, cellWidth - gap + (gap ? 0 : 0.5), cellHeight - gap + (gap ? 0 : 0.5));
        if (cell.text && hasText) {
          context.fillStyle = cell.ink;
          context.textAlign = "center";
          context.fillText(cell.text, x + (cellWidth - gap) / 2, y + (cellHeight - gap) / 2 + 0.5);
        }
      }
    }
    context.fillStyle = color("muted");
    context.textAlign = "right";
    const every = Math.ceil(12 / cellHeight);
    for (let row = 0; row < rows; row += every) context.fillText(ellipsis(context, options.rows[row], left - 30), left - 6, top + (row + 0.5) * cellHeight);
    context.textAlign = "center";
    const widest = Math.max(...options.columns.map(text => context.measureText(text).width)) + 10;
    const stride = stridesOf.find(one => one * cellWidth >= widest) ?? columns;
    options.columns.forEach((text, column) => {
      const [middle, half] = [left + (column + 0.5) * cellWidth, context.measureText(text).width / 2];
      // A label at the edge stays within the picture; a name that is too long is shortened.
      if (column % stride === 0) context.fillText(ellipsis(context, text, Math.max(stride * cellWidth - 4, 12)), Math.min(Math.max(middle, left - 20 + Math.min(half, 20)), width - Math.min(half, stride * cellWidth / 2) - 1), top + rows * cellHeight + 10);
    });
    context.fillText(options.columnTitle, left + (Math.min(columns * cellWidth, width - left)) / 2, top + rows * cellHeight + 29);
    context.save();
    context.translate(8, top + rows * cellHeight / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(options.rowTitle, 0, 0);
    context.restore();
  });
  canvas.addEventListener("pointermove", event => {
    const column = Math.floor((event.offsetX - box.left) / box.cellWidth);
    const row = Math.floor((event.offsetY - box.top) / box.cellHeight);
    if (row < 0 || row >= rows || column < 0 || column >= columns) hideTip();
    else showTip(options.tip(row, column), event.clientX, event.clientY);
  });
  canvas.addEventListener("pointerleave", hideTip);
};

const stridesOf = [1, 2, 3, 4, 5, 10, 20, 25, 50, 100];

// Height of the rows of a heat map.
const rowHeight = rows => Math.max(9, Math.min(34, 186 / rows));

// Reads as white or black on a colour.
const inkOn = fill => {
  const [r, g, b] = [1, 3, 5].map(start => parseInt(fill.slice(start, start + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#14181d" : "#ffffff";
};

const colorBar = (controls, low, high) => {
  const bar = make("i", { className: "bar" });
  bar.style.background = "linear-gradient(90deg, " + cividis.join(", ") + ")";
  controls.append(make("span", { textContent: low }), bar, make("span", { textContent: high }));
};

const signalHeat = (parent, quantity, title, isShare) => {
  const { step, layer, values } = runData.signal;
  const table = values[quantity];
  const shown = layer.map((_, index) => index).filter(index => table[index].some(value => value !== null));
  const columns = step.map((_, index) => index).filter(index => shown.some(row => table[row][index] !== null));
  if (shown.length === 0) return false;
  const known = shown.flatMap(row => table[row]).filter(value => isNumber(value) && (isShare || value > 0));
  // A range of at least one decade, so that small differences stay small.
  let [low, high] = isShare ? [0, 1] : known.length === 0 ? [0.1, 1] : [Math.min(...known), Math.max(...known)];
  if (!isShare && high / low < 10) [low, high] = [Math.sqrt(low * high / 10), Math.sqrt(low * high * 10)];
  const share = value => isShare ? value : Math.log(value / low) / Math.log(high / low);
  const format = isShare ? percent : number;
  const { figure, controls, body } = card(parent, title);
  figure.id = "heat-" + quantity;
  colorBar(controls, isShare ? "0 %" : tick(Number(low.toPrecision(2))), isShare ? "100 %" : tick(Number(high.toPrecision(2))));
  cellMap(body, {
    name: title + " by layer and update", rows: shown.map(row => layer[row]), columns: columns.map(column => count(step[column])), rowTitle: "Layer", columnTitle: "Update",
    cell: (row, column) => {
      const value = table[shown[row]][columns[column]];
      if (value === null) return null;
      if (!isNumber(value)) return { fill: color("bad"), text: String(value) === "NaN" ? "NaN" : "∞", ink: "#ffffff" };
      const fill = !isShare && value <= 0 ? color("zero") : ramp(cividis, share(value));
      return { fill, text: isShare ? Math.min(Math.round(100 * value), value < 1 ? 99 : 100) + " %" : Number(value.toPrecision(2)) === 0 ? "0" : short(value), ink: inkOn(fill) };
    },
    tip: (row, column) => layer[shown[row]] + "\nupdate " + count(step[columns[column]]) + "\n" + title.toLowerCase() + " " + format(table[shown[row]][columns[column]]),
  });
  return true;
};
const short = value => Math.abs(value) >= 1e4 || Math.abs(value) < 1e-3 ? tick(Number(value.toPrecision(2))) : trimmed(Number(value.toPrecision(3)).toString());

// At most six measurements, the first and the last among them.
const momentsOf = steps => {
  const most = 6;
  if (steps.length <= most) return steps.map((_, index) => index);
  return [...new Set([...Array(most).keys()].map(i => Math.round((steps.length - 1) * (i / (most - 1)) ** 1.5)))];
};

const signalLines = (parent, quantity, title) => {
  const { step, layer, values } = runData.signal;
  const table = values[quantity];
  const moments = momentsOf(step);
  const series = moments.map((moment, index) => ({
    label: "update " + count(step[moment]),
    x: layer.map((_, place) => place + 1), y: layer.map((_, place) => table[place][moment]),
    get color() { return index === 0 && step[moment] === 0 ? "s1" : ramp([color("early"), color("late")], moments.length < 2 ? 1 : index / (moments.length - 1)); },
    width: index === 0 || index === moments.length - 1 ? 2.2 : 1.6,
  }));
  lineChart(parent, { id: "lines-" + quantity, title: title + " by layer", series, xLabel: "Layer", isLog: layer.length > 1, height: layer.length * rowHeight(layer.length) + 22 });
};

const ratioLines = parent => {
  const { step, layer, values } = runData.signal;
  const shown = layer.map((_, index) => index).filter(index => values.update_ratio[index].some(isNumber));
  if (shown.length === 0 || step.length < 3) return;
  const series = shown.length <= 8
    ? shown.map((row, index) => ({ label: layer[row], x: step, y: values.update_ratio[row], color: "s" + index % 7 }))
    : [["largest", values => Math.max(...values), "s1"], ["median", values => quantile(values.sort((a, b) => a - b), 0.5), "s0"], ["smallest", values => Math.min(...values), "s2"]]
      .map(([label, of, hue]) => ({ label: label + " over layers", x: step, y: step.map((_, at) => { const known = shown.map(row => values.update_ratio[row][at]).filter(isNumber); return known.length ? of(known) : null; }), color: hue }));
  lineChart(parent, { id: "lines-update_ratio", title: "Update-to-weight ratio over updates", series, sync: "updates", ends: updateEnds, isLog: true, height: shown.length * rowHeight(shown.length) + 22 });
};

const signalPanel = parent => {
  for (const [quantity, title] of [["pre_activation_second_moment", "Pre-activation second moment"], ["pre_activation_grad_var", "Gradient variance"]]) {
    if (signalHeat(parent, quantity, title, false)) signalLines(parent, quantity, title);
  }
  if (signalHeat(parent, "update_ratio", "Update-to-weight ratio", false)) ratioLines(parent);
  signalHeat(parent, "dead_share", "Dead units", true);
  signalHeat(parent, "saturated_share", "Saturated inputs", true);
};
