// The data tab: a CSV file, what its columns are, and the graph that it suggests.
import { ask, type Discovery, type Drawing, Refusal } from './api';
import { type Canvas, canvasOf, nameOf } from './canvas';
import { toClipboard } from './copy';
import { announce, button, byId, fold, h, replace, s, say } from './dom';
import { nice } from './describe';
import { EstimatePanel, type Source } from './estimate';
import { follow, type Progress, wordsOf } from './events';
import { type Model, textOf } from './model';
import { type Column, type Table, tableOf } from './table';

const algorithms = ['auto', 'notears', 'dagma', 'pc', 'ges', 'boss', 'lingam', 'correlation'];

export class DataTab {
  private readonly canvas: Canvas = canvasOf('found', null);
  private csv = '';
  private name = '';
  private table: Table | null = null;
  private readonly left = new Set<string>();
  private algorithm = 'auto';
  private dropRows = false;
  private resample = false;
  private required: [string, string][] = [];
  private asking: AbortController | null = null;
  private result: Discovery | null = null;
  private trouble = '';
  private hint: string | null = null;
  private started = 0;

  private readonly estimate: EstimatePanel;

  constructor(
    private readonly use: (text: string) => void,
    drawn: () => Model,
    sendOn: (model: string, hint: string) => void,
  ) {
    this.estimate = new EstimatePanel(() => this.known(drawn()), (drawing) => this.canvas.show(drawing), sendOn);
    this.draw();
  }

  take(csv: string, name: string, hint: string | null = null): void {
    this.asking?.abort();
    Object.assign(this, { csv, name, hint, table: tableOf(csv), result: null, required: [], trouble: '' });
    this.left.clear();
    this.estimate.reset();
    this.dropRows = this.table?.columns.some((column) => column.missing > 0) ?? false;
    byId('found-empty').hidden = true;
    replace(this.canvas.svg);
    this.draw();
    say(`${name}: ${this.table?.rows} rows, ${this.table?.columns.length} columns.`);
  }

  private draw(): void {
    replace(byId('data-left'), ...this.source());
    replace(byId('data-right'), ...this.finding(), this.estimate.element);
    this.estimate.refresh();
  }

  /** The drawing may have changed meanwhile. */
  shown(): void {
    this.estimate.refresh();
  }

  private get columns(): string[] {
    return this.table?.columns.map((column) => column.name).filter((name) => !this.left.has(name)) ?? [];
  }

  private known(drawn: Model): Source | null {
    const { csv, columns, dropRows } = this;
    return this.table && { csv, columns, isPart: this.left.size > 0, dropRows, drawn, found: this.result && classOf(this.result) };
  }

  private source(): (Node | false)[] {
    const file = h('input', { type: 'file', accept: '.csv,.tsv,.txt,text/csv', id: 'file', class: 'unseen' });
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      if (chosen) {
        void chosen.text().then((text) => this.take(text, chosen.name));
      }
    });
    return [
      h('p', { class: 'head' }, this.table ? `${this.name}: ${this.table.rows.toLocaleString('en')} rows` : 'A table as CSV'),
      h('div', { class: 'row' }, h('label', { class: 'file' }, file, this.table ? 'Another file' : 'Choose a file')),
      this.table !== null && h('ul', { class: 'columns' }, ...this.table.columns.map((column) => this.column(column))),
    ];
  }

  private column(column: Column): HTMLElement {
    const most = Math.max(1, ...column.bins);
    const check = h('input', { type: 'checkbox', checked: !this.left.has(column.name) });
    check.addEventListener('change', () => {
      check.checked ? this.left.delete(column.name) : this.left.add(column.name);
      this.estimate.refresh();
    });
    const kind = column.isNumber ? `${short(column.min)} to ${short(column.max)}` : `${column.distinct} categories`;
    return h(
      'li',
      {},
      h('label', {}, check, h('span', {}, column.name)),
      s(
        'svg',
        { viewBox: '0 0 64 20', 'aria-hidden': 'true', class: 'spark' },
        ...column.bins.map((count, i) => s('rect', { x: i * 4, y: 20 - (19 * count) / most, width: 3.4, height: Math.max(0.5, (19 * count) / most) })),
      ),
      h('small', { class: column.missing > 0 ? 'bad' : '' }, column.missing > 0 ? `${kind}, ${column.missing} missing` : kind),
    );
  }

  private finding(): (Node | false)[] {
    if (!this.table) {
      return [
        h('p', { class: 'verdict' }, 'Which graph do your data suggest?'),
        h('p', { class: 'quiet' }, 'The first line names the columns. Numbers, and words for categories, both do.'),
      ];
    }
    const select = h('select', { id: 'algorithm' }, ...algorithms.map((name) => h('option', { selected: name === this.algorithm }, name)));
    select.addEventListener('change', () => (this.algorithm = select.value));
    const hasMissing = this.table.columns.some((column) => column.missing > 0);
    return [
      h(
        'section',
        { class: 'form' },
        h('label', {}, 'Method ', select),
        this.check('Resample 50 times, for the support of each edge', this.resample, (isOn) => (this.resample = isOn)),
        hasMissing && this.check('Drop rows with missing values', this.dropRows, (isOn) => (this.dropRows = isOn)),
        this.asking
          ? h('div', { class: 'row' }, h('span', { class: 'busy', role: 'status' }, 'Looking for a graph…'), button('Stop', () => this.stop(), { id: 'stop' }), h('span', { id: 'progress', class: 'quiet' }))
          : button('Find a graph', () => void this.find(), { class: 'strong', id: 'find' }),
      ),
      this.trouble !== '' && h('p', { class: 'error', role: 'alert' }, this.trouble),
      this.result !== null && this.answer(this.result),
      this.hint !== null && this.result === null && h('p', { class: 'note' }, this.hint),
    ];
  }

  private check(text: string, isOn: boolean, set: (isOn: boolean) => void): HTMLElement {
    const input = h('input', { type: 'checkbox', checked: isOn });
    input.addEventListener('change', () => set(input.checked));
    return h('label', { class: 'tick' }, input, text);
  }

  private tell(progress: Progress): void {
    const { done, total } = progress;
    const bar = done !== undefined && total !== undefined && h('progress', { value: done, max: total, 'aria-label': 'Done' });
    replace(byId('progress'), bar, wordsOf(progress));
  }

  private stop(): void {
    this.asking?.abort();
    this.asking = null;
    say('Stopped; the service stops too.');
    this.draw();
  }

  private async find(): Promise<void> {
    const asking = (this.asking = new AbortController());
    this.trouble = '';
    this.started = performance.now();
    this.draw();
    byId('stop').focus();
    try {
      const result = await follow<Discovery>(
        '/api/v1/causal/discover',
        {
          data_csv: this.csv,
          algorithm: this.algorithm,
          ...(this.left.size > 0 ? { variable_names: this.columns } : {}),
          ...(this.dropRows ? { missing: 'drop_rows' } : {}),
          ...(this.resample ? { bootstrap: 50 } : {}),
          ...(this.required.length > 0 ? { prior_knowledge: { required_edges: this.required } } : {}),
        },
        asking.signal,
        (progress) => this.asking === asking && this.tell(progress),
      );
      this.result = result;
      await this.show(result);
      byId('timing').textContent = `found in ${Math.round(performance.now() - this.started)} ms`;
      announce(nice(result.explanation.summary));
      say(`${result.dag.edges.length} edges found by ${result.algorithm_used}.`);
    } catch (error) {
      if (error instanceof Refusal) {
        this.trouble = error.errors.map((one) => one.message).slice(0, 3).join(' ') || error.message;
      } else if (!asking.signal.aborted) {
        throw error;
      }
    } finally {
      if (this.asking === asking) {
        this.asking = null;
        this.draw();
      }
    }
  }

  private async show(result: Discovery): Promise<void> {
    const drawing = await ask<Drawing>('/api/v1/causal/drawing', {
      dag_structure: {
        nodes: result.dag.nodes,
        edges: result.cpdag?.directed ?? result.dag.edges,
        ...(result.cpdag && result.cpdag.undirected.length > 0 ? { undirected: result.cpdag.undirected } : {}),
        ...(result.cpdag && result.cpdag.bidirected.length > 0 ? { bidirected: result.cpdag.bidirected } : {}),
      },
    });
    const support = result.edges_detail.filter((edge) => edge.confidence !== null);
    this.canvas.weights = support.length > 0 ? new Map(support.map((edge) => [nameOf({ ...edge, kind: 'directed' }), 0.6 + 3.4 * (edge.confidence ?? 0)])) : null;
    this.canvas.fit();
    this.canvas.show(drawing);
  }

  private answer(result: Discovery): HTMLElement {
    const open = result.cpdag?.undirected ?? [];
    const rows = [...result.edges_detail].map((edge) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, `${edge.from} → ${edge.to}`),
        h('td', {}, edge.weight === null ? '' : short(edge.weight)),
        h('td', {}, edge.confidence === null ? '' : `${Math.round(100 * edge.confidence)} %`),
      ),
    );
    const model: Model = {
      nodes: result.dag.nodes.map((name) => ({ name, role: null, latent: false, selected: false })),
      edges: result.dag.edges.map(([from, to]) => ({ from, to, kind: 'directed' as const })),
    };
    return h(
      'section',
      { id: 'found-answer' },
      h('p', { class: 'chip identifiable' }, `${result.algorithm_used}, confidence ${result.confidence.toFixed(2)}`),
      h('p', { class: 'verdict' }, nice(result.explanation.summary)),
      h('div', { class: 'row' }, button('Work with this graph', () => this.use(textOf(model)), { class: 'strong' }), button('Copy as text', () => void toClipboard(textOf(model), 'The graph'))),
      result.degraded_reason && h('p', { class: 'note' }, result.degraded_reason),
      open.length > 0 &&
        h(
          'section',
          {},
          h('h2', {}, 'The data leave these directions open'),
          h(
            'ul',
            { class: 'plain' },
            ...open.map(([a, b]) => h('li', {}, button(`${a} → ${b}`, () => this.fix(a, b), { class: 'small' }), ' or ', button(`${b} → ${a}`, () => this.fix(b, a), { class: 'small' }))),
          ),
        ),
      fold(`Edges (${rows.length})`, h('table', { class: 'edges' }, h('thead', {}, h('tr', {}, h('th', {}, 'Edge'), h('th', {}, 'Weight'), h('th', {}, 'Support'))), h('tbody', {}, ...rows))),
      fold('How it was found', h('p', {}, result.explanation.reasoning), h('p', { class: 'quiet' }, result.explanation.technical_basis)),
      fold(`What it rests on (${result.explanation.assumptions.length})`, h('ul', {}, ...result.explanation.assumptions.map((one) => h('li', {}, one)))),
      result.explanation.caveats.length > 0 && h('div', { class: 'note' }, ...result.explanation.caveats.map((one) => h('p', {}, one))),
    );
  }

  /** What somebody knows becomes prior knowledge, and the search runs again. */
  private fix(from: string, to: string): void {
    this.required.push([from, to]);
    void this.find();
  }
}

/** What the data settle of a graph: open directions stay open. */
function classOf({ dag, cpdag }: Discovery): Model {
  const isClass = cpdag !== null && cpdag.bidirected.length === 0;
  return {
    nodes: dag.nodes.map((name) => ({ name, role: null, latent: false, selected: false })),
    edges: [
      ...(isClass ? cpdag.directed : dag.edges).map(([from, to]) => ({ from, to, kind: 'directed' as const })),
      ...(isClass ? cpdag.undirected : []).map(([from, to]) => ({ from, to, kind: 'undirected' as const })),
    ],
  };
}

export function short(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e7)) {
    return value.toExponential(2);
  }
  return value.toLocaleString('en', { maximumSignificantDigits: size >= 1000 ? 6 : 4, useGrouping: size >= 10000 });
}
