// Shows a GLB in headless Chromium as a job file says and writes what's seen to a folder.
// Usage: node view.mjs job.json
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const here = fileURLToPath(new URL('.', import.meta.url));
const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript' };

function locate(path) {
  if (path === '/avatar.glb') return job.glb;
  if (path.startsWith('/node_modules/three/')) {
    return join(modules, normalize(path.slice('/node_modules/'.length)));
  }
  return ['/page.html', '/page.mjs'].includes(path) ? join(here, path) : undefined;
}

const server = createServer((request, response) => {
  const file = locate(new URL(request.url, 'http://localhost').pathname);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: [
    '--no-sandbox',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
  ],
});
const problems = [];
try {
  const page = await browser.newPage({
    viewport: { width: job.view.width, height: job.view.height },
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver')) {
      problems.push(message.text());
    }
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  await page.waitForFunction(() => window.mien !== undefined);
  const loaded = await page.evaluate((view) => window.mien.load('/avatar.glb', view), job.view);

  const save = async (name, withBlended) => {
    const url = await page.evaluate((blended) => window.mien.picture(blended), withBlended);
    writeFileSync(join(job.folder, `${name}.png`), Buffer.from(url.split(',')[1], 'base64'));
  };
  await save('loaded', true);
  await page.evaluate(() => window.mien.weigh({}));
  await save('silhouette', false);
  await save('neutral', true);
  for (const shape of job.shapes) {
    await page.evaluate((name) => window.mien.weigh({ [name]: 1 }), shape);
    await save(`shape-${shape}`, true);
  }
  const played = [];
  for (const moment of job.moments) {
    played.push(
      await page.evaluate(
        ({ clip, time, joint }) => window.mien.play(clip, time, joint), moment));
    await save(`moment-${played.length - 1}`, true);
  }
  await page.evaluate(() => window.mien.stop());
  console.log(JSON.stringify({ ...loaded, played, problems }));
} finally {
  await browser.close();
  server.close();
}
