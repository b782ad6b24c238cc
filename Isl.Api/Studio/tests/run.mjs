// Runs the page in Debian's Chromium against the built service: node tests/run.mjs [--configuration Release] [--only words] [--images].
import { cases } from './cases.mjs';
import { bounds } from './bounds.mjs';
import { takeImages } from './images.mjs';
import { startBrowser, startService } from './service.mjs';

const option = (name) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const has = (name) => process.argv.includes(`--${name}`);

const service = process.env.ISL_ADDRESS
  ? { address: process.env.ISL_ADDRESS, stop() {} }
  : await startService(has('configuration') ? option('configuration') : 'Debug');
let [passed, failed] = [0, 0];
let browser;
try {
  browser = await startBrowser();
  if (has('images')) {
    await takeImages(browser, service.address);
  }
  for (const [name, run] of has('images') ? [] : Object.entries({ ...cases, ...bounds })) {
    if (has('only') && !name.includes(option('only'))) {
      continue;
    }
    const context = await browser.newContext({ viewport: { width: 1400, height: 860 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.address });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    try {
      await run({ page, address: service.address, browser });
      if (faults.length > 0) {
        throw new Error(`The page failed: ${faults.join('; ')}`);
      }
      passed++;
      console.log(`ok   ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}\n     ${String(error.stack ?? error).split('\n').slice(0, 12).join('\n     ')}`);
    }
    await context.close();
  }
} finally {
  await browser?.close();
  service.stop();
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
