// What the page must keep to: access, origin, weight and speed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './service.mjs';
import { open, until, write } from './steps.mjs';

const axe = readFileSync(join(root, 'Isl.Api/Studio/node_modules/axe-core/axe.min.js'), 'utf8');

/** Twenty-five nodes in five layers, with an effect across them. */
const wide = () => {
  const name = (layer, i) => `V${layer}${i}`;
  const lines = [`${name(0, 0)} [exposure]`, `${name(4, 4)} [outcome]`];
  for (let layer = 0; layer < 4; layer++) {
    for (let i = 0; i < 5; i++) {
      lines.push(`${name(layer, i)} -> {${name(layer + 1, i)} ${name(layer + 1, (i + 1) % 5)}}`);
    }
  }
  return `dag {\n${lines.join('\n')}\n}\n`;
};

async function audit(page, where) {
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map((one) => `${where}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`), []);
}

export const bounds = {
  async 'axe finds nothing, on any tab, light and dark, wide and narrow'({ address, browser }) {
    for (const [colorScheme, width] of [['light', 1400], ['dark', 1400], ['light', 420]]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 860 }, bypassCSP: true });
      const page = await context.newPage();
      await open(page, address);
      await page.addScriptTag({ content: axe });
      await audit(page, `graph ${colorScheme} ${width}`);
      await page.locator('#canvas .node').first().click();
      await page.locator('.set').click();
      await page.locator('#verdict .good').waitFor();
      await audit(page, `chosen ${colorScheme} ${width}`);
      await page.locator('#examples').selectOption({ label: 'A hedge: nothing helps but new data' });
      await page.locator('.chip.cannot_identify').waitFor();
      await audit(page, `hedge ${colorScheme} ${width}`);
      await page.locator('#examples').selectOption({ label: 'Eleven proteins in 853 cells (CSV)' });
      await page.locator('#find').click();
      await page.locator('#found-answer').waitFor();
      await audit(page, `data ${colorScheme} ${width}`);
      await page.locator('#ask-estimate').click();
      await page.locator('#estimate-answer').waitFor();
      await audit(page, `estimate ${colorScheme} ${width}`);
      await page.locator('#examples').selectOption({ label: 'What would a price do?' });
      await page.locator('#then').waitFor();
      await audit(page, `what if ${colorScheme} ${width}`);
      await page.locator('#copy').click();
      await audit(page, `copy ${colorScheme} ${width}`);
      await page.keyboard.press('Escape');
      await page.locator('#keys').click();
      await audit(page, `keys ${colorScheme} ${width}`);
      await context.close();
    }
  },

  async 'no request leaves the origin, and nothing is refused by the policy'({ page, address }) {
    const [asked, complaints] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => /Content Security Policy|Refused/.test(message.text()) && complaints.push(message.text()));
    await open(page, address);
    await page.locator('#examples').selectOption({ label: 'What would a price do?' });
    await page.locator('#then').waitFor();
    assert.deepEqual(complaints, []);
    await page.goto(`${address}/docs/`);
    await page.waitForLoadState('networkidle');
    await page.getByText('Inference Service Layer').first().waitFor();
    assert.ok(asked.length > 8);
    assert.deepEqual(asked.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url)), []);
  },

  async 'the page weighs less than 60 kB'({ page, address }) {
    let bytes = 0;
    const sizes = [];
    page.on('requestfinished', (request) => /\/($|studio\/)/.test(new URL(request.url()).pathname) && sizes.push(request.sizes()));
    await open(page, address);
    for (const size of await Promise.all(sizes)) {
      bytes += size.responseBodySize;
    }
    console.log(`     ${(bytes / 1000).toFixed(1)} kB`);
    assert.ok(bytes > 5_000 && bytes < 60_000, `${bytes} bytes`);
  },

  async 'the first verdict comes within a second, on a cold page'({ browser, address }) {
    const times = [];
    for (let i = 0; i < 3; i++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(() => {
        new MutationObserver(() => {
          if (!globalThis.firstVerdict && document.querySelector('#verdict .chip')) {
            globalThis.firstVerdict = performance.now();
          }
        }).observe(document, { childList: true, subtree: true });
      });
      await open(page, address);
      times.push(await page.evaluate(() => globalThis.firstVerdict));
      await context.close();
    }
    console.log(`     ${times.map((time) => Math.round(time)).join(', ')} ms`);
    assert.ok(Math.min(...times) < 1000, `${times} ms`);
  },

  async 'colours follow a key within 100 ms, at 25 nodes'({ page, address }) {
    await open(page, address);
    await write(page, wide());
    await until(() => page.locator('#canvas .node').count(), 25);
    await until(async () => (await page.locator('#canvas .edge-causal').count()) > 0, true);
    const times = await page.evaluate(async () => {
      const area = document.getElementById('text');
      const found = [];
      for (let i = 0; i < 15; i++) {
        const adjusts = i % 2 === 0;
        const text = adjusts ? area.value.replace('}\n}', '}\nV10 [adjusted]\n}') : area.value.replace('V10 [adjusted]\n', '');
        const seen = new Promise((resolve) => {
          const watch = new MutationObserver(() => {
            if (document.querySelector('#canvas .node[data-node="V10"]').classList.contains('adjusted') === adjusts) {
              watch.disconnect();
              resolve(performance.now());
            }
          });
          watch.observe(document.getElementById('canvas'), { childList: true, subtree: true, attributes: true });
        });
        const started = performance.now();
        area.value = text;
        area.dispatchEvent(new Event('input'));
        found.push((await seen) - started);
        await new Promise((resolve) => setTimeout(resolve, 120));
      }
      return found.sort((a, b) => a - b);
    });
    const median = times[Math.floor(times.length / 2)];
    console.log(`     median ${median.toFixed(1)} ms, slowest ${times.at(-1).toFixed(1)} ms`);
    assert.ok(median < 100, `${times.map(Math.round)} ms`);
  },
};
