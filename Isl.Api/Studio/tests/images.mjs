// The pictures of docs/images, taken anew: node tests/run.mjs --images.
import { join } from 'node:path';
import { root } from './service.mjs';
import { confoundedTable, dropFile, open, write } from './steps.mjs';

const views = {
  async graph(page) {
    await page.locator('.set').first().click();
    await page.locator('#verdict .good').waitFor();
  },
  async hedge(page) {
    await page.locator('#examples').selectOption({ label: 'A hedge: nothing helps but new data' });
    await page.locator('.chip.cannot_identify').waitFor();
  },
  async data(page) {
    await page.locator('#examples').selectOption({ label: 'Eleven proteins in 853 cells (CSV)' });
    await page.locator('#find').click();
    await page.locator('#found-answer').waitFor();
  },
  async estimate(page) {
    await write(page, 'dag { X [exposure]\n Y [outcome]\n Z -> {X Y}\n X -> Y }');
    await page.locator('#canvas .node[data-node="Z"]').waitFor();
    await dropFile(page, 'xyz.csv', confoundedTable());
    await page.locator('#ask-estimate').click();
    await page.locator('#estimate-answer').waitFor();
    await page.locator('#estimate').scrollIntoViewIfNeeded();
  },
  async whatif(page) {
    await page.locator('#examples').selectOption({ label: 'What would a price do?' });
    await page.locator('#then').waitFor();
    await page.getByLabel('Value of Price').fill('50');
    await page.locator('#chart .curve.after').waitFor();
  },
};

export async function takeImages(browser, address) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, prepare] of Object.entries(views)) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1400, height: 820 } });
      const page = await context.newPage();
      await open(page, address);
      await prepare(page);
      await page.mouse.move(700, 790);
      await page.evaluate(() => document.activeElement?.blur());
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(root, `docs/images/studio-${name}-${colorScheme}.png`) });
      await context.close();
    }
  }
}
