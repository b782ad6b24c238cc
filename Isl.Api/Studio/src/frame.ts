// What of the drawing is seen, and lines that follow a hand.
import type { Drawing } from './api';

export interface Place {
  x: number;
  y: number;
}

export interface Box extends Place {
  width: number;
  height: number;
}

/** A point of the screen in the drawing. */
export function pointOf(svg: SVGSVGElement, event: MouseEvent): Place {
  const matrix = svg.getScreenCTM();
  return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : { x: 0, y: 0 };
}

/** A line out of the sides that face each other, as the service draws it. */
export function between(a: Box, b: Box): string {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const level = Math.abs(dx) - (a.width + b.width) / 2 >= Math.abs(dy) - (a.height + b.height) / 2;
  const [sx, sy] = [dx > 0 ? 1 : -1, dy > 0 ? 1 : -1];
  const from = level ? { x: a.x + (sx * a.width) / 2, y: a.y } : { x: a.x, y: a.y + (sy * a.height) / 2 };
  const to = level ? { x: b.x - (sx * b.width) / 2, y: b.y } : { x: b.x, y: b.y - (sy * b.height) / 2 };
  const [bx, by] = level ? [(to.x - from.x) * 0.45, 0] : [0, (to.y - from.y) * 0.45];
  return `M${from.x} ${from.y}C${from.x + bx} ${from.y + by} ${to.x - bx} ${to.y - by} ${to.x} ${to.y}`;
}

/** Fits the drawing to its place until somebody zooms or pans. */
export class ViewFrame {
  private static readonly margin = 40;
  /** Room for the legend and the buttons below the drawing, in pixels. */
  private static readonly foot = 36;
  private static readonly largest = 1.35;
  private box: Box = { x: 0, y: 0, width: 100, height: 100 };
  private isOwn = false;

  constructor(private readonly svg: SVGSVGElement) {}

  /** The scale at which a drawing is seen as a whole. */
  scaleOf({ view }: Drawing): number {
    const { clientWidth, clientHeight } = this.svg;
    const [w, h] = [view.width + 2 * ViewFrame.margin, view.height + 2 * ViewFrame.margin];
    return Math.min(clientWidth / w, (clientHeight - ViewFrame.foot) / h, ViewFrame.largest);
  }

  fit(drawing: Drawing | null): void {
    const { clientWidth, clientHeight } = this.svg;
    if (!drawing || this.isOwn || clientWidth === 0) {
      return;
    }
    const { view } = drawing;
    const scale = this.scaleOf(drawing);
    const [width, height] = [clientWidth / scale, clientHeight / scale];
    this.set({ x: view.x + view.width / 2 - width / 2, y: view.y + view.height / 2 - height / 2 + ViewFrame.foot / 2 / scale, width, height });
  }

  /** Fits a drawing that changed; one in which nodes were put by hand stays where it is while all of it is seen. */
  follow(drawing: Drawing): void {
    const { box } = this;
    const { x, y, width, height } = drawing.view;
    const isSeen = x >= box.x && y >= box.y && x + width <= box.x + box.width && y + height <= box.y + box.height;
    if (!isSeen || !drawing.nodes.some((node) => node.kept)) {
      this.fit(drawing);
    }
  }

  reset(): void {
    this.isOwn = false;
  }

  middle(): Place {
    return { x: this.box.x + this.box.width / 2, y: this.box.y + this.box.height / 2 };
  }

  pan(dx: number, dy: number): void {
    const scale = this.box.width / Math.max(1, this.svg.clientWidth);
    this.isOwn = true;
    this.set({ ...this.box, x: this.box.x - dx * scale, y: this.box.y - dy * scale });
  }

  zoom(factor: number, at: Place = this.middle()): void {
    const { box } = this;
    this.isOwn = true;
    this.set({
      x: at.x - (at.x - box.x) / factor,
      y: at.y - (at.y - box.y) / factor,
      width: box.width / factor,
      height: box.height / factor,
    });
  }

  wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 300), pointOf(this.svg, event));
    }
  }

  private set(box: Box): void {
    this.box = box;
    this.svg.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
  }
}
