"use strict";
// Data, number formats and small helpers of the page. The text of a run is only ever set as textContent.
const runData = JSON.parse(document.getElementById("run-data").textContent);
const root = document.documentElement;
const isNumber = value => typeof value === "number" && Number.isFinite(value);
const color = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
const font = size => size + 'px Inter, "Segoe UI", Helvetica, Arial, "DejaVu Sans", "Noto Sans CJK SC", sans-serif';

const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const raised = exponent => String(exponent).replace(/[-\d]/g, digit => digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
const trimmed = text => text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;

// A value with about four digits.
const number = value => {
  if (value === null || value === undefined) return "–";
  if (!isNumber(value)) return String(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [digits, exponent] = value.toExponential(3).split("e");
    return trimmed(digits) + "e" + Number(exponent);
  }
  return trimmed(value.toPrecision(size >= 1 ? 5 : 4));
};
// A share below 1 is never shown as 100 %.
const percent = value => isNumber(value) ? trimmed(Math.min(100 * value, value < 1 ? 99.99 : Infinity).toFixed(2)) + " %" : number(value);
const count = value => isNumber(value) ? value.toLocaleString("en-US") : number(value);

// A tick of an axis: short, with a power of ten where the number is very large or small.
const tick = value => {
  if (!isNumber(value)) return "";
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  if (exponent >= -3 && exponent < 4) return trimmed(value.toFixed(Math.max(0, 3 - exponent)));
  if (exponent >= 4 && exponent < 6) return trimmed((value / 1000).toFixed(1)) + "k";
  const factor = trimmed((value / 10 ** exponent).toFixed(1));
  return (factor === "1" ? "" : factor === "-1" ? "-" : factor + "×") + "10" + raised(exponent);
};

// Round numbers that divide a range into about the wanted number of parts.
const ticksOf = (low, high, wanted) => {
  const rough = (high - low) / Math.max(1, wanted);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough * 0.999);
  const result = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++) result.push(Number((index * step).toPrecision(12)));
  return result;
};

// A quantile of sorted numbers, with linear interpolation between neighbours.
const quantile = (sorted, share) => {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
};

const mix = (one, other, share) => {
  const parts = text => [1, 3, 5].map(start => parseInt(text.slice(start, start + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return "#" + a.map((part, i) => Math.round(part + (b[i] - part) * share).toString(16).padStart(2, "0")).join("");
};
const ramp = (stops, share) => {
  const place = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  return mix(stops[index], stops[index + 1], place - index);
};
// matplotlib's cividis (Nuñez et al. 2018), which readers who can't distinguish red and green can read.
const cividis = ["#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838"];

// Everything that is drawn with the theme's colours, and is drawn again when they or the width change.
const drawings = [];
const draw = (element, paint) => {
  let width = 0;
  const again = isForced => {
    const now = Math.floor(element.clientWidth);
    if (now > 0 && (isForced || now !== width)) {
      width = now;
      paint(width);
    }
  };
  drawings.push(() => again(true));
  new ResizeObserver(() => again(false)).observe(element);
  again(true);
};

const tip = document.getElementById("tip");
const showTip = (text, x, y) => {
  tip.textContent = text;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(x + 14, window.innerWidth - box.width - 4)) + "px";
  tip.style.top = (y + 18 + box.height > window.innerHeight ? Math.max(4, y - box.height - 10) : y + 18) + "px";
};
const hideTip = () => { tip.hidden = true; };

// A panel with a title; returns its body and the place for controls beside the title.
const card = (parent, title, kind = "") => {
  const controls = make("div", { className: "controls" });
  const body = make("div", { className: "body" });
  const figure = make("figure", { className: ("card " + kind).trim() }, make("div", { className: "cardhead" }, make("h3", { textContent: title }), controls), body);
  parent.append(figure);
  return { figure, controls, body };
};
