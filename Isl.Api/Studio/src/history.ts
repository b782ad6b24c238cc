// Undo from the first change on. What is typed in one go is one step.

export class History<T> {
  private past: T[] = [];
  private future: T[] = [];
  private typedAt = 0;
  private isBegun = false;

  constructor(
    private now: T,
    private readonly changed: () => void,
  ) {}

  get current(): T {
    return this.now;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  put(next: T, isTyped = false): void {
    const at = performance.now();
    if (!this.isBegun) {
      this.isBegun = true;
      this.now = next;
      return;
    }
    if (!isTyped || at - this.typedAt > 1200) {
      this.past.push(this.now);
      this.past.splice(0, this.past.length - 200);
    }
    this.typedAt = isTyped ? at : 0;
    this.now = next;
    this.future = [];
    this.changed();
  }

  undo(): T | null {
    return this.step(this.past, this.future);
  }

  redo(): T | null {
    return this.step(this.future, this.past);
  }

  private step(from: T[], to: T[]): T | null {
    const next = from.pop();
    if (next === undefined) {
      return null;
    }
    to.push(this.now);
    this.now = next;
    this.typedAt = 0;
    this.changed();
    return next;
  }
}
