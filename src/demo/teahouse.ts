/** The web service that the demo's agents work on: small, harmless, and it really runs. */
export const teahouse: Readonly<Record<string, string>> = {
  'README.md': `# Teahouse

A very small web service: it knows the price of a cup of tea.
`,
  'package.json': `{
  "name": "teahouse",
  "private": true,
  "type": "module",
  "scripts": { "start": "node server.js", "test": "node --test" }
}
`,
  'menu.js': `export const menu = [
  { tea: 'sencha', price: 4 },
  { tea: 'assam', price: 3 },
  { tea: 'lapsang', price: 5 },
];

export function priceOf(tea) {
  return menu.find((entry) => entry.tea === tea)?.price ?? null;
}
`,
  'menu.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceOf } from './menu.js';

test('a tea on the menu has a price', () => assert.equal(priceOf('sencha'), 4));
test('coffee has none', () => assert.equal(priceOf('coffee'), null));
`,
  'server.js': `import { createServer } from 'node:http';
import { menu, priceOf } from './menu.js';

createServer((request, response) => {
  const tea = decodeURIComponent(request.url).slice(1);
  if (tea === '') return send(response, 200, { menu });
  const price = priceOf(tea);
  if (price === null) return send(response, 404, { error: \`no tea called \${tea}\` });
  send(response, 200, { tea, price });
}).listen(process.env.PORT ?? 8080);

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
`,
};

const patch = (...lines: readonly string[]) =>
  `${['*** Begin Patch', ...lines, '*** End Patch'].join('\n')}\n`;

const addition = (path: string, text: string) => [
  `*** Add File: ${path}`,
  ...text
    .trimEnd()
    .split('\n')
    .map((line) => `+${line}`),
];

/** A patch that adds one file. */
export function newFile(path: string, text: string): string {
  return patch(...addition(path, text));
}

export const readmePatch = patch(
  '*** Update File: README.md',
  '@@',
  ' A very small web service: it knows the price of a cup of tea.',
  '+',
  '+    npm start',
  '+    curl localhost:8080/sencha',
  '+',
  '+Set `PORT` to listen elsewhere. `npm test` runs the tests.',
);

export const ordersPatch = patch(
  '*** Update File: menu.js',
  '@@',
  ' export function priceOf(tea) {',
  '-  return menu.find((entry) => entry.tea === tea)?.price ?? null;',
  '+  const name = tea.trim().toLowerCase();',
  '+  return menu.find((entry) => entry.tea === name)?.price ?? null;',
  ' }',
  ...addition(
    'orders.js',
    `import { priceOf } from './menu.js';

const orders = [];

/** Null when one of the teas is not on the menu. */
export function placeOrder(teas) {
  const prices = teas.map(priceOf);
  if (prices.includes(null)) return null;
  const order = { number: orders.length + 1, teas, total: prices.reduce((a, b) => a + b, 0) };
  orders.push(order);
  return order;
}
`,
  ),
);

export const ordersTestPatch = newFile(
  'orders.test.js',
  `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOrder } from './orders.js';

test('an order adds up', () => assert.equal(placeOrder(['sencha', 'assam']).total, 7));
test('coffee cannot be ordered', () => assert.equal(placeOrder(['coffee']), null));
`,
);

export const startPagePatch = newFile(
  'public/index.html',
  `<!doctype html>
<title>Teahouse</title>
<h1>What will it be?</h1>
<ul id="menu"></ul>
<script type="module">
  const { menu } = await (await fetch('/')).json();
  document.querySelector('#menu').append(
    ...menu.map(({ tea, price }) => Object.assign(document.createElement('li'), {
      textContent: \`\${tea}: \${price} coins\`,
    })),
  );
</script>
`,
);

export const storePatch = newFile(
  'store.js',
  `import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const file = process.env.ORDERS ?? 'orders.jsonl';

export const keep = (order) => appendFileSync(file, \`\${JSON.stringify(order)}\\n\`);

export const kept = () =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\\n').map(JSON.parse) : [];
`,
);
