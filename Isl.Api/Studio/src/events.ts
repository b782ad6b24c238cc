// Questions whose answers take long: how far the service is comes as a stream of events, and the answer is the last of them.
import { accept, refusalOf } from './api';

export interface Progress {
  stage: string;
  done?: number;
  total?: number;
  iteration?: number;
  objective?: number;
  h?: number;
  edges?: number;
  depth?: number;
  tests?: number;
  score?: number;
}

/** Asks, tells how far it is, and gives the answer. Leaving (by the signal) stops the service too. */
export async function follow<T>(path: string, body: unknown, signal: AbortSignal, tell: (progress: Progress) => void): Promise<T> {
  const response = await accept('text/event-stream', path, body, signal);
  if (!response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    return (await response.json()) as T;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ; ) {
    const { value, done } = await reader.read();
    if (done) {
      throw refusalOf({ message: 'The service broke off its answer. Ask again.' }, 0);
    }
    const events = (text + value).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const [name, data] = read(event);
      if (name === 'result') {
        return JSON.parse(data) as T;
      }
      if (name === 'error') {
        const problem = JSON.parse(data) as { status: number; message: string };
        throw refusalOf(problem, problem.status);
      }
      if (name !== '') {
        tell(JSON.parse(data) as Progress);
      }
    }
  }
}

function read(event: string): [string, string] {
  let name = '';
  const data: string[] = [];
  for (const line of event.split('\n')) {
    if (line.startsWith('event: ')) {
      name = line.slice(7);
    } else if (line.startsWith('data: ')) {
      data.push(line.slice(6));
    }
  }
  return [name, data.join('\n')];
}

/** How far a search is, in a few words. */
export function wordsOf(progress: Progress): string {
  const { done, total, iteration, edges, depth, tests, h } = progress;
  const of = total === undefined ? `${done}` : `${done} of ${total}`;
  switch (progress.stage) {
    case 'queued':
      return 'Waiting for its turn';
    case 'fit':
      return `Iteration ${iteration}: ${edges} weights not zero, h = ${h?.toPrecision(2)}`;
    case 'skeleton':
      return `${tests?.toLocaleString('en')} tests, given ${depth} at a time: ${edges} pairs still adjacent`;
    case 'insertions':
      return `${done} edges put in`;
    case 'deletions':
      return `${done} edges taken out`;
    case 'orders':
      return `Sweep ${iteration}: ${edges} edges`;
    case 'causal_order':
      return `${of} variables in order`;
    case 'resamples':
      return `Resample ${of}`;
    default:
      return 'Computing';
  }
}
