// The page: three tabs over one service, and what they share.
import { keepKey } from './api';
import { openKeys, toClipboard } from './copy';
import { DataTab } from './data';
import { button, byId, h, replace, say } from './dom';
import { template } from './equations';
import { examples, priceModel } from './examples';
import { type Document, GraphTab } from './graph';
import { pack, type Shared, unpack } from './share';
import { WhatIfTab } from './whatif';

type TabName = 'graph' | 'data' | 'whatif';
const tabs: readonly TabName[] = ['graph', 'data', 'whatif'];
const storeName = 'isl.studio';
let tab: TabName = 'graph';
let saveTimer = 0;

const graph: GraphTab = new GraphTab(() => {
  byId<HTMLButtonElement>('undo').disabled = !graph.history.canUndo;
  byId<HTMLButtonElement>('redo').disabled = !graph.history.canRedo;
  saveSoon();
});
const whatIf = new WhatIfTab(saveSoon);
const data = new DataTab(
  (text) => {
    graph.open({ text, pins: {} }, 'Choose a treatment and an outcome. The data suggest this graph; what you know may correct it.');
    show('graph');
  },
  () => graph.current,
  (model, hint) => {
    whatIf.open(model, {}, hint);
    show('whatif');
  },
);

function state(): Shared {
  const { text, pins } = graph.document;
  return {
    t: text,
    ...(Object.keys(pins).length > 0 ? { p: pins } : {}),
    ...(tab !== 'graph' ? { v: tab } : {}),
    ...(whatIf.text !== priceModel ? { m: whatIf.text } : {}),
    ...(Object.keys(whatIf.settings).length > 0 ? { d: whatIf.settings } : {}),
  };
}

/** The work is kept in the browser, so that a closed page loses nothing. */
function saveSoon(): void {
  clearTimeout(saveTimer);
  saveTimer = window.setTimeout(() => {
    try {
      localStorage.setItem(storeName, JSON.stringify(state()));
    } catch {
      // A browser that keeps nothing is still good for drawing.
    }
  }, 400);
}

function show(name: TabName): void {
  tab = name;
  for (const one of tabs) {
    const handle = byId<HTMLButtonElement>(`tab-${one}`);
    handle.setAttribute('aria-selected', one === name ? 'true' : 'false');
    handle.tabIndex = one === name ? 0 : -1;
    byId(`panel-${one}`).hidden = one !== name;
  }
  byId('timing').textContent = '';
  if (name === 'graph') {
    graph.shown();
  } else if (name === 'data') {
    data.shown();
  } else if (name === 'whatif') {
    whatIf.shown();
  }
  saveSoon();
}

function restore(shared: Shared): void {
  const document: Document = { text: shared.t, pins: shared.p ?? {} };
  graph.open(document);
  whatIf.open(shared.m ?? priceModel, shared.d ?? {});
  show(tabs.find((one) => one === shared.v) ?? 'graph');
}

async function openExample(index: number): Promise<void> {
  const example = examples[index];
  if (example?.text) {
    graph.open({ text: example.text, pins: {} }, example.hint);
  } else if (example?.model) {
    whatIf.open(example.model, {}, example.hint);
  } else if (example?.csv) {
    data.take(await (await fetch(example.csv)).text(), 'sachs.csv', example.hint);
  }
  if (example) {
    show(example.tab);
  }
}

function tabKeys(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] ?? 'graph';
    show(next);
    byId(`tab-${next}`).focus();
  }
}

function undo(isRedo: boolean): void {
  const found = isRedo ? graph.history.redo() : graph.history.undo();
  if (found) {
    graph.refresh();
    say(isRedo ? 'Done again.' : 'Undone.');
  }
}

async function share(): Promise<void> {
  const fragment = await pack(state());
  history.replaceState(null, '', fragment);
  await toClipboard(location.href, 'A link to this drawing');
}

function askKey(): void {
  const dialog = byId<HTMLDialogElement>('dialog');
  if (dialog.open) {
    return;
  }
  const key = h('input', { type: 'password', autocomplete: 'off', id: 'key', required: true });
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'dialog-title' }, 'This service asks for a key'),
    h('p', {}, h('label', { for: 'key' }, 'API key '), key),
    h('p', { class: 'quiet' }, 'It is kept until this tab is closed.'),
    h('div', { class: 'row end' }, button('Cancel', () => dialog.close()), h('button', { class: 'strong' }, 'Use it')),
  );
  form.addEventListener('submit', () => {
    keepKey(key.value.trim());
    graph.refresh();
    whatIf.refresh();
  });
  replace(dialog, form);
  dialog.showModal();
}

function turnTheme(): void {
  const root = document.documentElement;
  const isDark = root.dataset['theme'] ? root.dataset['theme'] === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset['theme'] = isDark ? 'light' : 'dark';
  localStorage.setItem('isl.theme', root.dataset['theme']);
}

function wire(): void {
  for (const name of tabs) {
    byId(`tab-${name}`).addEventListener('click', () => show(name));
    byId(`tab-${name}`).addEventListener('keydown', tabKeys);
  }
  const choice = byId<HTMLSelectElement>('examples');
  examples.forEach((example, i) => choice.append(h('option', { value: i }, example.name)));
  choice.addEventListener('change', () => {
    void openExample(Number(choice.value));
    choice.value = '';
  });
  byId('undo').addEventListener('click', () => undo(false));
  byId('redo').addEventListener('click', () => undo(true));
  byId('share').addEventListener('click', () => void share());
  byId('copy').addEventListener('click', () => graph.copy());
  byId('keys').addEventListener('click', openKeys);
  byId('theme').addEventListener('click', turnTheme);
  byId('from-graph').addEventListener('click', () => {
    const { nodes, edges } = graph.current;
    whatIf.open(template(nodes.map((node) => node.name), edges.filter((edge) => edge.kind === 'directed')));
  });
  document.addEventListener('isl-key-wanted', askKey);
  document.addEventListener('keydown', (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    const isRedo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y';
    if ((isUndo || isRedo) && tab === 'graph' && !byId<HTMLDialogElement>('dialog').open && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      undo(isRedo || event.shiftKey);
    }
  });
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) {
      void file.text().then((text) => {
        data.take(text, file.name);
        show('data');
      });
    }
  });
  window.addEventListener('hashchange', () => void unpack(location.hash).then((shared) => shared && restore(shared)));
}

async function start(): Promise<void> {
  const theme = localStorage.getItem('isl.theme');
  if (theme) {
    document.documentElement.dataset['theme'] = theme;
  }
  wire();
  const shared = await unpack(location.hash);
  const kept = localStorage.getItem(storeName);
  try {
    restore(shared ?? (kept ? (JSON.parse(kept) as Shared) : { t: examples[0]?.text ?? '' }));
  } catch {
    restore({ t: examples[0]?.text ?? '' });
  }
}

void start();
