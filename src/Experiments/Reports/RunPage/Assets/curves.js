// Line charts with zoom, a logarithmic axis on demand, and the values under the pointer in the legend.
const chartHeight = 230;

// Joins several series with their own x values into one table. A recorded value that is not finite, such as "NaN", is null, which interrupts
// the line; undefined means that the series has no value at this x.
const joined = (series, ends = []) => {
  const x = [...new Set([...ends, ...series.flatMap(one => one.x)])].sort((a, b) => a - b);
  const place = new Map(x.map((value, index) => [value, index]));
  return [x, ...series.map(one => {
    const column = new Array(x.length).fill(undefined);
    one.x.forEach((value, index) => {
      if (isNumber(one.y[index])) column[place.get(value)] = one.y[index];
      else if (one.y[index] !== null && one.y[index] !== undefined) column[place.get(value)] = null;
    });
    return column;
  })];
};

// Powers of ten; over a short range also 2 and 5 times these powers.
const logSplits = (low, high) => {
  const decades = Math.log10(high / low);
  const stride = Math.max(1, Math.ceil(decades / 6));
  const result = [];
  for (let power = Math.floor(Math.log10(low)) - 1; power <= Math.log10(high) + 1; power++) {
    if (power % stride === 0) for (const factor of decades < 1.3 ? [1, 2, 5] : [1]) result.push(Number((factor * 10 ** power).toPrecision(1)));
  }
  const shown = result.filter(value => value >= low * 0.9999 && value <= high * 1.0001);
  return shown.length > 1 ? shown : ticksOf(low, high, 4).filter(value => value > 0);
};

const spread = values => {
  const positive = values.filter(value => isNumber(value) && value > 0);
  return positive.length === 0 ? 0 : Math.max(...positive) / Math.min(...positive);
};

const lineChart = (parent, options) => {
  const { figure, controls, body } = card(parent, options.title, options.kind);
  const legend = make("div", { className: "legend" });
  const plot = make("div", { className: "plot", role: "img", ariaLabel: options.title + ", a line chart" });
  body.append(legend, plot);
  figure.id = options.id ?? "";
  const format = options.percent ? percent : number;
  const data = joined(options.series, options.ends);
  const all = data.slice(1).flat();
  // Values that are not finite, as the legend shows them.
  const words = options.series.map(one => new Map(one.x.map((value, index) => [value, String(one.y[index])])));
  let isLog = options.isLog ?? (!options.percent && spread(all) > 100);
  const hidden = new Set();
  let chart = null;

  const entries = options.series.map((one, index) => {
    const value = make("span", { className: "value" });
    const swatch = make("i", { className: "swatch" });
    const entry = make("button", { type: "button", className: "entry", ariaPressed: "true" }, swatch, make("span", { textContent: one.label }), value);
    entry.addEventListener("click", () => {
      if (hidden.has(index)) hidden.delete(index); else hidden.add(index);
      entry.setAttribute("aria-pressed", String(!hidden.has(index)));
      chart.setSeries(index + 1, { show: !hidden.has(index) });
    });
    legend.append(entry);
    return { value, swatch };
  });
  const values = index => entries.forEach((entry, place) => {
    const column = data[place + 1];
    let at = index ?? column.length - 1;
    if (index === null) while (at > 0 && column[at] === undefined) at--;
    entry.value.textContent = column[at] === undefined ? "" : column[at] === null ? words[place].get(data[0][at]) : format(column[at]);
  });

  const axis = { font: font(11), labelFont: font(11), ticks: { show: false }, labelSize: 16 };
  const paint = width => {
    const [ink, grid] = [color("muted"), color("grid")];
    chart?.destroy();
    const shown = isLog ? [data[0], ...data.slice(1).map(column => column.map(value => value === null || value > 0 ? value : undefined))] : data;
    chart = new uPlot({
      width, height: Math.max(chartHeight, options.height ?? 0), legend: { show: false }, padding: [8, 18, 0, 0],
      cursor: { drag: { x: true, y: false }, points: { size: 7 }, sync: options.sync ? { key: options.sync, setSeries: false, scales: ["x", null] } : undefined },
      scales: {
        x: { time: false, range: (_, low, high) => low === high ? [low - 0.5, high + 0.5] : [low, high] },
        y: {
          distr: isLog ? 3 : 1,
          range: (_, low, high) => low === null || low === undefined ? (isLog ? [0.1, 1] : [0, 1])
            : isLog ? uPlot.rangeLog(low, high === low ? high * 1.01 : high, 10, false)
            : uPlot.rangeNum(low, high, options.percent
              ? { min: { pad: 0.05, soft: 0, mode: 0, hard: 0 }, max: { pad: 0.05, soft: 1, mode: 0, hard: 1 } }
              : { min: { pad: 0.05, soft: 0, mode: 2 }, max: { pad: 0.05, soft: 0, mode: 2 } }),
        },
      },
      axes: [
        { ...axis, stroke: ink, grid: { show: false }, size: 24, label: options.xLabel ?? "Update", space: 60, incrs: [1, 2, 5].flatMap(one => [0, 1, 2, 3, 4, 5, 6, 7].map(power => one * 10 ** power)).sort((a, b) => a - b), values: (_, splits) => splits.map(value => Number.isInteger(value) ? (value >= 1e5 ? tick(value) : count(value)) : "") },
        { ...axis, stroke: ink, grid: { stroke: grid, width: 1 }, size: 56, ...(isLog ? { splits: (_, __, low, high) => logSplits(low, high), filter: (_, splits) => splits } : {}), gap: 6, space: 34, values: (_, splits) => splits.map(value => value === null ? "" : options.percent ? trimmed((100 * value).toFixed(1)) + " %" : tick(value)) },
      ],
      series: [{}, ...options.series.map((one, index) => ({
        label: one.label, stroke: color(one.color) || one.color, width: one.width ?? 1.8, dash: one.dash, spanGaps: false, show: !hidden.has(index),
        points: { show: one.x.length < 40, size: 5, fill: color(one.color) || one.color },
      }))],
      hooks: {
        setCursor: [drawn => values(drawn.cursor.idx ?? null)],
        draw: [drawn => mark(drawn, options.mark)],
      },
    }, shown, plot);
    entries.forEach((entry, index) => { entry.swatch.style.background = color(options.series[index].color) || options.series[index].color; });
    values(null);
  };

  // A dashed line at one x, such as the best evaluation.
  const mark = (drawn, wanted) => {
    if (!wanted || wanted.x < drawn.scales.x.min || wanted.x > drawn.scales.x.max) return;
    const { ctx, bbox } = drawn;
    const x = Math.round(drawn.valToPos(wanted.x, "x", true)) + 0.5;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = color("muted");
    ctx.setLineDash([4, 4].map(length => length * devicePixelRatio));
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = font(11 * devicePixelRatio);
    const isRight = x > bbox.left + bbox.width / 2;
    ctx.textAlign = isRight ? "right" : "left";
    ctx.fillText(wanted.text, x + (isRight ? -5 : 5) * devicePixelRatio, bbox.top + (wanted.isLow ? bbox.height - 6 * devicePixelRatio : 12 * devicePixelRatio));
    ctx.restore();
  };

  if (!options.percent && all.some(value => value > 0)) {
    const toggle = make("button", { type: "button", className: "toggle", textContent: "log", ariaPressed: String(isLog), title: "Logarithmic axis" });
    toggle.addEventListener("click", () => {
      isLog = !isLog;
      toggle.setAttribute("aria-pressed", String(isLog));
      paint(Math.floor(plot.clientWidth));
    });
    controls.append(toggle);
  }
  draw(plot, paint);
};

const splitColors = { train_running: "s3", train: "s0", validation: "s1", test: "s2" };

// All charts over updates share this range, also in a run that ended early.
const updateEnds = [0, Math.max(1, ...runData.charts.flatMap(chart => chart.series.map(one => one.step[one.step.length - 1])), ...(runData.updates ? runData.updates.step.slice(-1) : []))];

const curvesPanel = parent => {
  const { updates, rates, best_step: best } = runData;
  const shared = { sync: "updates", ends: updateEnds };
  for (const chart of runData.charts) {
    const series = chart.series.map(one => ({ label: one.label, x: one.step, y: one.value, color: splitColors[one.split] ?? "s4" }));
    if (chart.metric === "loss" && updates) series.unshift({ label: "Batch", x: updates.step, y: updates.loss, color: "faint", width: 1 });
    lineChart(parent, { ...shared, id: "chart-" + chart.metric, title: chart.title, series, percent: chart.percent, mark: best === null ? null : { x: best, text: "best", isLow: chart.percent } });
  }
  const source = updates ?? rates;
  lineChart(parent, { ...shared, id: "chart-lr", title: "Learning rate", series: [{ label: "Learning rate", x: source.step, y: source.lr, color: "s0" }], isLog: false });
  if (updates) lineChart(parent, { ...shared, id: "chart-gradient-norm", title: "Gradient norm", series: [{ label: "Norm of all gradients, before clipping", x: updates.step, y: updates.gradient_norm, color: "s0", width: 1.4 }] });
};
