// The drawing: boxes and lines where the service put them, and hands to change them with.
import type { DrawnEdge, DrawnNode, Drawing, EdgeKind } from './api';
import { byId, replace, s } from './dom';
import { describe } from './describe';
import { between, type Box, type Place, pointOf, ViewFrame } from './frame';

export interface CanvasEvents {
  selectNode(name: string | null): void;
  selectEdge(edge: DrawnEdge): void;
  moveNode(name: string, x: number, y: number): void;
  connect(from: string, to: string, kind: EdgeKind): void;
  /** A node wanted at a place, with an arrow into it where one was drawn from somewhere. */
  addAt(place: Place, from: string | null, kind: EdgeKind): void;
  key(event: KeyboardEvent, name: string | null): void;
}

export interface Highlight {
  nodes: readonly string[];
  /** Nodes whose common edges are shaded too. */
  hedge: readonly string[];
  path: readonly string[];
  cycle: readonly string[];
}

type Drag =
  | { kind: 'move'; node: DrawnNode; start: Place; dx: number; dy: number; moved: boolean }
  | { kind: 'connect'; node: DrawnNode; at: Place; bidirected: boolean; line: SVGPathElement }
  | { kind: 'pan'; start: Place; moved: boolean };

const directions: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const none: Highlight = { nodes: [], hedge: [], path: [], cycle: [] };

export class Canvas {
  drawing: Drawing | null = null;
  selected: string | null = null;
  selectedEdge: DrawnEdge | null = null;
  weights: Map<string, number> | null = null;
  private highlight: Highlight = none;
  private drag: Drag | null = null;
  private wanted: string | null = null;
  private readonly frame: ViewFrame;
  private readonly groups = new Map<string, SVGGElement>();

  constructor(
    readonly svg: SVGSVGElement,
    private readonly events: CanvasEvents | null,
    private readonly prefix: string,
  ) {
    this.frame = new ViewFrame(svg);
    new ResizeObserver(() => this.frame.fit(this.drawing)).observe(svg);
    svg.addEventListener('wheel', (event) => this.frame.wheel(event), { passive: false });
    if (events) {
      svg.addEventListener('pointerdown', (event) => this.down(event));
      svg.addEventListener('pointermove', (event) => this.move(event));
      svg.addEventListener('pointerup', (event) => this.up(event));
      svg.addEventListener('pointercancel', () => this.cancel());
      svg.addEventListener('dblclick', (event) => this.double(event));
      svg.addEventListener('keydown', (event) => events.key(event, this.focused()));
      svg.addEventListener('focusin', () => this.rove());
    } else {
      svg.addEventListener('pointerdown', (event) => this.down(event));
      svg.addEventListener('pointermove', (event) => this.move(event));
      svg.addEventListener('pointerup', () => this.cancel());
    }
  }

  show(drawing: Drawing): void {
    const focused = this.focused();
    this.drawing = drawing;
    if (this.selected && !drawing.nodes.some((node) => node.name === this.selected)) {
      this.selected = null;
    }
    this.paint();
    this.frame.follow(drawing);
    const wanted = this.wanted ?? focused;
    if (wanted && !(document.activeElement instanceof HTMLInputElement)) {
      this.wanted = null;
      this.focus(wanted);
    }
  }

  /** Focuses a node once it is drawn. */
  focusSoon(name: string): void {
    this.wanted = name;
    this.focus(name);
  }

  mark(highlight: Partial<Highlight>): void {
    this.highlight = { ...none, ...highlight };
    if (this.drawing && !this.drag) {
      const focused = this.focused();
      this.paint();
      if (focused) {
        this.focus(focused);
      }
    }
  }

  select(name: string | null): void {
    this.selected = name;
    this.selectedEdge = null;
    this.mark(this.highlight);
  }

  focus(name: string): void {
    this.groups.get(name)?.focus();
  }

  zoom(factor: number): void {
    this.frame.zoom(factor);
  }

  fit(): void {
    this.frame.reset();
    this.frame.fit(this.drawing);
  }

  scaleOf(drawing: Drawing): number {
    return this.frame.scaleOf(drawing);
  }

  /** Where a node's box is on the screen. */
  boxOnScreen(name: string): DOMRect | null {
    return this.groups.get(name)?.querySelector('rect.box')?.getBoundingClientRect() ?? null;
  }

  /** The middle of what is seen, for nodes that come without a place. */
  middle(): Place {
    return this.frame.middle();
  }

  focused(): string | null {
    const active = document.activeElement;
    return active instanceof SVGElement && this.svg.contains(active) ? (active.getAttribute('data-node') ?? null) : null;
  }

  /** The nearest node in a direction. */
  neighbour(name: string, key: string): string | null {
    const from = this.node(name);
    if (!from || !this.drawing) {
      return null;
    }
    const [dx, dy] = directions[key] ?? [0, 0];
    let [best, least] = [null as string | null, Infinity];
    for (const node of this.drawing.nodes) {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const along = x * dx + y * dy;
      const distance = along + 2.5 * Math.abs(x * dy + y * dx);
      if (along > 1 && distance < least) {
        [best, least] = [node.name, distance];
      }
    }
    return best;
  }

  private node(name: string | null): DrawnNode | undefined {
    return this.drawing?.nodes.find((node) => node.name === name);
  }

  private rove(): void {
    const name = this.focused();
    for (const [other, group] of this.groups) {
      group.setAttribute('tabindex', other === name ? '0' : '-1');
    }
  }

  private paint(): void {
    const drawing = this.drawing;
    if (!drawing) {
      return;
    }
    this.groups.clear();
    const { hedge, path, cycle } = this.highlight;
    const inHedge = (name: string) => hedge.includes(name);
    const shade = s('g', { class: 'hedge', 'aria-hidden': 'true' });
    for (const edge of drawing.edges.filter((one) => inHedge(one.from) && inHedge(one.to))) {
      shade.append(s('path', { d: edge.path }));
    }
    for (const node of drawing.nodes.filter((one) => inHedge(one.name))) {
      shade.append(rectOf(node, 11, 16));
    }
    const lines = s('g', { class: 'edges', 'aria-hidden': 'true' });
    const rank = (edge: DrawnEdge) => (edge.role === 'causal' ? 2 : edge.biasing ? 3 : edge.role ? 1 : 0);
    for (const edge of [...drawing.edges].sort((a, b) => rank(a) - rank(b))) {
      lines.append(this.line(edge, along(path, edge), along(cycle, edge)));
    }
    const boxes = s('g', { class: 'nodes' });
    const first = this.selected ?? drawing.nodes[0]?.name;
    for (const node of drawing.nodes) {
      const group = this.box(node, drawing, node.name === first);
      this.groups.set(node.name, group);
      boxes.append(group);
    }
    replace(this.svg, this.markers(), shade, lines, boxes);
  }

  private markers(): SVGDefsElement {
    return s(
      'defs',
      {},
      ...['', '-causal', '-biasing', '-blocked', '-lit', '-cycle'].map((kind) =>
        s(
          'marker',
          {
            id: `${this.prefix}arrow${kind}`,
            viewBox: '0 0 10 10',
            refX: 9.5,
            refY: 5,
            markerWidth: 9,
            markerHeight: 9,
            markerUnits: 'userSpaceOnUse',
            orient: 'auto-start-reverse',
          },
          s('path', { class: `head${kind}`, d: 'M0 1L10 5L0 9z' }),
        ),
      ),
    );
  }

  private line(edge: DrawnEdge, isLit: boolean, isCycle: boolean): SVGGElement {
    const kind = isCycle ? '-cycle' : isLit ? '-lit' : edge.role === 'causal' ? '-causal' : edge.biasing ? '-biasing' : edge.role ? '-blocked' : '';
    const head = `url(#${this.prefix}arrow${kind})`;
    const isChosen = this.selectedEdge !== null && sameEdge(this.selectedEdge, edge);
    const path = s('path', {
      class: `edge edge${kind || '-plain'} ${edge.kind}${isChosen ? ' chosen' : ''}`,
      d: edge.path,
      'marker-end': edge.kind === 'undirected' ? null : head,
      'marker-start': edge.kind === 'bidirected' ? head : null,
      'data-edge': nameOf(edge),
    });
    const weight = this.weights?.get(nameOf(edge));
    if (weight !== undefined) {
      path.style.strokeWidth = String(weight);
    }
    const hit = s('path', { class: 'hit', d: edge.path, 'data-edge': nameOf(edge) });
    hit.addEventListener('click', () => {
      this.selectedEdge = edge;
      this.selected = null;
      this.mark(this.highlight);
      this.events?.selectEdge(edge);
    });
    return s('g', {}, hit, path);
  }

  private box(node: DrawnNode, drawing: Drawing, isFirst: boolean): SVGGElement {
    const lit = this.highlight.nodes.includes(node.name) ? ' lit' : '';
    const group = s('g', {
      class: `node ${node.role ?? 'plain'}${node.latent ? ' latent' : ''}${node.selected ? ' picked' : ''}${lit}${this.selected === node.name ? ' chosen' : ''}`,
      'data-node': node.name,
      tabindex: isFirst ? 0 : -1,
      role: 'button',
      'aria-label': describe(node, drawing),
      transform: `translate(${node.x} ${node.y})`,
    });
    const [w, half] = [node.width / 2, node.height / 2];
    group.append(
      s('rect', { class: 'ring', x: -w - 5, y: -half - 5, width: node.width + 10, height: node.height + 10, rx: 12 }),
      s('rect', { class: 'box', x: -w, y: -half, width: node.width, height: node.height, rx: 8 }),
    );
    node.lines.forEach((line, i) =>
      group.append(s('text', { x: 0, y: (i - (node.lines.length - 1) / 2) * 16 + 4.6 }, line)),
    );
    if (this.events) {
      for (const [x, y] of [[w, 0], [-w, 0], [0, half], [0, -half]] as const) {
        group.append(s('circle', { class: 'port', cx: x, cy: y, r: 5, 'data-port': node.name }));
      }
    }
    return group;
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    const target = event.target as Element;
    const at = pointOf(this.svg, event);
    const port = target.closest('[data-port]');
    const name = target.closest('[data-node]')?.getAttribute('data-node') ?? null;
    const node = this.node(name);
    if (target.closest('.hit')) {
      return;
    }
    if (this.events && port && node) {
      const line = s('path', { class: 'edge drawn', 'marker-end': `url(#${this.prefix}arrow)` });
      this.svg.append(line);
      this.drag = { kind: 'connect', node, at, bidirected: event.altKey, line };
    } else if (this.events && node) {
      this.drag = { kind: 'move', node, start: at, dx: node.x - at.x, dy: node.y - at.y, moved: false };
    } else {
      this.drag = { kind: 'pan', start: { x: event.clientX, y: event.clientY }, moved: false };
    }
    this.svg.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    const drag = this.drag;
    if (!drag) {
      return;
    }
    if (drag.kind === 'pan') {
      const [dx, dy] = [event.clientX - drag.start.x, event.clientY - drag.start.y];
      if (drag.moved || Math.hypot(dx, dy) > 4) {
        drag.moved = true;
        drag.start = { x: event.clientX, y: event.clientY };
        this.frame.pan(dx, dy);
      }
      return;
    }
    const at = pointOf(this.svg, event);
    if (drag.kind === 'connect') {
      drag.at = at;
      const over = this.nodeUnder(event);
      drag.line.setAttribute('d', between(drag.node, over ?? { ...at, width: 0, height: 0 }));
      if (drag.bidirected) {
        drag.line.setAttribute('marker-start', `url(#${this.prefix}arrow)`);
      }
      return;
    }
    if (drag.moved || Math.hypot(at.x - drag.start.x, at.y - drag.start.y) > 4) {
      drag.moved = true;
      this.slide(drag.node, at.x + drag.dx, at.y + drag.dy);
    }
  }

  /** Moves a box with its lines, until the service has laid the drawing out anew. */
  private slide(node: DrawnNode, x: number, y: number): void {
    Object.assign(node, { x, y });
    this.groups.get(node.name)?.setAttribute('transform', `translate(${x} ${y})`);
    for (const edge of this.drawing?.edges.filter((one) => one.from === node.name || one.to === node.name) ?? []) {
      const [from, to] = [this.node(edge.from), this.node(edge.to)];
      if (from && to) {
        edge.path = between(from, to);
        this.svg.querySelectorAll(`[data-edge="${CSS.escape(nameOf(edge))}"]`).forEach((path) => path.setAttribute('d', edge.path));
      }
    }
  }

  private up(event: PointerEvent): void {
    const drag = this.drag;
    this.cancel();
    if (!drag || !this.events) {
      return;
    }
    if (drag.kind === 'connect') {
      const over = this.nodeUnder(event);
      const kind = drag.bidirected || event.altKey ? 'bidirected' : 'directed';
      if (over && over.name !== drag.node.name) {
        this.events.connect(drag.node.name, over.name, kind);
      } else if (!over) {
        this.events.addAt(pointOf(this.svg, event), drag.node.name, kind);
      }
    } else if (drag.kind === 'move' && drag.moved) {
      this.events.moveNode(drag.node.name, Math.round(drag.node.x), Math.round(drag.node.y));
    } else if (drag.kind === 'move') {
      this.select(drag.node.name);
      this.focus(drag.node.name);
      this.events.selectNode(drag.node.name);
    } else if (!drag.moved) {
      this.select(null);
      this.events.selectNode(null);
    }
  }

  private cancel(): void {
    if (this.drag?.kind === 'connect') {
      this.drag.line.remove();
    }
    this.drag = null;
  }

  private double(event: MouseEvent): void {
    if (!(event.target as Element).closest('[data-node],.hit')) {
      this.events?.addAt(pointOf(this.svg, event), null, 'directed');
    }
  }

  private nodeUnder(event: PointerEvent): DrawnNode | undefined {
    const at = pointOf(this.svg, event);
    return this.drawing?.nodes.find(
      (node) => Math.abs(node.x - at.x) <= node.width / 2 + 6 && Math.abs(node.y - at.y) <= node.height / 2 + 6,
    );
  }
}

export function nameOf(edge: { from: string; to: string; kind: EdgeKind }): string {
  return `${edge.from} ${{ directed: '->', bidirected: '<->', undirected: '--' }[edge.kind]} ${edge.to}`;
}

function sameEdge(a: DrawnEdge, b: DrawnEdge): boolean {
  return a.from === b.from && a.to === b.to && a.kind === b.kind;
}

function along(path: readonly string[], edge: DrawnEdge): boolean {
  return path.some((name, i) => {
    const next = path[i + 1];
    return (name === edge.from && next === edge.to) || (name === edge.to && next === edge.from);
  });
}

function rectOf(node: Box, margin: number, corner: number): SVGRectElement {
  return s('rect', {
    x: node.x - node.width / 2 - margin,
    y: node.y - node.height / 2 - margin,
    width: node.width + 2 * margin,
    height: node.height + 2 * margin,
    rx: corner,
  });
}

/** The canvas with this id. */
export function canvasOf(id: string, events: CanvasEvents | null): Canvas {
  return new Canvas(byId<SVGSVGElement>(id), events, `${id}-`);
}
