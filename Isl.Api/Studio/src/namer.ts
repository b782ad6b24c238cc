// Asks for the name of a node, where it is wanted.
import { byId, replace, h } from './dom';
import type { Place } from './frame';

export class Namer {
  private readonly form = byId<HTMLFormElement>('namer');
  private readonly input = this.form.querySelector('input') as HTMLInputElement;
  private readonly label = this.form.querySelector('span') as HTMLSpanElement;
  private answer: ((name: string | null) => void) | null = null;

  constructor() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.end(this.input.value.normalize('NFC').trim() || null);
    });
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        this.end(null);
      }
    });
    this.input.addEventListener('blur', () => this.end(null));
  }

  know(names: readonly string[]): void {
    replace(byId('names'), ...names.map((name) => h('option', { value: name })));
  }

  /** Resolves to the name, or to null where none was given. */
  ask(label: string, at: Place | null, value = ''): Promise<string | null> {
    this.end(null);
    this.label.textContent = label;
    this.input.value = value;
    this.form.hidden = false;
    const stage = this.form.parentElement?.getBoundingClientRect();
    if (stage) {
      const [x, y] = at ? [at.x - stage.left, at.y - stage.top] : [stage.width / 2 - 110, stage.height / 3];
      this.form.style.left = `${Math.max(4, Math.min(stage.width - 250, x))}px`;
      this.form.style.top = `${Math.max(4, Math.min(stage.height - 50, y))}px`;
    }
    this.input.focus();
    this.input.select();
    return new Promise((resolve) => (this.answer = resolve));
  }

  private end(name: string | null): void {
    const answer = this.answer;
    this.answer = null;
    this.form.hidden = true;
    answer?.(name);
  }
}
