// The service under test, on a port of its own, and a browser to look at it with.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const root = new URL('../../../', import.meta.url).pathname;

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function startService(configuration) {
  const address = `http://127.0.0.1:${await freePort()}`;
  const service = spawn('dotnet', [join(root, `Isl.Api/bin/${configuration}/net10.0/Isl.Api.dll`)], {
    env: { ...process.env, ASPNETCORE_URLS: address, ISL_LOG_FILE: join(mkdtempSync(join(tmpdir(), 'isl-studio-')), 'app.log') },
    stdio: 'ignore',
  });
  for (let i = 0; i < 240; i++) {
    const isReady = await fetch(`${address}/health/ready`).then((answer) => answer.ok, () => false);
    if (isReady) {
      return { address, stop: () => service.kill() };
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  service.kill();
  throw new Error('The service does not get ready.');
}

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
}
