// Words for those who do not see the drawing, and for everyone where a colour would not do.
import type { DrawnNode, Drawing } from './api';

export function listed(names: readonly string[]): string {
  return names.length <= 1 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export function setText(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : listed(names);
}

const roles = { treatment: 'treatment', outcome: 'outcome', adjusted: 'adjusted for' };

export function describe(node: DrawnNode, drawing: Drawing): string {
  const ends = (kind: string, near: 'from' | 'to') =>
    drawing.edges.filter((edge) => edge.kind === kind && edge[near] === node.name).map((edge) => edge[near === 'from' ? 'to' : 'from']);
  const parts = [node.name];
  if (node.role) {
    parts.push(roles[node.role]);
  }
  if (node.latent) {
    parts.push('not observed');
  }
  const [effects, causes, siblings] = [ends('directed', 'from'), ends('directed', 'to'), [...ends('bidirected', 'from'), ...ends('bidirected', 'to')]];
  if (effects.length > 0) {
    parts.push(`causes ${listed(effects)}`);
  }
  if (causes.length > 0) {
    parts.push(`caused by ${listed(causes)}`);
  }
  if (siblings.length > 0) {
    parts.push(`shares an unobserved cause with ${listed(siblings)}`);
  }
  return parts.join(', ');
}

/** A sentence of the service with arrows as they are drawn, each on one line with its ends. */
export function nice(text: string): string {
  return text
    .replaceAll(/ ?<-> ?/g, '\u00a0↔ ')
    .replaceAll(/ ?-> ?/g, '\u00a0→ ')
    .replaceAll(/ ?<- ?/g, '\u00a0← ');
}
