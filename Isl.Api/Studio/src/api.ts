// Questions to the service that serves this page, and the shapes of its answers that the page reads.

export type Role = 'treatment' | 'outcome' | 'adjusted';
export type EdgeKind = 'directed' | 'bidirected' | 'undirected';

export interface DrawnNode {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  role: Role | null;
  latent: boolean;
  selected: boolean;
  kept: boolean;
}

export interface DrawnEdge {
  from: string;
  to: string;
  kind: EdgeKind;
  path: string;
  role: 'causal' | 'confounding' | null;
  biasing: boolean;
}

export interface Drawing {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  view: { x: number; y: number; width: number; height: number };
  hidden: string[];
  adjustment: string | null;
  dag_hash: string;
}

export interface Explanation {
  summary: string;
  reasoning: string;
  technical_basis: string;
  assumptions: string[];
  caveats: string[];
  confidence: number;
}

export type Estimand =
  | { p: { of: string[]; given: string[] } }
  | { sum: { over: string[]; of: Estimand } }
  | { product: Estimand[] }
  | { quotient: { num: Estimand; den: Estimand } };

export interface Suggestion {
  type: string;
  description: string;
  technical_detail: string;
  priority: string;
  action: {
    action_type: string;
    details: {
      add_nodes?: string[];
      add_edges?: [string, string][];
      remove_edges?: [string, string][];
      remove_bidirected?: [string, string][];
      randomise?: string[];
      observe?: string[];
      variables?: string[];
    };
  };
}

export interface Verdict {
  status: 'identifiable' | 'uncertain' | 'cannot_identify';
  method: string | null;
  adjustment_sets: string[][];
  adjustment_sets_truncated: boolean;
  minimal_set: string[] | null;
  optimal_set: string[] | null;
  optimal_set_reason: string | null;
  adjustment_check: { valid: boolean; forbidden_nodes: string[]; open_path: string | null } | null;
  identification_formula: string | null;
  estimand: Estimand | null;
  front_door_sets: string[][];
  instruments: { instrument: string; conditioned_on: string[] }[];
  testable_implications: { x: string; y: string; given: string[] }[];
  structured_assumptions: { type: string; description: string; critical: boolean }[];
  reason: string | null;
  hedge: { forest: string[]; sub_forest: string[]; roots: string[] } | null;
  suggestions: Suggestion[];
  explanation: Explanation;
}

export interface Paths {
  paths: { nodes: string[]; text: string; kind: 'causal' | 'backdoor' | 'noncausal' | 'possibly_causal'; open: boolean; blocked_by: string[] }[];
  truncated: boolean;
  listed: { causal: number; backdoor: number; noncausal: number; open: number; possibly_causal?: number };
}

export interface Discovery {
  dag: { nodes: string[]; edges: [string, string][] };
  cpdag: { directed: [string, string][]; undirected: [string, string][]; bidirected: [string, string][] } | null;
  edges_detail: { from: string; to: string; weight: number | null; confidence: number | null }[];
  algorithm_used: string;
  confidence: number;
  degraded_reason: string | null;
  diagnostics: { n: number; d: number };
  explanation: Explanation;
}

interface Interval {
  lower: number | null;
  upper: number | null;
}

export interface Effect {
  effect: { value: number | null; interval: Interval | null } | null;
  estimates: { id: string; value: number | null; interval: Interval | null }[];
  identification: { adjustment_set: string[] | null };
  overlap?: { statement: string };
  sensitivity?: { statement: string };
  refuters: { name: string; verdict: string; statement: string }[];
  graph_uncertainty?: {
    graphs: number;
    distinct: number;
    p_identified: number;
    members: { dag: unknown }[];
    edges: { from: string; to: string; support: number; shift: number | null }[];
  };
  explanation: Explanation;
}

export interface FittedModel {
  variables: string[];
  equations: Record<string, { formula: string; noise_dist?: unknown } | string>;
  distributions: Record<string, unknown>;
}

export interface Fit {
  model: FittedModel;
  /** The levels of categories, which are numbers in the model. */
  codes: Record<string, string[]>;
  explanation: Explanation;
}

export interface Quantiles {
  p05: number;
  p25: number;
  p50: number;
  p75: number;
  p95: number;
}

export interface Counterfactual {
  outcome: string;
  prediction: {
    point_estimate: number;
    explanation: string;
    quantiles: Quantiles;
    histogram: { edges: number[]; shares: number[] } | null;
    per_variable: Record<string, { mean: number; std: number; quantiles: Quantiles }>;
  };
  explanation: Explanation;
}

/** An answer that says what is wrong with the question, or that there is none. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly errors: { path: string; message: string }[],
  ) {
    super(message);
  }
}

const keyName = 'isl.key';

function headers(): Record<string, string> {
  const key = sessionStorage.getItem(keyName);
  return { 'Content-Type': 'application/json', ...(key ? { 'X-API-Key': key } : {}) };
}

export function keepKey(key: string): void {
  sessionStorage.setItem(keyName, key);
}

/** Asks for an answer of some content type; whatever is not an answer is thrown. */
export async function accept(type: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers: { ...headers(), Accept: type }, body: JSON.stringify(body), ...(signal ? { signal } : {}) });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new Refusal('The service does not answer. What you write is kept here; it is asked again with the next change.', 0, []);
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    document.dispatchEvent(new Event('isl-key-wanted'));
  }
  throw refusalOf((await response.json().catch(() => ({}))) as object, response.status);
}

/** What a problem document says. */
export function refusalOf(problem: { message?: string; details?: { errors?: { path: string; message: string }[] } }, status: number): Refusal {
  return new Refusal(problem.message ?? `The service answered ${status}.`, status, problem.details?.errors ?? []);
}

function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return accept('*/*', path, body, signal);
}

export async function ask<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, body, signal)).json()) as T;
}

export async function askText(path: string, body: unknown): Promise<string> {
  return (await send(path, body)).text();
}

/** Keeps one question in flight and one waiting: the newest. Every answer shown is of the latest question or on its way to it. */
export class Latest {
  private running = false;
  private waiting: (() => Promise<void>) | null = null;

  async run(work: () => Promise<void>): Promise<void> {
    if (this.running) {
      this.waiting = work;
      return;
    }
    this.running = true;
    try {
      await work();
    } finally {
      this.running = false;
      const next = this.waiting;
      this.waiting = null;
      if (next) {
        void this.run(next);
      }
    }
  }
}
