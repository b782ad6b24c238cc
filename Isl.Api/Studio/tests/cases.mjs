// What the page must do, each case on a page of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { root } from './service.mjs';
import { boxOf, confoundedTable, drag, dropFile, edge, edges, node, nodes, open, until, verdict, write } from './steps.mjs';

const confounded = 'dag { X [exposure]\n Y [outcome]\n Z -> {X Y}\n X -> Y }';
const sachs = readFileSync(join(root, 'deploy/examples/sachs.csv'), 'utf8');

/** A table whose graph takes seconds to find: each column has three causes among those before it. */
function wide(columns, rows) {
  let state = 7;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const lines = Array.from({ length: rows }, () => {
    const cells = [];
    for (let i = 0; i < columns; i++) {
      cells.push([2, 4, 6].reduce((sum, back) => sum + 0.9 * (cells[i - back] ?? 0), 2 * random() - 1));
    }
    return cells.map((cell) => cell.toFixed(4)).join(',');
  });
  return [Array.from({ length: columns }, (_, i) => `V${i}`).join(','), ...lines].join('\n');
}

export const cases = {
  async 'a graph that is typed gets its verdict'({ page, address }) {
    await open(page, address);
    await write(page, confounded);
    await until(() => verdict(page).textContent(), 'The effect of X on Y is identifiable by adjusting for Z, the only minimal set.');
    assert.match(await edge(page, 'Z -> X').getAttribute('class'), /edge-biasing/);
    await page.getByRole('button', { name: 'Z most precise' }).click();
    await until(async () => /edge-blocked/.test(await edge(page, 'Z -> X').getAttribute('class')), true);
    assert.match(await page.locator('#verdict .good').textContent(), /adjusting for Z is enough/);
    assert.match(await page.locator('#text').inputValue(), /Z \[adjusted\]/);
  },

  async 'a mistake is named with its line, and the drawing stays'({ page, address }) {
    await open(page, address);
    await write(page, 'dag {\n A -> B\n B => C }');
    await until(() => page.locator('#gutter .bad').textContent(), '3');
    assert.match(await page.locator('#text-error').textContent(), /Line 3, column 4/);
    assert.ok((await nodes(page)).includes('Price'));
    await write(page, 'dag { A -> B -> C -> A }');
    await until(async () => /cycle: A -> B -> C -> A/.test(await page.locator('#text-error').textContent()), true);
  },

  async 'a graph is drawn by mouse'({ page, address }) {
    await open(page, address);
    await write(page, '');
    await page.locator('#empty').waitFor();
    const stage = await page.locator('#canvas').boundingBox();
    for (const [name, x, y] of [['Rain', 0.25, 0.4], ['Grass', 0.7, 0.4], ['Sprinkler', 0.5, 0.7]]) {
      await page.mouse.dblclick(stage.x + stage.width * x, stage.y + stage.height * y);
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await node(page, name).waitFor();
    }
    for (const [from, to, alt] of [['Rain', 'Grass', false], ['Sprinkler', 'Grass', false], ['Rain', 'Sprinkler', true]]) {
      const [a, b] = [await boxOf(page, from), await boxOf(page, to)];
      await page.mouse.move(a.middle.x, a.middle.y);
      await drag(page, a.right, b.middle, { alt });
      await edge(page, alt ? `${from} <-> ${to}` : `${from} -> ${to}`).waitFor({ state: 'attached' });
    }
    await node(page, 'Sprinkler').click();
    await page.locator('#bar').getByRole('button', { name: 'Treatment' }).click();
    await page.getByLabel('Outcome', { exact: true }).selectOption('Grass');
    await until(async () => /effect of Sprinkler on Grass/.test(await verdict(page).textContent()), true);
    const before = await boxOf(page, 'Rain');
    await drag(page, before.middle, { x: before.middle.x + 60, y: before.middle.y - 50 });
    await until(async () => /"Rain":\[/.test(await page.evaluate(() => localStorage.getItem('isl.studio'))), true);
    await page.locator('path.hit[data-edge="Sprinkler -> Grass"]').dispatchEvent('click');
    await page.locator('#bar').getByRole('button', { name: 'Turn round' }).click();
    await edge(page, 'Grass -> Sprinkler').waitFor({ state: 'attached' });
  },

  async 'a graph is drawn by keyboard alone'({ page, address }) {
    await open(page, address);
    await page.locator('#text').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.locator('#empty').waitFor();
    await page.locator('#add').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Smoking');
    await page.keyboard.press('Enter');
    await page.locator('#canvas .node[data-node="Smoking"]:focus').waitFor();
    for (const [key, name] of [['e', 'Tar'], ['b', 'Cancer']]) {
      await page.keyboard.press(key);
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await node(page, name).waitFor();
      await page.locator('#canvas .node[data-node="Smoking"]:focus').waitFor();
    }
    await page.keyboard.press('t');
    await until(() => node(page, 'Smoking').getAttribute('class').then((kind) => kind.includes('treatment')), true);
    await page.keyboard.press('/');
    await page.keyboard.type('Tar');
    await page.keyboard.press('Enter');
    await page.locator('#canvas .node[data-node="Tar"]:focus').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type('Cancer');
    await page.keyboard.press('Enter');
    await edge(page, 'Tar -> Cancer').waitFor({ state: 'attached' });
    await page.keyboard.press('/');
    await page.keyboard.type('Cancer');
    await page.keyboard.press('Enter');
    await page.locator('#canvas .node[data-node="Cancer"]:focus').waitFor();
    await page.keyboard.press('o');
    await until(async () => /front door|Tar/.test(await verdict(page).textContent()), true);
    assert.match(await node(page, 'Smoking').getAttribute('aria-label'), /Smoking, treatment, causes Tar, shares an unobserved cause with Cancer/);
    await page.keyboard.press('Control+z');
    await until(() => page.locator('#verdict .chip').count(), 0);
    await page.keyboard.press('Control+Shift+z');
    await page.locator('#verdict .chip.identifiable').waitFor();
  },

  async 'a suggestion is applied, undone and done again'({ page, address }) {
    await open(page, address);
    await page.locator('#examples').selectOption({ label: 'A hedge: nothing helps but new data' });
    await page.locator('.chip.cannot_identify').waitFor();
    assert.ok((await page.locator('#canvas .hedge rect').count()) === 2);
    await page.getByRole('button', { name: 'Measure the common cause of Training and Wage.' }).click();
    await page.locator('.chip.identifiable').waitFor();
    assert.ok((await nodes(page)).includes('cause_of_Training_and_Wage'));
    await page.locator('#undo').click();
    await page.locator('.chip.cannot_identify').waitFor();
    await page.locator('#redo').click();
    await page.locator('.chip.identifiable').waitFor();
    await page.locator('#undo').click();
    await page.getByRole('button', { name: 'Randomise Training in an experiment.' }).click();
    await until(() => edges(page), ['Region -> Wage', 'Training -> Wage']);
  },

  async 'a cycle is refused while it is drawn'({ page, address }) {
    await open(page, address);
    await write(page, confounded);
    await until(() => nodes(page), ['X', 'Y', 'Z']);
    await node(page, 'Y').focus();
    await page.keyboard.press('e');
    await page.keyboard.type('Z');
    await page.keyboard.press('Enter');
    await until(async () => /cycle: Z → Y → Z/.test(await page.locator('#status').textContent()), true);
    assert.ok(!(await edges(page)).includes('Y -> Z'));
  },

  async 'a CSV file is dropped, and its graph is found and worked with'({ page, address }) {
    await open(page, address);
    await dropFile(page, 'sachs.csv', sachs);
    await page.getByText('sachs.csv: 853 rows', { exact: true }).waitFor();
    await page.locator('#algorithm').selectOption('pc');
    await page.locator('#find').click();
    await page.locator('#found-answer').waitFor();
    assert.equal(await page.locator('#found .node').count(), 11);
    assert.ok((await page.locator('#found path.undirected').count()) > 0);
    const open1 = page.getByRole('button', { name: 'Raf → Mek' });
    await open1.click();
    await page.locator('#found path.edge[data-edge="Raf -> Mek"]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Work with this graph' }).click();
    await until(async () => (await nodes(page)).length, 11);
  },

  async 'an effect is estimated by a graph and a table, and a model fitted to both goes to the levers'({ page, address }) {
    await open(page, address);
    await write(page, confounded);
    await until(() => nodes(page), ['X', 'Y', 'Z']);
    await dropFile(page, 'xyz.csv', confoundedTable());
    await page.locator('#ask-estimate').click();
    await page.locator('#estimate-answer').waitFor();
    assert.match(await page.locator('#estimate-answer .verdict').textContent(), /^One unit more of X changes Y by (1\.9|2\.0|2 |2\.1).* to .*if Z is all/);
    assert.match(await page.locator('#found .node[data-node="Z"]').getAttribute('class'), /adjusted/);
    assert.match(await page.locator('#estimate-answer').getByText('refuters failed').textContent(), /Doubts \(\d of \d/);
    await page.getByLabel('Graph to estimate by').selectOption('several');
    assert.equal(await page.locator('#ask-fit').count(), 0, 'a model needs one graph');
    await page.locator('#ask-estimate').click();
    await until(async () => /of 100 graphs identify it/.test(await page.locator('#estimate').textContent()), true);
    await page.locator('#find').click();
    await page.locator('#found-answer').waitFor();
    await page.getByLabel('Graph to estimate by').selectOption('drawn');
    await page.locator('#ask-fit').click();
    await until(async () => /As things are, \w is/.test((await page.locator('#then').allTextContents()).join()), true);
    assert.match(await page.locator('#model').inputValue(), /Y = .*X.* \+ noise ~ /);
    assert.equal(await page.locator('#levers input[type="range"]').count(), 2);
  },

  async 'a search is stopped, and bad data are refused in words'({ page, address }) {
    await open(page, address);
    await page.route('**/causal/discover', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.abort().catch(() => {});
    });
    await dropFile(page, 'a.csv', 'a,b\n1,2\n2,\n3,4\n4,1\n');
    await page.locator('#find').click();
    await page.locator('#stop').click();
    await page.locator('#find').waitFor();
    assert.match(await page.locator('#status').textContent(), /Stopped/);
    await page.unroute('**/causal/discover');
    await page.getByLabel('Drop rows with missing values').uncheck();
    await page.locator('#find').click();
    await until(async () => /row 2 .*is empty/.test(await page.locator('#data-right .error').textContent()), true);
  },

  async 'a search says how far it is until it is stopped, and the service stops too'({ page, address }) {
    await open(page, address);
    await dropFile(page, 'wide.csv', wide(70, 90));
    await page.locator('#algorithm').selectOption('notears');
    await page.getByLabel('Resample 50 times').check();
    await page.locator('#find').click();
    await until(async () => /^(Iteration \d+: \d+ weights not zero|Resample \d+ of 50)/.test(await page.locator('#progress').textContent()), true);
    await page.locator('#stop').click();
    await page.locator('#find').waitFor();
    assert.match(await page.locator('#status').textContent(), /Stopped/);
    assert.equal(await page.locator('#found-answer').count(), 0);
    await until(async () => (await fetch(`${address}/metrics`).then((answer) => answer.text())).match(/isl_compute_running\{[^}]*slow[^}]*\} (\d+)/)[1], '0');
  },

  async 'a lever is slid, and the outcome moves'({ page, address }) {
    await open(page, address);
    await page.locator('#examples').selectOption({ label: 'What would a price do?' });
    await until(async () => /As things are, Revenue is/.test(await page.locator('#then').textContent()), true);
    const before = await page.locator('#chart .curve.before').getAttribute('d');
    await page.getByRole('slider', { name: 'Price' }).focus();
    await page.keyboard.press('End');
    await until(async () => /Under Price = .*higher\.$/.test(await page.locator('#then').textContent()), true);
    const first = await page.locator('#then').textContent();
    await page.keyboard.press('Home');
    await until(async () => /lower\.$/.test(await page.locator('#then').textContent()), true);
    await page.keyboard.press('End');
    await until(() => page.locator('#then').textContent(), first, 'the same lever gives the same numbers');
    assert.notEqual(await page.locator('#chart .curve.before').getAttribute('d'), before, 'the axis makes room');
    assert.match(await page.locator('#model-graph .node[data-node="Price"]').getAttribute('class'), /treatment/);
    await page.locator('#model').fill('A ~ normal(0, 1)\nB = 2 * C + noise ~ normal(0, 1)\n');
    await until(() => page.locator('#model-gutter .bad').textContent(), '2');
    await page.locator('#model').fill('A ~ normal(0, 1)\nB = 2 * A + noise ~ normal(0, 1)\n');
    await until(async () => /As things are, B is/.test(await page.locator('#then').textContent()), true);
  },

  async 'a link opens the same drawing in a fresh profile'({ page, address, browser }) {
    await open(page, address);
    await write(page, confounded);
    await until(() => nodes(page), ['X', 'Y', 'Z']);
    const box = await boxOf(page, 'Z');
    await drag(page, box.middle, { x: box.middle.x + 40, y: box.middle.y - 70 });
    await until(async () => /"Z":\[/.test(await page.evaluate(() => localStorage.getItem('isl.studio'))), true);
    await page.locator('#share').click();
    await page.waitForURL(/#g=/);
    const drawn = await page.locator('#canvas .node').evaluateAll((all) => all.map((one) => one.getAttribute('transform')));
    const fresh = await browser.newContext({ viewport: { width: 1100, height: 700 } });
    const other = await fresh.newPage();
    await open(other, address, page.url().slice(address.length + 1));
    assert.deepEqual(await other.locator('#canvas .node').evaluateAll((all) => all.map((one) => one.getAttribute('transform'))), drawn);
    assert.equal(await other.locator('#text').inputValue(), confounded);
    await fresh.close();
    await page.reload();
    await page.locator('.chip').waitFor();
    assert.equal(await page.locator('#text').inputValue(), confounded, 'a closed page loses nothing');
  },

  async 'the question is copied in every language, and runs'({ page, address }) {
    await open(page, address);
    const copied = {};
    await page.locator('#copy').click();
    const names = await page.locator('.formats input').evaluateAll((all) => all.map((one) => one.value));
    for (const name of names) {
      await page.locator(`.formats input[value="${name}"]`).check();
      await until(async () => (await page.locator('dialog pre').textContent()).length > 20, true, name);
      copied[name] = await page.locator('dialog pre').textContent();
    }
    const summary = await (await import('node:timers/promises')).setTimeout(0).then(() => verdict(page).textContent());
    const answer = JSON.parse(execFileSync('sh', ['-c', copied.curl], { encoding: 'utf8' }));
    assert.equal(answer.explanation.summary, summary);
    const { code } = await transform(copied.TypeScript, { loader: 'ts', format: 'esm' });
    assert.equal(execFileSync('node', ['--input-type=module', '-e', code], { encoding: 'utf8' }).trim(), summary);
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: copied.Python });
    assert.match(copied.SVG, /^<svg[^]*data-node="Price"/);
    assert.match(copied.TeX, /\\sum_/);
    assert.match(copied.DOT, /^digraph \{[^]*Price -> Sales;/);
    assert.match(copied.dagitty, /Price \[exposure\]/);
    assert.match(copied['C#'], /PostAsync/);
    assert.match(copied.R, /httr2/);
  },

  async 'what does not bear on the effect is hidden, and not lost'({ page, address }) {
    await open(page, address);
    await write(page, `${confounded.slice(0, -1)}\n Y -> After\n Alone }`);
    await until(() => nodes(page), ['After', 'Alone', 'X', 'Y', 'Z']);
    await page.locator('#relevant').click();
    await until(() => nodes(page), ['X', 'Y', 'Z']);
    await until(async () => /Not shown.*After and Alone/.test(await page.locator('#verdict').textContent()), true);
    await page.locator('.set').click();
    await until(() => page.locator('#text').inputValue().then((text) => /Y -> After/.test(text) && /Alone/.test(text) && /Z \[adjusted\]/.test(text)), true);
    await page.locator('#relevant').click();
    await until(() => nodes(page), ['After', 'Alone', 'X', 'Y', 'Z']);
  },

  async 'a service with keys asks for one'({ page, address }) {
    await page.route('**/api/v1/**', (route) =>
      route.request().headers()['x-api-key'] === 'k' ? route.continue() : route.fulfill({ status: 401, json: { message: 'A key is needed.' } }),
    );
    await page.goto(address);
    await page.getByLabel('API key').fill('k');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.locator('.chip').waitFor();
  },
};
