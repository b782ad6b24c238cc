// A model as lines: "Price ~ normal(40, 5)" is drawn, "Revenue = 2.5 * Price + noise ~ normal(0, 50)" follows.

import type { FittedModel } from './api';

export interface Equations {
  variables: string[];
  /** Line of each variable, from 1. */
  lines: Record<string, number>;
  parents: Record<string, string[]>;
  model: { variables: string[]; equations: Record<string, unknown>; distributions: Record<string, unknown> };
}

/** A line that is neither. */
export class LineError extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

export function parse(text: string): Equations {
  const model: Equations['model'] = { variables: [], equations: {}, distributions: {} };
  const lines: Record<string, number> = {};
  const formulas: Record<string, string> = {};
  text.split('\n').forEach((line, i) => {
    const content = line.replace(/#.*$/, '').trim();
    if (content === '') {
      return;
    }
    const found = /^`?([^=~`]+?)`?\s*([=~])\s*(.+)$/.exec(content);
    const [name, sign, rest] = [found?.[1], found?.[2], found?.[3]];
    if (!name || !sign || !rest) {
      throw new LineError(`Line ${i + 1} is neither "Name ~ distribution" nor "Name = formula".`, i + 1);
    }
    if (lines[name]) {
      throw new LineError(`Line ${i + 1} says again what ${name} is; line ${lines[name]} does so.`, i + 1);
    }
    lines[name] = i + 1;
    model.variables.push(name);
    if (sign === '~') {
      model.distributions[name] = distribution(rest, i + 1);
      return;
    }
    const cut = rest.lastIndexOf('~');
    const formula = (cut < 0 ? rest : rest.slice(0, cut)).trim();
    formulas[name] = formula;
    model.equations[name] = cut < 0 ? formula : { formula, noise_dist: distribution(rest.slice(cut + 1).trim(), i + 1) };
  });
  const parents: Record<string, string[]> = {};
  for (const name of model.variables) {
    const formula = formulas[name] ?? '';
    const used = new Set(formula.match(/`[^`]+`|[\p{L}_][\p{L}\p{N}_]*/gu)?.map((one) => one.replaceAll('`', '')) ?? []);
    parents[name] = model.variables.filter((other) => other !== name && used.has(other));
  }
  return { variables: model.variables, lines, parents, model };
}

/** A distribution as text, or as the JSON that a fit gives. */
function distribution(text: string, line: number): unknown {
  if (!text.startsWith('{')) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new LineError(`Line ${line} does not end in a distribution such as normal(0, 1).`, line);
  }
}

/** A fitted model as lines. */
export function linesOf(model: FittedModel): string {
  const shown = (one: unknown) => shortForm(one) ?? (typeof one === 'string' ? one : JSON.stringify(one));
  return (
    model.variables
      .map((name) => {
        const equation = model.equations[name];
        if (equation === undefined) {
          return `${written(name)} ~ ${shown(model.distributions[name])}`;
        }
        const { formula, noise_dist } = typeof equation === 'string' ? { formula: equation, noise_dist: undefined } : equation;
        return `${written(name)} = ${formula}${noise_dist === undefined ? '' : ` ~ ${shown(noise_dist)}`}`;
      })
      .join('\n') + '\n'
  );
}

/** The usual distributions as they are written by hand. */
function shortForm(one: unknown): string | null {
  const { type, parameters } = one as { type?: string; parameters?: Record<string, unknown> };
  const names = { normal: ['mean', 'std'], uniform: ['low', 'high'], bernoulli: ['p'] }[type ?? ''];
  const values = names?.map((name) => parameters?.[name]) ?? [];
  return values.length > 0 && values.every((value) => typeof value === 'number') ? `${type}(${values.join(', ')})` : null;
}

function written(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}

/** A linear model along a graph, to begin with. */
export function template(nodes: readonly string[], edges: readonly { from: string; to: string }[]): string {
  return (
    nodes
      .map((name) => {
        const causes = edges.filter((edge) => edge.to === name).map((edge) => `1 * ${written(edge.from)}`);
        return causes.length === 0 ? `${written(name)} ~ normal(0, 1)` : `${written(name)} = ${causes.join(' + ')} + noise ~ normal(0, 1)`;
      })
      .join('\n') + '\n'
  );
}
