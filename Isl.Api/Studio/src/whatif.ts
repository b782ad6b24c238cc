// The what-if tab: a model in lines, a lever for each variable, and the outcome's distribution before and after.
import { ask, type Counterfactual, type Drawing, Latest, Refusal } from './api';
import { type Canvas, canvasOf } from './canvas';
import { short } from './data';
import { chart, type Shown } from './density';
import { announce, byId, h, replace } from './dom';
import { Editor } from './editor';
import { type Equations, LineError, parse } from './equations';

/** One seed for all questions, so that curves move with the levers and do not shimmer. */
const seed = 7;
const mostVariables = 40;

export class WhatIfTab {
  settings: Record<string, number> = {};
  private readonly canvas: Canvas = canvasOf('model-graph', null);
  private readonly editor: Editor;
  private readonly models = new Latest();
  private readonly levers = new Latest();
  private equations: Equations | null = null;
  private base: Record<string, Counterfactual> = {};
  private outcome = '';
  private hint: string | null = null;
  private isStale = true;
  private picture: (() => void) | null = null;

  constructor(private readonly changed: () => void) {
    this.editor = new Editor('model', 'model-gutter', 'model-error', () => {
      this.changed();
      this.refresh();
    });
    new ResizeObserver(() => this.picture?.()).observe(byId('chart'));
  }

  get text(): string {
    return this.editor.text;
  }

  open(text: string, settings: Record<string, number> = {}, hint: string | null = null): void {
    this.editor.text = text;
    this.settings = { ...settings };
    this.outcome = '';
    this.hint = hint;
    this.refresh();
  }

  /** Asks only while it is seen. */
  refresh(): void {
    this.isStale = byId('panel-whatif').hidden === true;
    if (!this.isStale) {
      void this.models.run(() => this.read());
    }
  }

  shown(): void {
    if (this.isStale) {
      this.refresh();
    }
  }

  private async read(): Promise<void> {
    try {
      const equations = parse(this.editor.text);
      if (equations.variables.length === 0 || equations.variables.length > mostVariables) {
        throw new LineError(equations.variables.length === 0 ? 'Write a line for each variable.' : `At most ${mostVariables} variables, here.`, 0);
      }
      const answers = await Promise.all(
        equations.variables.map((outcome) => ask<Counterfactual>('/api/v1/causal/counterfactual', { model: equations.model, intervention: {}, outcome, seed })),
      );
      this.equations = equations;
      this.base = Object.fromEntries(equations.variables.map((name, i) => [name, answers[i] as Counterfactual]));
      this.settings = Object.fromEntries(Object.entries(this.settings).filter(([name]) => name in this.base));
      if (!(this.outcome in this.base)) {
        this.outcome = equations.variables.at(-1) ?? '';
      }
      this.editor.complain('');
      this.panel();
      await Promise.all([this.draw(), this.levers.run(() => this.predict())]);
    } catch (error) {
      this.complain(error);
    }
  }

  private complain(error: unknown): void {
    if (error instanceof LineError) {
      this.editor.complain(error.message, error.line);
    } else if (error instanceof Refusal) {
      const first = error.errors[0];
      const name = first?.path.split('/')[3]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
      const at = this.lineOf(name);
      this.editor.complain(first ? `${name && at ? `${name}: ` : ''}${first.message}` : error.message, at);
    } else {
      throw error;
    }
  }

  private lineOf(name: string): number {
    try {
      return parse(this.editor.text).lines[name] ?? 0;
    } catch {
      return 0;
    }
  }

  private async draw(): Promise<void> {
    const { equations } = this;
    if (!equations) {
      return;
    }
    const set = Object.keys(this.settings).filter((name) => name !== this.outcome);
    const edges = equations.variables.flatMap((name) => (set.includes(name) ? [] : (equations.parents[name] ?? []).map((parent) => [parent, name])));
    const drawing = await ask<Drawing>('/api/v1/causal/drawing', {
      dag_structure: { nodes: equations.variables, edges },
      outcome: this.outcome,
      ...(set.length > 0 ? { treatments: set } : {}),
      adjustment_set: [],
    });
    this.canvas.show(drawing);
  }

  private async predict(): Promise<void> {
    const before = this.base[this.outcome];
    if (!before || !this.equations) {
      return;
    }
    const intervention = Object.fromEntries(Object.entries(this.settings).filter(([name]) => name !== this.outcome));
    const names = Object.keys(intervention);
    const started = performance.now();
    try {
      const after =
        names.length === 0
          ? null
          : await ask<Counterfactual>('/api/v1/causal/counterfactual', { model: this.equations.model, intervention, outcome: this.outcome, seed });
      byId('timing').textContent = `10,000 draws in ${Math.round(performance.now() - started)} ms`;
      const [a, b] = [shown(before), after ? shown(after) : null];
      this.picture = () => {
        const place = byId('chart');
        const { clientWidth, clientHeight } = place;
        replace(place, chart(a, b, this.outcome, Math.max(280, clientWidth - 48), Math.max(180, clientHeight - 88)), this.sentence(a, b, intervention));
      };
      this.picture();
    } catch (error) {
      this.complain(error);
    }
  }

  private sentence(before: Shown, after: Shown | null, intervention: Record<string, number>): HTMLElement {
    const set = Object.entries(intervention).map(([name, value]) => `${name} = ${short(value)}`);
    if (!after) {
      return h('p', { class: 'verdict', id: 'then' }, `As things are, ${this.outcome} is ${rounded(before.mean, (before.high - before.low) / 330)} on average. Set something on the right.`);
    }
    const change = after.mean - before.mean;
    const error = (after.high - after.low) / 3.3 / 100;
    const size = `${rounded(Math.abs(change), error)} ${change > 0 ? 'higher' : 'lower'}`;
    const text = Math.abs(change) < 2 * error ? 'no different, as far as 10,000 draws can tell' : size;
    const sentence = `Under ${set.join(', ')}, ${this.outcome} would be ${rounded(after.mean, error)} on average: ${text}.`;
    if (byId('announcement').textContent !== sentence) {
      announce(sentence);
    }
    return h('p', { class: 'verdict', id: 'then' }, sentence);
  }

  private panel(): void {
    const { equations } = this;
    if (!equations) {
      return;
    }
    const select = h('select', { 'aria-label': 'Outcome', class: 'outcome' }, ...equations.variables.map((name) => h('option', { selected: name === this.outcome }, name)));
    select.addEventListener('change', () => {
      this.outcome = select.value;
      this.panel();
      this.moved(true);
    });
    replace(
      byId('levers'),
      h('p', { class: 'question' }, 'What becomes of ', select),
      h('p', { class: 'quiet' }, 'A variable that is set no longer follows its causes.'),
      ...equations.variables.filter((name) => name !== this.outcome).map((name) => this.lever(name)),
      this.hint && h('p', { class: 'note' }, this.hint),
    );
  }

  private lever(name: string): HTMLElement {
    const one = this.base[name] as Counterfactual;
    const { p05, p50, p95 } = one.prediction.quantiles;
    const isBinary = [p05, p50, p95].every((value) => value === 0 || value === 1);
    const reach = Math.max(p95 - p05, 1e-6);
    const [low, high] = isBinary ? [0, 1] : [p05 - 0.6 * reach, p95 + 0.6 * reach];
    const step = isBinary ? 1 : 10 ** Math.floor(Math.log10((high - low) / 100));
    const start = this.settings[name] ?? (isBinary ? 1 : Math.round(one.prediction.point_estimate / step) * step);
    const isSet = h('input', { type: 'checkbox', checked: name in this.settings, 'aria-label': `Set ${name}` });
    const slide = h('input', { type: 'range', min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, step, value: start, 'aria-label': name });
    const number = h('input', { type: 'number', step: 'any', value: tidy(start), 'aria-label': `Value of ${name}` });
    const row = h('div', { class: `lever${name in this.settings ? ' on' : ''}` });
    const put = (value: number | null) => {
      const wasSet = name in this.settings;
      if (value === null) {
        delete this.settings[name];
      } else {
        this.settings[name] = value;
      }
      isSet.checked = value !== null;
      row.classList.toggle('on', value !== null);
      this.moved(wasSet !== (value !== null));
    };
    slide.addEventListener('input', () => {
      number.value = tidy(slide.valueAsNumber);
      put(Number(number.value));
    });
    number.addEventListener('input', () => {
      if (Number.isFinite(number.valueAsNumber)) {
        slide.valueAsNumber = number.valueAsNumber;
        put(number.valueAsNumber);
      }
    });
    isSet.addEventListener('change', () => put(isSet.checked ? Number(number.value) : null));
    row.append(
      h('label', {}, isSet, h('span', {}, name)),
      number,
      slide,
      h('small', {}, isBinary ? `1 in ${Math.round(100 * one.prediction.point_estimate)} % of cases` : `usually ${short(p05)} to ${short(p95)}`),
    );
    return row;
  }

  private moved(isGraphChanged: boolean): void {
    this.changed();
    void this.levers.run(() => this.predict());
    if (isGraphChanged) {
      void this.draw();
    }
  }
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function shown({ prediction }: Counterfactual): Shown {
  const { point_estimate: mean, quantiles, histogram } = prediction;
  return { mean, low: quantiles.p05, high: quantiles.p95, edges: histogram?.edges ?? [mean, mean], shares: histogram?.shares ?? [1] };
}

/** A mean to the digits that its error leaves. */
function rounded(value: number, error: number): string {
  const digits = Math.max(0, Math.min(8, -Math.floor(Math.log10(Math.max(error, 1e-8)))));
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits, useGrouping: Math.abs(value) >= 10000 });
}
