// The question on the screen, in other languages.
import { askText, type Estimand } from './api';
import { add, button, byId, h, replace, say } from './dom';
import { graphOf, type Model, quoted, textOf, withRole } from './model';

export interface Question {
  path: string;
  body: Record<string, unknown>;
}

export interface Source {
  question: Question | null;
  model: Model | null;
  estimand: Estimand | null;
  drawing: Record<string, unknown> | null;
}

export function questionOf(model: Model): Question | null {
  const [treatments, outcomes, adjusted] = [withRole(model, 'treatment'), withRole(model, 'outcome'), withRole(model, 'adjusted')];
  if (treatments.length === 0 || outcomes.length === 0) {
    return null;
  }
  const body = {
    dag_structure: graphOf(model),
    ...(treatments.length === 1 ? { treatment: treatments[0] } : { treatments }),
    ...(outcomes.length === 1 ? { outcome: outcomes[0] } : { outcomes }),
    ...(adjusted.length > 0 ? { adjustment_set: adjusted } : {}),
  };
  return { path: '/api/v1/causal/validate', body };
}

const indented = (value: unknown, by: number) => JSON.stringify(value, null, 2).replaceAll('\n', '\n' + ' '.repeat(by));

function pythonOf(value: unknown): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (Array.isArray(value)) {
    return `[${value.map(pythonOf).join(', ')}]`;
  }
  if (typeof value === 'object') {
    return `{${Object.entries(value as object).map(([name, one]) => `${JSON.stringify(name)}: ${pythonOf(one)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}

const raw = (text: string) => `"""\n${text}\n"""`;

function rText(text: string): string {
  return `r"---(${text})---"`;
}

const formats: Record<string, (source: Source) => string | Promise<string>> = {
  curl: ({ question }) =>
    `curl -s ${location.origin}${need(question).path} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(need(question).body, null, 1).replaceAll("'", "'\\''")}'`,
  Python: ({ question }) =>
    `import requests\n\nanswer = requests.post(\n    "${location.origin}${need(question).path}",\n    json={\n${Object.entries(need(question).body)
      .map(([name, value]) => `        ${JSON.stringify(name)}: ${pythonOf(value)},`)
      .join('\n')}\n    },\n    timeout=30,\n)\nanswer.raise_for_status()\nprint(answer.json()["explanation"]["summary"])\n`,
  'C#': ({ question }) =>
    `using System.Text;\nusing System.Text.Json;\n\nusing var client = new HttpClient { BaseAddress = new Uri("${location.origin}") };\nvar question = ${raw(indented(need(question).body, 0))};\nusing var content = new StringContent(question, Encoding.UTF8, "application/json");\nusing var response = await client.PostAsync("${need(question).path}", content);\nresponse.EnsureSuccessStatusCode();\nusing var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());\nConsole.WriteLine(answer.RootElement.GetProperty("explanation").GetProperty("summary").GetString());\n`,
  TypeScript: ({ question }) =>
    `const response = await fetch('${location.origin}${need(question).path}', {\n  method: 'POST',\n  headers: { 'Content-Type': 'application/json' },\n  body: JSON.stringify(${indented(need(question).body, 2)}),\n});\nif (!response.ok) {\n  throw new Error((await response.json()).message);\n}\nconst answer = await response.json();\nconsole.log(answer.explanation.summary);\n`,
  R: ({ question }) =>
    `library(httr2)\n\nanswer <- request("${location.origin}${need(question).path}") |>\n  req_body_raw(${rText(JSON.stringify(need(question).body))}, type = "application/json") |>\n  req_perform() |>\n  resp_body_json()\n\ncat(answer$explanation$summary)\n`,
  dagitty: ({ model }) => textOf(need(model)),
  DOT: ({ model }) => dotOf(need(model)),
  TeX: ({ estimand, model }) =>
    estimand && model
      ? `P(${tex(withRole(model, 'outcome'))} \\mid \\mathrm{do}(${tex(withRole(model, 'treatment'))})) = ${texOf(estimand)}`
      : '% No formula: the effect is not identifiable, or none is asked about.',
  SVG: ({ drawing }) => askText('/api/v1/causal/drawing', { ...need(drawing), format: 'svg' }),
  Markdown: ({ question, model }) => `${byId('verdict').querySelector('.verdict')?.textContent ?? ''}\n\n\`\`\`\n${textOf(need(model))}\`\`\`\n\n\`POST ${need(question).path}\`\n`,
};

function need<T>(value: T | null): T {
  if (value === null) {
    throw new Error('Mark a treatment and an outcome first; this copies the question about them.');
  }
  return value;
}

function dotOf(model: Model): string {
  const lines = ['digraph {', '  rankdir=LR;'];
  for (const node of model.nodes) {
    const roles = { treatment: 'exposure=true', outcome: 'outcome=true', adjusted: 'adjusted=true' };
    const attributes = [node.role ? roles[node.role] : '', node.latent ? 'latent=true, style=dashed' : ''].filter(Boolean).join(', ');
    lines.push(`  ${quoted(node.name)}${attributes ? ` [${attributes}]` : ''};`);
  }
  const tails = { directed: '', bidirected: ' [dir=both, style=dashed]', undirected: ' [dir=none]' };
  for (const edge of model.edges) {
    lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)}${tails[edge.kind]};`);
  }
  return [...lines, '}', ''].join('\n');
}

function tex(names: readonly string[]): string {
  return names.map((name) => `\\text{${name.replace(/[\\{}_^%$#&~]/g, (letter) => (letter === '\\' ? '\\textbackslash{}' : `\\${letter}`))}}`).join(', ');
}

export function texOf(estimand: Estimand): string {
  if ('p' in estimand) {
    return `P(${tex(estimand.p.of)}${estimand.p.given.length > 0 ? ` \\mid ${tex(estimand.p.given)}` : ''})`;
  }
  if ('sum' in estimand) {
    return `\\sum_{${tex(estimand.sum.over)}} ${texOf(estimand.sum.of)}`;
  }
  if ('product' in estimand) {
    return estimand.product.map((one) => ('sum' in one ? `\\left(${texOf(one)}\\right)` : texOf(one))).join(' \\, ');
  }
  return `\\frac{${texOf(estimand.quotient.num)}}{${texOf(estimand.quotient.den)}}`;
}

export async function toClipboard(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} is copied.`);
  } catch {
    say(`The browser does not let the page copy; select the text and copy it yourself.`, true);
  }
}

export function openCopy(source: Source): void {
  const dialog = byId<HTMLDialogElement>('dialog');
  const shown = h('pre', { tabindex: 0, 'aria-label': 'Text to copy' });
  const chosen = { name: source.question ? 'curl' : 'dagitty' };
  const choices = h('div', { class: 'formats', role: 'radiogroup', 'aria-label': 'Format' });
  const show = async (name: string) => {
    chosen.name = name;
    shown.textContent = '';
    try {
      shown.textContent = (await formats[name]?.(source)) ?? '';
    } catch (error) {
      shown.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  for (const name of Object.keys(formats)) {
    const input = h('input', { type: 'radio', name: 'format', value: name, checked: name === chosen.name, onchange: () => void show(name) });
    choices.append(h('label', {}, input, name));
  }
  replace(
    dialog,
    h('h2', { id: 'dialog-title' }, 'Copy as'),
    h('div', { class: 'copy' }, choices, shown),
    h(
      'div',
      { class: 'row end' },
      button('Close', () => dialog.close()),
      button('Copy', () => void toClipboard(shown.textContent ?? '', chosen.name), { class: 'strong' }),
    ),
  );
  void show(chosen.name);
  dialog.showModal();
}

const keyList: readonly [string, string][] = [
  ['N', 'new node'],
  ['E', 'arrow from the chosen node, to a name'],
  ['B', 'two-headed arrow, to a name'],
  ['T, O, A', 'treatment, outcome, adjusted for'],
  ['U', 'not observed'],
  ['R', 'randomise: nothing affects it any more'],
  ['F2', 'rename'],
  ['Delete', 'remove'],
  ['arrow keys', 'to the next node that way; with Shift, move it'],
  ['/', 'to a node by name'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'undo, redo'],
  ['?', 'this list'],
];

export function openKeys(): void {
  const dialog = byId<HTMLDialogElement>('dialog');
  const table = h('table', { class: 'keys' });
  for (const [key, what] of keyList) {
    table.append(h('tr', {}, h('th', { scope: 'row' }, key), h('td', {}, what)));
  }
  replace(dialog, h('h2', { id: 'dialog-title' }, 'Keys, on the graph'), table);
  add(
    dialog,
    h(
      'p',
      { class: 'quiet' },
      'By mouse: double-click for a node, drag it to move it, drag from a dot on its side for an arrow (with Alt, two-headed). Ctrl and wheel zoom.',
    ),
    h('div', { class: 'row end' }, button('Close', () => dialog.close())),
  );
  dialog.showModal();
}
