// What a person does on the page, for the cases.
import assert from 'node:assert/strict';

export const verdict = (page) => page.locator('#verdict .verdict');
export const node = (page, name) => page.locator(`#canvas .node[data-node="${name}"]`);
export const edge = (page, name) => page.locator(`#canvas path.edge[data-edge="${name}"]`);
export const nodes = (page) => page.locator('#canvas .node').evaluateAll((all) => all.map((one) => one.dataset.node).sort());
export const edges = (page) => page.locator('#canvas path.edge').evaluateAll((all) => all.map((one) => one.dataset.edge).sort());

export async function open(page, address, fragment = '') {
  await page.goto(`${address}/${fragment}`);
  await page.locator('.chip:visible').first().waitFor();
}

export async function write(page, text) {
  await page.locator('#text').fill(text);
}

/** Waits until what is read from the page is as wanted. */
export async function until(read, wanted, what) {
  let found;
  for (let i = 0; i < 100; i++) {
    found = await read();
    if (JSON.stringify(found) === JSON.stringify(wanted)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(found, wanted, what);
}

export async function drag(page, from, to, { alt = false } = {}) {
  await page.mouse.move(from.x, from.y);
  if (alt) {
    await page.keyboard.down('Alt');
  }
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  if (alt) {
    await page.keyboard.up('Alt');
  }
}

export async function boxOf(page, name) {
  const box = await node(page, name).locator('rect.box').boundingBox();
  return { ...box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, right: { x: box.x + box.width, y: box.y + box.height / 2 } };
}

/** Drops a file on the page, as a file manager would. */
export async function dropFile(page, name, text) {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: 'text/csv' }));
      return data;
    },
    [name, text],
  );
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
}

/** A table in which X moves Y by 2, and Z moves both. */
export function confoundedTable() {
  const wave = (i, step) => Math.sin(i * step) + Math.sin(i * step * 1.7 + 1);
  const rows = Array.from({ length: 150 }, (_, i) => {
    const z = wave(i, 1.1);
    const x = z + wave(i, 2.3);
    return [x, 2 * x + z + wave(i, 3.1), z].map((value) => value.toFixed(4)).join(',');
  });
  return `X,Y,Z\n${rows.join('\n')}\n`;
}
