// The graph tab: text, drawing and verdict are three views of one document.
import { ask, type DrawnEdge, type Drawing, type EdgeKind, Latest, type Paths, Refusal, type Role, type Suggestion, type Verdict } from './api';
import { type Canvas, canvasOf } from './canvas';
import { nice } from './describe';
import { openCopy, openKeys, questionOf } from './copy';
import { announce, button, byId, fold, h, replace, say } from './dom';
import { Editor } from './editor';
import type { Place } from './frame';
import { History } from './history';
import * as model from './model';
import type { Model, Pins } from './model';
import { Namer } from './namer';
import { VerdictPanel } from './verdict';

export interface Document {
  text: string;
  pins: Pins;
}

/** Below this scale a drawing is hard to read. */
const readable = 0.6;

type Flag = 'treatment' | 'outcome' | 'adjusted' | 'latent';

const isAdjusted = /\[[^\]]*\b(adjusted|adjustedNode|a)\b[^\]]*\]/;

export class GraphTab {
  readonly history: History<Document>;
  private readonly canvas: Canvas;
  private readonly editor: Editor;
  private readonly panel: VerdictPanel;
  private readonly namer = new Namer();
  private readonly drawings = new Latest();
  private asking: AbortController | null = null;
  private model: Model = { nodes: [], edges: [] };
  private verdict: Verdict | null = null;
  private paths: Paths | null = null;
  private hedge: readonly string[] = [];
  private hint: string | null = null;
  private isRelevantOnly = false;

  constructor(changed: () => void) {
    this.history = new History<Document>({ text: '', pins: {} }, changed);
    this.editor = new Editor('text', 'gutter', 'text-error', (text) => {
      this.history.put({ ...this.document, text }, true);
      this.refresh();
    });
    this.panel = new VerdictPanel({
      setEffect: (treatment, outcome) => this.setEffect(treatment, outcome),
      adjust: (names) => this.change(model.setAdjusted(this.model, names), names.length > 0 ? `Adjusted for ${names.join(', ')}.` : 'Adjusted for nothing.'),
      apply: (suggestion) => this.apply(suggestion),
      light: (path) => this.canvas.mark({ path, nodes: path, hedge: this.hedge }),
    });
    this.canvas = canvasOf('canvas', {
      selectNode: () => this.bar(),
      selectEdge: (edge) => this.bar(edge),
      moveNode: (name, x, y) => this.pin(name, x, y),
      connect: (from, to, kind) => this.connect(from, to, kind),
      addAt: (place, from, kind) => void this.addAt(place, from, kind),
      key: (event, name) => this.key(event, name),
    });
    byId('add').addEventListener('click', () => void this.addAt(null, null, 'directed'));
    byId('tidy').addEventListener('click', () => {
      this.put({ ...this.document, pins: {} });
      this.canvas.fit();
    });
    byId('relevant').addEventListener('click', () => {
      this.isRelevantOnly = !this.isRelevantOnly;
      byId('relevant').setAttribute('aria-pressed', this.isRelevantOnly ? 'true' : 'false');
      this.refresh();
      this.canvas.fit();
    });
    byId('zoom-in').addEventListener('click', () => this.canvas.zoom(1.25));
    byId('zoom-out').addEventListener('click', () => this.canvas.zoom(0.8));
    byId('fit').addEventListener('click', () => this.canvas.fit());
  }

  get document(): Document {
    return this.history.current;
  }

  get current(): Model {
    return this.model;
  }

  open(document: Document, hint: string | null = null): void {
    this.hint = hint;
    this.put(document);
    this.canvas.fit();
  }

  /** The tab is seen: what is drawn may find its place. */
  shown(): void {
    this.canvas.fit();
  }

  /** Draws what the history holds, after undo and redo too. */
  refresh(): void {
    this.editor.text = this.document.text;
    void this.drawings.run(() => this.draw());
  }

  copy(): void {
    openCopy({
      question: questionOf(this.model),
      model: this.model.nodes.length > 0 ? this.model : null,
      estimand: this.verdict?.estimand ?? null,
      drawing: this.model.nodes.length > 0 ? this.drawingQuestion() : null,
    });
  }

  private put(document: Document): void {
    this.history.put(document);
    this.refresh();
  }

  private change(next: Model, what: string, pins: Pins = this.document.pins): void {
    this.put({ text: model.textOf(next), pins });
    say(what);
  }

  private drawingQuestion(): Record<string, unknown> {
    const { text, pins } = this.document;
    const positions = Object.fromEntries(Object.entries(pins).filter(([name]) => text.includes(name)));
    return {
      dag_structure: text,
      ...(isAdjusted.test(text) ? {} : { adjustment_set: [] }),
      ...(Object.keys(positions).length > 0 ? { positions } : {}),
    };
  }

  private async draw(): Promise<void> {
    const started = performance.now();
    const { text } = this.document;
    if (!/[^\s{};]/.test(text.replace(/^\s*(dag|digraph)\b/, ''))) {
      this.show({ nodes: [], edges: [], view: { x: 0, y: 0, width: 100, height: 100 }, hidden: [], adjustment: null, dag_hash: '' });
      return;
    }
    try {
      const drawing = await this.askDrawing({});
      const shown = await this.shownOf(drawing);
      byId('timing').textContent = `drawn in ${Math.round(performance.now() - started)} ms`;
      this.editor.complain('');
      this.show(drawing, shown);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** What is seen of the drawing: the part that matters, where that was chosen; downwards, where that is larger and rightwards would be small. */
  private async shownOf(drawing: Drawing): Promise<Drawing> {
    const isAsked = drawing.nodes.some((node) => node.role === 'treatment' || node.role === 'outcome');
    const options = this.isRelevantOnly && isAsked ? { only: 'relevant' } : {};
    const shown = 'only' in options ? await this.askDrawing(options) : drawing;
    if (this.canvas.scaleOf(shown) >= readable || Object.keys(this.document.pins).length > 0) {
      return shown;
    }
    const down = await this.askDrawing({ ...options, direction: 'down' });
    return this.canvas.scaleOf(down) > this.canvas.scaleOf(shown) ? down : shown;
  }

  /** Positions of names that are gone are dropped rather than refused: text may rename a node at any time. */
  private async askDrawing(options: Record<string, unknown>): Promise<Drawing> {
    const question: Record<string, unknown> = { ...this.drawingQuestion(), ...options };
    try {
      return await ask<Drawing>('/api/v1/causal/drawing', question);
    } catch (error) {
      if (error instanceof Refusal && error.errors.length > 0 && error.errors.every((one) => one.path.startsWith('/positions'))) {
        const gone = error.errors.map((one) => one.path.slice('/positions/'.length).replaceAll('~1', '/').replaceAll('~0', '~'));
        const positions = Object.fromEntries(Object.entries(question['positions'] as Pins).filter(([name]) => !gone.includes(name)));
        return ask<Drawing>('/api/v1/causal/drawing', { ...question, positions });
      }
      throw error;
    }
  }

  private refuse(error: unknown): void {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const message = error.errors[0]?.message ?? error.message;
    const cycle = /cycle: (.+?);/.exec(message)?.[1]?.split(' -> ');
    this.editor.complain(message.replace(/^The graph text cannot be read at line (\d+), column (\d+): /, 'Line $1, column $2: '), Number(/at line (\d+)/.exec(message)?.[1] ?? 0));
    this.canvas.mark({ cycle: cycle ?? [] });
    byId('verdict').classList.add('stale');
  }

  private show(whole: Drawing, drawing: Drawing = whole): void {
    this.model = model.modelOf(whole);
    byId('empty').hidden = whole.nodes.length > 0;
    this.hedge = [];
    this.canvas.mark({});
    this.canvas.show(drawing);
    this.namer.know(whole.nodes.map((node) => node.name));
    this.legend(drawing);
    this.list();
    this.bar();
    void this.judge(drawing);
  }

  private async judge(drawing: Drawing): Promise<void> {
    this.asking?.abort();
    const question = questionOf(this.model);
    if (!question || this.model.edges.some((edge) => edge.kind === 'undirected')) {
      this.verdict = this.paths = null;
      byId('verdict').classList.remove('stale');
      this.panel.show(this.model, drawing, null, null, this.hint);
      return;
    }
    const asking = (this.asking = new AbortController());
    const { adjustment_set: adjusted, ...effect } = question.body;
    try {
      [this.verdict, this.paths] = await Promise.all([
        ask<Verdict>(question.path, { ...effect, adjustment_set: adjusted ?? [] }, asking.signal),
        ask<Paths>('/api/v1/causal/paths', { ...effect, given: adjusted ?? [], max_paths: 200 }, asking.signal),
      ]);
    } catch (error) {
      if (error instanceof Refusal) {
        this.panel.show(this.model, drawing, null, null, this.hint);
        this.panel.fail(error.errors[0]?.message ?? error.message);
        byId('verdict').classList.remove('stale');
      }
      return;
    }
    byId('verdict').classList.remove('stale');
    this.panel.show(this.model, drawing, this.verdict, this.paths, this.hint);
    this.hedge = this.verdict.hedge?.forest ?? [];
    if (this.hedge.length > 0) {
      this.canvas.mark({ hedge: this.hedge });
    }
    announce(nice(this.verdict.explanation.summary));
  }

  private setEffect(treatment: string, outcome: string): void {
    const roleOf = (name: string): Role | null => (name === treatment ? 'treatment' : name === outcome ? 'outcome' : null);
    const nodes = this.model.nodes.map((node) => ({ ...node, role: roleOf(node.name) ?? (node.role === 'adjusted' ? node.role : null) }));
    this.change({ ...this.model, nodes }, `The effect of ${treatment || 'what?'} on ${outcome || 'what?'}.`);
  }

  private apply(suggestion: Suggestion): void {
    this.change(model.applied(this.model, suggestion), nice(suggestion.description));
    byId('verdict').focus();
  }

  private pin(name: string, x: number, y: number): void {
    this.put({ ...this.document, pins: { ...this.document.pins, [name]: [x, y] } });
    say(`${name} is moved.`);
  }

  private connect(from: string, to: string, kind: EdgeKind): void {
    const cycle = kind === 'directed' ? model.cycleWith(this.model, from, to) : null;
    if (cycle) {
      this.canvas.mark({ cycle, hedge: this.hedge });
      say(`${from} → ${to} would close a cycle: ${[...cycle, to].join(' → ')}. An effect cannot cause its cause.`, true);
      window.setTimeout(() => this.canvas.mark({ hedge: this.hedge }), 2500);
      return;
    }
    this.change(model.addEdge(this.model, { from, to, kind }), `${from} ${kind === 'directed' ? '→' : '↔'} ${to} is drawn.`);
  }

  private async addAt(place: Place | null, from: string | null, kind: EdgeKind): Promise<void> {
    const name = await this.namer.ask(from ? `${from} ${kind === 'directed' ? '→' : '↔'}` : 'New node', place ? this.screen(place) : null);
    if (!name) {
      return;
    }
    const isNew = !this.model.nodes.some((node) => node.name === name);
    if (from) {
      const pins: Pins = isNew && place ? { ...this.document.pins, [name]: [Math.round(place.x), Math.round(place.y)] } : this.document.pins;
      if (isNew) {
        this.change(model.addEdge(model.addNode(this.model, name), { from, to: name, kind }), `${name} is added behind ${from}.`, pins);
      } else {
        this.connect(from, name, kind);
      }
    } else if (isNew) {
      const pins: Pins = place ? { ...this.document.pins, [name]: [Math.round(place.x), Math.round(place.y)] } : this.document.pins;
      this.change(model.addNode(this.model, name), `${name} is added.`, pins);
    }
    this.canvas.selected = name;
    this.canvas.focusSoon(name);
  }

  private screen(place: Place): Place {
    const matrix = this.canvas.svg.getScreenCTM();
    return matrix ? new DOMPoint(place.x, place.y).matrixTransform(matrix) : place;
  }

  private toggle(name: string, flag: Flag): void {
    const next = flag === 'latent' ? model.toggleLatent(this.model, name) : model.toggleRole(this.model, name, flag);
    this.change(next, `${name}: ${flag === 'latent' ? 'observed or not' : flag}, changed.`);
  }

  private async rename(name: string): Promise<void> {
    const box = this.canvas.boxOnScreen(name);
    const next = await this.namer.ask('New name', box ? { x: box.left, y: box.bottom } : null, name);
    if (next && next !== name && !this.model.nodes.some((node) => node.name === next)) {
      const { [name]: place, ...pins } = this.document.pins;
      this.canvas.selected = next;
      this.change(model.renameNode(this.model, name, next), `${name} is now ${next}.`, place ? { ...pins, [next]: place } : pins);
    }
  }

  private remove(name: string): void {
    const next = this.canvas.neighbour(name, 'ArrowLeft') ?? this.canvas.neighbour(name, 'ArrowRight');
    const { [name]: _, ...pins } = this.document.pins;
    this.canvas.select(next);
    this.change(model.removeNode(this.model, name), `${name} is removed. Ctrl+Z brings it back.`, pins);
    if (next) {
      this.canvas.focusSoon(next);
    }
  }

  /** Buttons for what is chosen. */
  private bar(edge: DrawnEdge | null = null): void {
    const bar = byId('bar');
    const node = this.model.nodes.find((one) => one.name === this.canvas.selected);
    bar.hidden = !node && !edge;
    if (node) {
      const flags: [Flag, string, boolean][] = [
        ['treatment', 'Treatment', node.role === 'treatment'],
        ['outcome', 'Outcome', node.role === 'outcome'],
        ['adjusted', 'Adjust', node.role === 'adjusted'],
        ['latent', 'Unobserved', node.latent],
      ];
      replace(
        bar,
        h('strong', {}, node.name),
        ...flags.map(([flag, text, isOn]) => button(text, () => this.toggle(node.name, flag), { class: flag, 'aria-pressed': isOn ? 'true' : 'false' })),
        button('Randomise', () => this.change(model.randomise(this.model, [node.name]), `${node.name} is assigned at random.`)),
        button('Rename', () => void this.rename(node.name)),
        button('Remove', () => this.remove(node.name)),
      );
    } else if (edge) {
      const { from, to, kind } = edge;
      const without = model.removeEdge(this.model, { from, to, kind });
      const turn = (next: model.ModelEdge, what: string) => {
        bar.hidden = true;
        const cycle = next.kind === 'directed' ? model.cycleWith(without, next.from, next.to) : null;
        if (cycle) {
          this.connect(next.from, next.to, next.kind);
        } else {
          this.change(model.addEdge(without, next), what);
        }
      };
      replace(
        bar,
        h('strong', {}, `${from} ${kind === 'directed' ? '→' : kind === 'bidirected' ? '↔' : '—'} ${to}`),
        button('Turn round', () => turn({ from: to, to: from, kind: 'directed' }, 'The arrow is turned round.')),
        kind === 'directed'
          ? button('Unobserved common cause', () => turn({ from, to, kind: 'bidirected' }, 'The arrow has two heads.'))
          : button('One head', () => turn({ from, to, kind: 'directed' }, 'The arrow has one head.')),
        button('Remove', () => {
          bar.hidden = true;
          this.change(without, 'The arrow is removed.');
        }),
      );
    }
  }

  /** Every arrow in words, with buttons: what the drawing does, without it. */
  private list(): void {
    const arrows = { directed: '→', bidirected: '↔', undirected: '—' };
    const rows = this.model.edges.map((edge) => {
      const text = `${edge.from} ${arrows[edge.kind]} ${edge.to}`;
      return h(
        'li',
        {},
        h('span', {}, text),
        button('Remove', () => this.change(model.removeEdge(this.model, edge), `${text} is removed.`), { class: 'small', 'aria-label': `Remove ${text}` }),
      );
    });
    replace(byId('list'), fold(`Arrows (${rows.length})`, h('ul', { class: 'arrows' }, ...rows)));
  }

  private legend(drawing: Drawing): void {
    const has = (test: boolean, kind: string, text: string) => test && h('span', { class: kind }, h('i', {}), text);
    replace(
      byId('legend'),
      has(drawing.nodes.some((node) => node.role === 'treatment'), 'treatment', 'treatment'),
      has(drawing.nodes.some((node) => node.role === 'outcome'), 'outcome', 'outcome'),
      has(drawing.nodes.some((node) => node.role === 'adjusted'), 'adjusted', 'adjusted for'),
      has(drawing.nodes.some((node) => node.latent), 'latent', 'not observed'),
      has(drawing.edges.some((edge) => edge.role === 'causal'), 'line causal', 'causal'),
      has(drawing.edges.some((edge) => edge.biasing), 'line biasing', 'open, biasing'),
      has(drawing.edges.some((edge) => edge.role === 'confounding' && !edge.biasing), 'line blocked', 'blocked'),
    );
  }

  private key(event: KeyboardEvent, name: string | null): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const general: Record<string, () => void> = {
      n: () => void this.addAt(null, null, 'directed'),
      '/': () => void this.jump(),
      '?': openKeys,
      Escape: () => this.canvas.select(null),
    };
    const box = name ? this.canvas.boxOnScreen(name) : null;
    const own: Record<string, (node: string) => void> = {
      t: (node) => this.toggle(node, 'treatment'),
      o: (node) => this.toggle(node, 'outcome'),
      a: (node) => this.toggle(node, 'adjusted'),
      u: (node) => this.toggle(node, 'latent'),
      r: (node) => this.change(model.randomise(this.model, [node]), `${node} is assigned at random.`),
      e: (node) => void this.arrow(node, 'directed', box),
      b: (node) => void this.arrow(node, 'bidirected', box),
      F2: (node) => void this.rename(node),
      Delete: (node) => this.remove(node),
      Backspace: (node) => this.remove(node),
      Enter: (node) => this.choose(node),
      ' ': (node) => this.choose(node),
    };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (name && key.startsWith('Arrow')) {
      event.preventDefault();
      this.go(name, key, event.shiftKey);
    } else if (name && own[key]) {
      event.preventDefault();
      own[key](name);
    } else if (general[key]) {
      event.preventDefault();
      general[key]();
    }
  }

  private go(name: string, key: string, isMove: boolean): void {
    const node = this.canvas.drawing?.nodes.find((one) => one.name === name);
    if (isMove && node) {
      const [dx, dy] = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20] }[key] ?? [0, 20];
      this.pin(name, Math.round(node.x + (dx ?? 0)), Math.round(node.y + (dy ?? 0)));
      return;
    }
    const next = this.canvas.neighbour(name, key);
    if (next) {
      this.canvas.focus(next);
    }
  }

  private choose(name: string): void {
    this.canvas.select(name);
    this.bar();
    byId('bar').querySelector('button')?.focus();
  }

  private async arrow(from: string, kind: EdgeKind, box: DOMRect | null): Promise<void> {
    const to = await this.namer.ask(`${from} ${kind === 'directed' ? '→' : '↔'}`, box ? { x: box.left, y: box.bottom } : null);
    if (to && to !== from) {
      if (this.model.nodes.some((node) => node.name === to)) {
        this.connect(from, to, kind);
      } else {
        this.change(model.addEdge(model.addNode(this.model, to), { from, to, kind }), `${to} is added behind ${from}.`);
      }
    }
    this.canvas.focusSoon(from);
  }

  private async jump(): Promise<void> {
    const name = await this.namer.ask('To the node', null);
    if (name) {
      this.canvas.focus(name);
    }
  }
}
