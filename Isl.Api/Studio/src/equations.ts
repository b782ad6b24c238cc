// A model as lines: "Price ~ normal(40, 5)" is drawn, "Revenue = 2.5 * Price + noise ~ normal(0, 50)" follows.

export interface Equations {
  variables: string[];
  /** Line of each variable, from 1. */
  lines: Record<string, number>;
  parents: Record<string, string[]>;
  model: { variables: string[]; equations: Record<string, unknown>; distributions: Record<string, string> };
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
      model.distributions[name] = rest;
      return;
    }
    const cut = rest.lastIndexOf('~');
    const formula = (cut < 0 ? rest : rest.slice(0, cut)).trim();
    formulas[name] = formula;
    model.equations[name] = cut < 0 ? formula : { formula, noise_dist: rest.slice(cut + 1).trim() };
  });
  const parents: Record<string, string[]> = {};
  for (const name of model.variables) {
    const formula = formulas[name] ?? '';
    const used = new Set(formula.match(/`[^`]+`|[\p{L}_][\p{L}\p{N}_]*/gu)?.map((one) => one.replaceAll('`', '')) ?? []);
    parents[name] = model.variables.filter((other) => other !== name && used.has(other));
  }
  return { variables: model.variables, lines, parents, model };
}

/** A linear model along a graph, to begin with. */
export function template(nodes: readonly string[], edges: readonly { from: string; to: string }[]): string {
  const written = (name: string) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``);
  return (
    nodes
      .map((name) => {
        const causes = edges.filter((edge) => edge.to === name).map((edge) => `1 * ${written(edge.from)}`);
        return causes.length === 0 ? `${written(name)} ~ normal(0, 1)` : `${written(name)} = ${causes.join(' + ')} + noise ~ normal(0, 1)`;
      })
      .join('\n') + '\n'
  );
}
