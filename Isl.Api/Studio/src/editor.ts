// A text area with line numbers, which mark the line that cannot be read.
import { byId } from './dom';

export class Editor {
  private readonly area: HTMLTextAreaElement;
  private readonly gutter: HTMLElement;
  private readonly error: HTMLElement;
  private badLine = 0;

  constructor(area: string, gutter: string, error: string, changed: (text: string) => void) {
    this.area = byId<HTMLTextAreaElement>(area);
    this.gutter = byId(gutter);
    this.error = byId(error);
    this.area.addEventListener('input', () => {
      this.number();
      changed(this.area.value);
    });
    this.area.addEventListener('scroll', () => (this.gutter.scrollTop = this.area.scrollTop));
  }

  get text(): string {
    return this.area.value;
  }

  set text(text: string) {
    if (this.area.value !== text) {
      this.area.value = text;
    }
    this.number();
  }

  /** Says what is wrong, and marks its line where the message or the caller names one. */
  complain(message: string, line = Number(/line (\d+)/.exec(message)?.[1] ?? 0)): void {
    if (this.error.textContent !== message) {
      this.error.textContent = message;
    }
    this.area.setAttribute('aria-invalid', message ? 'true' : 'false');
    this.badLine = line;
    this.number();
  }

  private number(): void {
    const lines = this.area.value.split('\n').length;
    this.gutter.replaceChildren(
      ...Array.from({ length: lines }, (_, i) => {
        const line = document.createElement('span');
        line.textContent = String(i + 1);
        line.classList.toggle('bad', i + 1 === this.badLine);
        return line;
      }),
    );
    this.gutter.scrollTop = this.area.scrollTop;
  }
}
