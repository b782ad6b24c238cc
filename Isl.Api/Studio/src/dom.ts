// Building elements. No markup from text anywhere: what a caller names is text, never HTML.

export type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

const svgSpace = 'http://www.w3.org/2000/svg';

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  add(element, ...children);
}

export function add(element: Element, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgSpace, tag);
  fill(element, attributes, children);
  return element;
}

export function byId<T extends Element = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`There is no element ${id}.`);
  }
  return element as unknown as T;
}

export function replace(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  add(element, ...children);
}

/** A disclosure that stays open when its panel is drawn again. */
const opened = new Set<string>();

export function fold(title: string, ...children: readonly Child[]): HTMLDetailsElement {
  const details = h('details', { open: opened.has(title) }, h('summary', {}, title), ...children);
  details.addEventListener('toggle', () => (details.open ? opened.add(title) : opened.delete(title)));
  return details;
}

export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'button', onclick: press, ...attributes }, text);
}

/** Tells screen readers what the eye sees elsewhere on the page. */
export function announce(text: string): void {
  byId('announcement').textContent = text;
}

let statusTimer = 0;

/** Says what happened: in the line at the bottom, and to screen readers. */
export function say(text: string, isBad = false): void {
  const line = byId('status');
  line.textContent = text;
  line.classList.toggle('bad', isBad);
  clearTimeout(statusTimer);
  statusTimer = window.setTimeout(() => line.classList.remove('bad'), 6000);
}
