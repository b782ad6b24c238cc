// How much a treatment changes an outcome, by the table of the data tab and a graph; and a model fitted to both.
import { ask, type Drawing, type Effect, type Fit, Refusal } from './api';
import { nice } from './describe';
import { announce, button, fold, h, replace, say } from './dom';
import { short } from './data';
import { linesOf } from './equations';
import { graphOf, type Model, withRole } from './model';

/** The table, the graph that was found in it, and the one that was drawn. */
export interface Source {
  csv: string;
  columns: string[];
  isPart: boolean;
  dropRows: boolean;
  found: Model | null;
  drawn: Model;
}

type Choice = 'found' | 'drawn' | 'several';
type Status = 'estimate' | 'fit' | null;

const words: Record<Choice, string> = {
  found: 'the graph found here',
  drawn: 'the graph I drew',
  several: 'every graph that the data suggest',
};

export class EstimatePanel {
  readonly element = h('section', { id: 'estimate', 'aria-labelledby': 'estimate-title' });
  private chosen: Choice = 'found';
  private treatment = '';
  private outcome = '';
  private asking: AbortController | null = null;
  private status: Status = null;
  private answer: Effect | null = null;
  private trouble = '';

  constructor(
    private readonly source: () => Source | null,
    private readonly show: (drawing: Drawing) => void,
    private readonly sendOn: (model: string, hint: string) => void,
  ) {}

  /** Another table: what was said of the last one goes. */
  reset(): void {
    this.asking?.abort();
    Object.assign(this, { asking: null, status: null, answer: null, trouble: '', treatment: '', outcome: '' });
  }

  refresh(): void {
    const source = this.source();
    const names = source ? this.names(source) : [];
    this.element.hidden = names.length < 2;
    if (!source || names.length < 2) {
      return;
    }
    const [treatment = '', outcome = ''] = [...withRole(source.drawn, 'treatment').slice(0, 1), ...withRole(source.drawn, 'outcome').slice(0, 1)];
    this.treatment = names.includes(this.treatment) ? this.treatment : names.includes(treatment) ? treatment : (names[0] ?? '');
    this.outcome = names.includes(this.outcome) ? this.outcome : names.includes(outcome) ? outcome : (names.at(-1) ?? '');
    replace(
      this.element,
      h('h2', { id: 'estimate-title' }, 'How much does it change?'),
      h(
        'p',
        { class: 'question' },
        'The effect of ',
        this.choice('Treatment', 'treatment', names, this.treatment, (name) => (this.treatment = name)),
        ' on ',
        this.choice('Outcome', 'outcome', names, this.outcome, (name) => (this.outcome = name)),
        ' by ',
        this.graphs(source),
      ),
      this.status === null
        ? h(
            'div',
            { class: 'row' },
            button('Estimate', () => void this.estimate(), { class: 'strong', id: 'ask-estimate' }),
            this.graphOf(source) !== null && button('Fit a model for What if', () => void this.fit(), { id: 'ask-fit' }),
          )
        : h(
            'div',
            { class: 'row' },
            h('span', { class: 'busy', role: 'status' }, this.status === 'fit' ? 'Fitting…' : 'Estimating…'),
            button('Stop', () => this.stop(), { id: 'stop-estimate' }),
          ),
      this.trouble !== '' && h('p', { class: 'error', role: 'alert' }, this.trouble),
      this.answer !== null && this.result(this.answer),
    );
  }

  private graphOf({ found, drawn }: Source): Model | null {
    return this.chosen === 'found' ? found : this.chosen === 'drawn' ? drawn : null;
  }

  private names(source: Source): string[] {
    const choices = this.choices(source);
    if (!choices.includes(this.chosen)) {
      this.chosen = choices[0] ?? 'several';
    }
    return this.graphOf(source)?.nodes.map((node) => node.name).filter((name) => source.columns.includes(name)) ?? source.columns;
  }

  private choices({ found, drawn, columns }: Source): Choice[] {
    const fits = drawn.nodes.filter((node) => columns.includes(node.name)).length > 1;
    return [...(found ? ['found' as const] : []), ...(fits ? ['drawn' as const] : []), 'several'];
  }

  private graphs(source: Source): HTMLElement {
    const select = h(
      'select',
      { 'aria-label': 'Graph to estimate by' },
      ...this.choices(source).map((one) => h('option', { value: one, selected: one === this.chosen }, words[one])),
    );
    select.addEventListener('change', () => {
      this.chosen = select.value as Choice;
      this.answer = null;
      this.refresh();
      this.element.querySelector<HTMLElement>('[aria-label="Graph to estimate by"]')?.focus();
    });
    return select;
  }

  private choice(label: string, role: string, names: string[], chosen: string, set: (name: string) => void): HTMLElement {
    const select = h('select', { 'aria-label': `${label} of the estimate`, class: role }, ...names.map((name) => h('option', { selected: name === chosen }, name)));
    select.addEventListener('change', () => set(select.value));
    return select;
  }

  private stop(): void {
    this.asking?.abort();
    Object.assign(this, { asking: null, status: null });
    say('Stopped; the service stops too.');
    this.refresh();
  }

  private async estimate(): Promise<void> {
    await this.run('estimate', async (source, signal) => {
      const graph = this.graphOf(source);
      const answer = await ask<Effect>(
        '/api/v1/causal/estimate',
        {
          ...this.table(source),
          ...(graph ? { dag_structure: graphOf(graph) } : { discover: { algorithm: 'pc' } }),
          treatment: this.treatment,
          outcome: this.outcome,
        },
        signal,
      );
      this.answer = answer;
      announce(nice(answer.explanation.summary));
      const dag = graph ? graphOf(graph) : answer.graph_uncertainty?.members[0]?.dag;
      const set = answer.identification.adjustment_set;
      const [treatment, outcome] = [this.treatment, this.outcome];
      this.show(await ask<Drawing>('/api/v1/causal/drawing', { dag_structure: dag, treatment, outcome, ...(set ? { adjustment_set: set } : {}) }, signal));
    });
  }

  private async fit(): Promise<void> {
    await this.run('fit', async (source, signal) => {
      const graph = this.graphOf(source) as Model;
      const { model, codes, explanation } = await ask<Fit>('/api/v1/causal/fit', { ...this.table(source), dag_structure: graphOf(graph), noise: 'normal' }, signal);
      const named = Object.entries(codes).map(([name, levels]) => `${name}: ${levels.map((level, i) => `${i} is ${level}`).join(', ')}.`);
      this.sendOn(linesOf(model), [nice(explanation.summary), ...named].join(' '));
    });
  }

  private async run(status: Status, work: (source: Source, signal: AbortSignal) => Promise<void>): Promise<void> {
    const source = this.source();
    if (!source) {
      return;
    }
    const asking = (this.asking = new AbortController());
    Object.assign(this, { status, trouble: '', answer: status === 'fit' ? this.answer : null });
    this.refresh();
    this.element.querySelector<HTMLElement>('#stop-estimate')?.focus();
    try {
      await work(source, asking.signal);
    } catch (error) {
      if (error instanceof Refusal) {
        this.trouble = error.errors.map((one) => one.message).slice(0, 3).join(' ') || error.message;
      } else if (!asking.signal.aborted) {
        throw error;
      }
    } finally {
      if (this.asking === asking) {
        Object.assign(this, { asking: null, status: null });
        this.refresh();
        this.element.querySelector<HTMLElement>(`#ask-${status}`)?.focus();
      }
    }
  }

  private table({ csv, columns, isPart, dropRows }: Source): Record<string, unknown> {
    return { data_csv: csv, ...(isPart ? { variable_names: columns } : {}), ...(dropRows ? { missing: 'drop_rows' } : {}) };
  }

  private result(answer: Effect): HTMLElement {
    const { effect, explanation, refuters, overlap, sensitivity, graph_uncertainty: graphs } = answer;
    const failed = refuters.filter((one) => one.verdict === 'failed');
    const ran = answer.estimates.filter((one) => one.value !== null && one.interval !== null);
    return h(
      'div',
      { id: 'estimate-answer' },
      h('p', { class: `chip ${effect ? 'identifiable' : 'cannot_identify'}` }, effect ? `${number(effect.value)} ${range(effect.interval)}` : 'No number'),
      h('p', { class: 'verdict' }, nice(explanation.summary)),
      graphs && h('p', { class: 'quiet' }, `${Math.round(100 * graphs.p_identified)} % of ${graphs.graphs} graphs identify it; ${graphs.distinct} are different.`),
      explanation.caveats.length > 0 && h('div', { class: 'note' }, ...explanation.caveats.map((one) => h('p', {}, one))),
      ran.length > 0 &&
        fold(
          `Estimates (${ran.length})`,
          h(
            'table',
            { class: 'edges' },
            h('thead', {}, h('tr', {}, h('th', {}, 'Estimator'), h('th', {}, 'Effect'), h('th', {}, 'Interval'))),
            h('tbody', {}, ...ran.map((one) => h('tr', {}, h('th', { scope: 'row' }, one.id), h('td', {}, number(one.value)), h('td', {}, range(one.interval))))),
          ),
        ),
      fold(
        `Doubts (${failed.length} of ${refuters.length} refuters failed)`,
        h('ul', { class: 'plain' }, ...[overlap?.statement, sensitivity?.statement, ...refuters.map((one) => one.statement)].map((one) => one && h('li', {}, one))),
      ),
      graphs &&
        fold(
          'Edges that matter',
          h(
            'ul',
            { class: 'plain' },
            ...graphs.edges.slice(0, 8).map((edge) =>
              h('li', {}, `${edge.from} → ${edge.to}: in ${Math.round(100 * edge.support)} %${edge.shift === null ? '' : `, moves the effect by ${short(edge.shift)}`}`),
            ),
          ),
        ),
      fold('How it was estimated', h('p', {}, explanation.reasoning), h('p', { class: 'quiet' }, explanation.technical_basis)),
    );
  }
}

function number(value: number | null): string {
  return value === null ? '' : short(value);
}

function range(interval: { lower: number | null; upper: number | null } | null): string {
  return interval?.lower == null || interval.upper == null ? '' : `(${short(interval.lower)} to ${short(interval.upper)})`;
}
