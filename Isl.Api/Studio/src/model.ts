// The graph as the page edits it, and the text it is written as. The service reads text; this only writes it.
import type { Drawing, EdgeKind, Role, Suggestion } from './api';

export interface ModelNode {
  name: string;
  role: Role | null;
  latent: boolean;
  selected: boolean;
}

export interface ModelEdge {
  from: string;
  to: string;
  kind: EdgeKind;
}

export interface Model {
  nodes: ModelNode[];
  edges: ModelEdge[];
}

export type Pins = Record<string, [number, number]>;

const keywords = /^(dag|digraph|graph|node|edge|strict|subgraph|pdag|mag|pag|admg|dg|bb|swig|cg|mixed)$/i;

export function quoted(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

export function modelOf(drawing: Drawing): Model {
  return {
    nodes: drawing.nodes.map(({ name, role, latent, selected }) => ({ name, role, latent, selected })),
    edges: drawing.edges.map(({ from, to, kind }) => ({ from, to, kind })),
  };
}

function rolesOf(node: ModelNode): string[] {
  const names = { treatment: 'exposure', outcome: 'outcome', adjusted: 'adjusted' };
  return [node.role ? names[node.role] : '', node.latent ? 'latent' : '', node.selected ? 'selected' : ''].filter(Boolean);
}

/** The graph as dagitty text: roles first, then one line for each cause. */
export function textOf(model: Model): string {
  const lines = [model.edges.some((edge) => edge.kind === 'undirected') ? 'pdag {' : 'dag {'];
  const joined = new Set(model.edges.flatMap((edge) => [edge.from, edge.to]));
  for (const node of model.nodes) {
    const roles = rolesOf(node);
    if (roles.length > 0 || !joined.has(node.name)) {
      lines.push(`  ${quoted(node.name)}${roles.length > 0 ? ` [${roles.join(',')}]` : ''}`);
    }
  }
  const arrows = { directed: '->', bidirected: '<->', undirected: '--' };
  for (const kind of ['directed', 'bidirected', 'undirected'] as const) {
    const byCause = Map.groupBy(
      model.edges.filter((edge) => edge.kind === kind),
      (edge) => edge.from,
    );
    for (const [from, edges] of byCause) {
      const ends = edges.map((edge) => quoted(edge.to));
      lines.push(`  ${quoted(from)} ${arrows[kind]} ${ends.length === 1 ? ends[0] : `{${ends.join(' ')}}`}`);
    }
  }
  return [...lines, '}', ''].join('\n');
}

/** The graph as the JSON that every question takes. */
export function graphOf(model: Model): Record<string, unknown> {
  const pairs = (kind: EdgeKind) => model.edges.filter((edge) => edge.kind === kind).map((edge) => [edge.from, edge.to]);
  const named = (test: (node: ModelNode) => boolean) => model.nodes.filter(test).map((node) => node.name);
  const graph: Record<string, unknown> = { nodes: named(() => true), edges: pairs('directed') };
  const optional = {
    bidirected: pairs('bidirected'),
    undirected: pairs('undirected'),
    latent: named((node) => node.latent),
    selected: named((node) => node.selected),
  };
  for (const [name, list] of Object.entries(optional)) {
    if (list.length > 0) {
      graph[name] = list;
    }
  }
  return graph;
}

export function withRole(model: Model, role: Role): string[] {
  return model.nodes.filter((node) => node.role === role).map((node) => node.name);
}

export function addNode(model: Model, name: string): Model {
  return model.nodes.some((node) => node.name === name)
    ? model
    : { ...model, nodes: [...model.nodes, { name, role: null, latent: false, selected: false }].sort(byName) };
}

export function removeNode(model: Model, name: string): Model {
  return {
    nodes: model.nodes.filter((node) => node.name !== name),
    edges: model.edges.filter((edge) => edge.from !== name && edge.to !== name),
  };
}

export function renameNode(model: Model, from: string, to: string): Model {
  const change = (name: string) => (name === from ? to : name);
  return {
    nodes: model.nodes.map((node) => ({ ...node, name: change(node.name) })).sort(byName),
    edges: model.edges.map((edge) => ({ ...edge, from: change(edge.from), to: change(edge.to) })),
  };
}

export function same(a: ModelEdge, b: ModelEdge): boolean {
  return (
    a.kind === b.kind && ((a.from === b.from && a.to === b.to) || (a.kind !== 'directed' && a.from === b.to && a.to === b.from))
  );
}

export function addEdge(model: Model, edge: ModelEdge): Model {
  return model.edges.some((one) => same(one, edge)) ? model : { ...model, edges: [...model.edges, edge] };
}

export function removeEdge(model: Model, edge: ModelEdge): Model {
  return { ...model, edges: model.edges.filter((one) => !same(one, edge)) };
}

/** Gives a role or takes it back; there is one treatment and one outcome, where the page gives them. */
export function toggleRole(model: Model, name: string, role: Role): Model {
  const had = model.nodes.find((node) => node.name === name)?.role === role;
  return {
    ...model,
    nodes: model.nodes.map((node) => {
      if (node.name === name) {
        return { ...node, role: had ? null : role };
      }
      return node.role === role && role !== 'adjusted' ? { ...node, role: null } : node;
    }),
  };
}

export function setAdjusted(model: Model, names: readonly string[]): Model {
  return {
    ...model,
    nodes: model.nodes.map((node) =>
      node.role === 'treatment' || node.role === 'outcome' ? node : { ...node, role: names.includes(node.name) ? 'adjusted' : null },
    ),
  };
}

export function toggleLatent(model: Model, name: string): Model {
  return { ...model, nodes: model.nodes.map((node) => (node.name === name ? { ...node, latent: !node.latent } : node)) };
}

/** Assigned at random: nothing in the graph affects it any more. */
export function randomise(model: Model, names: readonly string[]): Model {
  return {
    ...model,
    edges: model.edges.filter((edge) =>
      edge.kind === 'directed' ? !names.includes(edge.to) : !names.includes(edge.to) && !names.includes(edge.from),
    ),
  };
}

/** The causes and effects a new arrow would close to a circle, in order; null where it closes none. */
export function cycleWith(model: Model, from: string, to: string): string[] | null {
  const before = new Map<string, string>([[to, '']]);
  const queue = [to];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (node === from) {
      const path: string[] = [];
      for (let at: string | undefined = node; at; at = before.get(at)) {
        path.unshift(at);
      }
      return path;
    }
    for (const edge of model.edges) {
      if (edge.kind === 'directed' && edge.from === node && !before.has(edge.to)) {
        before.set(edge.to, node);
        queue.push(edge.to);
      }
    }
  }
  return null;
}

export function applied(model: Model, suggestion: Suggestion): Model {
  const { details } = suggestion.action;
  let next = model;
  for (const name of details.add_nodes ?? []) {
    next = addNode(next, name);
  }
  for (const [from, to] of details.remove_edges ?? []) {
    next = removeEdge(next, { from, to, kind: 'directed' });
  }
  for (const [from, to] of details.remove_bidirected ?? []) {
    next = removeEdge(next, { from, to, kind: 'bidirected' });
  }
  for (const [from, to] of details.add_edges ?? []) {
    next = addEdge(next, { from, to, kind: 'directed' });
  }
  const observed = details.observe ?? [];
  next = { ...next, nodes: next.nodes.map((node) => (observed.includes(node.name) ? { ...node, latent: false } : node)) };
  return details.randomise ? randomise(next, details.randomise) : next;
}

function byName(a: ModelNode, b: ModelNode): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
