// Builds the page into wwwroot, where it is committed: the service embeds what stands there and needs no Node.
import { build } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

const out = new URL('../wwwroot/studio/', import.meta.url);
await mkdir(out, { recursive: true });
await build({
  entryPoints: { studio: 'src/main.ts' },
  outdir: out.pathname,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
});
await build({ entryPoints: { studio: 'page/studio.css' }, outdir: out.pathname, minify: true, charset: 'utf8' });
for (const [from, to] of [['page/index.html', 'index.html'], ['page/icon.svg', 'icon.svg'], ['../../deploy/examples/sachs.csv', 'sachs.csv']]) {
  await cp(new URL(from, import.meta.url), new URL(to, out));
}

let bytes = 0;
for (const name of ['index.html', 'studio.js', 'studio.css', 'icon.svg']) {
  bytes += brotliCompressSync(readFileSync(new URL(name, out))).length;
}

console.log(`The page is ${(bytes / 1000).toFixed(1)} kB compressed.`);
