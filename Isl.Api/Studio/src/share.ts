// The page's state in the fragment of its address: a fragment is never sent to a server. Data never go into it.
import type { Pins } from './model';

export interface Shared {
  /** The graph as text. */
  t: string;
  /** Nodes that stay where they are. */
  p?: Pins;
  /** The tab. */
  v?: string;
  /** The model as text, where it is not an example. */
  m?: string;
  /** What the model is set to. */
  d?: Record<string, number>;
}

const mark = '#g=';

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export async function pack(state: Shared): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream('deflate-raw'));
  return mark + btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export async function unpack(fragment: string): Promise<Shared | null> {
  if (!fragment.startsWith(mark)) {
    return null;
  }
  try {
    const text = atob(fragment.slice(mark.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = await through(
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      new DecompressionStream('deflate-raw'),
    );
    const state = JSON.parse(new TextDecoder().decode(bytes)) as Shared;
    return typeof state.t === 'string' ? state : null;
  } catch {
    return null;
  }
}
