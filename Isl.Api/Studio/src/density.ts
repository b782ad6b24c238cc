// Two distributions over one axis: as things are, and as they would be.
import { s } from './dom';
import { short } from './data';

export interface Shown {
  mean: number;
  low: number;
  high: number;
  edges: number[];
  shares: number[];
}

const [left, right, top, bottom] = [16, 16, 34, 66];

const kernel = [1, 0.95, 0.8, 0.55, 0.3];

type Points = [number, number][];

/** Share by unit of length at the middle of each bin, smoothed a little: shares of 10,000 draws shimmer. */
function density({ edges, shares }: Shown): Points {
  const raw = shares.map((share, i): [number, number] => {
    const [a, b] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    return [(a + b) / 2, share / Math.max(1e-300, b - a)];
  });
  if (raw.length < 12) {
    return raw;
  }
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const smooth = raw.map(([x], i): [number, number] => {
    let [sum, weight] = [0, 0];
    for (let k = 1 - kernel.length; k < kernel.length; k++) {
      const near = raw[i + k];
      if (near) {
        const w = kernel[Math.abs(k)] ?? 0;
        sum += w * near[1];
        weight += w;
      }
    }
    return [x, sum / weight];
  });
  return [[first, 0], ...smooth, [last, 0]];
}

function ticks(low: number, high: number): number[] {
  const raw = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) {
    found.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  }
  return found;
}

export function chart(before: Shown, after: Shown | null, name: string, width: number, height: number): SVGSVGElement {
  const all = after ? [before, after] : [before];
  let [low, high] = [Math.min(...all.map((one) => one.edges[0] ?? one.low)), Math.max(...all.map((one) => one.edges.at(-1) ?? one.high))];
  if (!(high > low)) {
    [low, high] = [low - 1, high + 1];
  }
  const curves = all.map(density);
  const most = Math.max(1e-300, ...curves.flat().map(([, y]) => y));
  const x = (value: number) => left + ((value - low) / (high - low)) * (width - left - right);
  const y = (value: number) => height - bottom - (value / most) * (height - top - bottom);
  const base = height - bottom;
  const svg = s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': words(before, after, name) });
  for (const tick of ticks(low, high)) {
    svg.append(s('line', { class: 'tick', x1: x(tick), x2: x(tick), y1: base, y2: base + 5 }), s('text', { class: 'tick', x: x(tick), y: base + 18 }, short(tick)));
  }
  svg.append(s('line', { class: 'axis', x1: left, x2: width - right, y1: base, y2: base }), s('text', { class: 'axis', x: width / 2, y: height - 8 }, name));
  all.forEach((one, i) => {
    const kind = i === 0 ? 'before' : 'after';
    const points = curves[i] ?? [];
    const [first, last] = [points[0], points.at(-1)];
    if (first && last) {
      const line = points.map(([px, py], k) => `${k === 0 ? 'M' : 'L'}${x(px).toFixed(1)} ${y(py).toFixed(1)}`).join('');
      svg.append(
        s('path', { class: `area ${kind}`, d: `${line}L${x(last[0]).toFixed(1)} ${base}L${x(first[0]).toFixed(1)} ${base}Z` }),
        s('path', { class: `curve ${kind}`, d: line }),
      );
    }
    svg.append(s('line', { class: `band ${kind}`, x1: x(one.low), x2: x(one.high), y1: base + 28 + 7 * i, y2: base + 28 + 7 * i }));
  });
  all.forEach((one, i) => {
    const kind = i === 0 ? 'before' : 'after';
    const anchor = !after ? 'middle' : (i === 0) === before.mean <= after.mean ? 'end' : 'start';
    svg.append(
      s('line', { class: `mean ${kind}`, x1: x(one.mean), x2: x(one.mean), y1: top - 8, y2: base }),
      s('text', { class: `mean ${kind}`, x: x(one.mean) + (anchor === 'end' ? -5 : anchor === 'start' ? 5 : 0), y: top - 14, 'text-anchor': anchor }, `${i === 0 ? 'as it is' : 'then'} ${short(one.mean)}`),
    );
  });
  return svg;
}

export function words(before: Shown, after: Shown | null, name: string): string {
  const one = (shown: Shown) => `mean ${short(shown.mean)}, 90 % between ${short(shown.low)} and ${short(shown.high)}`;
  return after ? `Distribution of ${name}: as it is ${one(before)}; then ${one(after)}.` : `Distribution of ${name}: ${one(before)}.`;
}
