// Compares what our templates write for islands with what React makes of the same islands, after HTML5 parsing.
// Reads a list of HTML texts from the standard input, writes a list of differences. `<folder>` is for what it builds.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { parseFragment } from 'parse5';

const components = join(dirname(fileURLToPath(import.meta.url)), '../../../app/pages/components');
const texts = JSON.parse(readFileSync(0, 'utf8'));
const bundle = join(process.argv[2], 'islands.mjs');

/** All islands that stand in a parsed text, outermost first. */
function islandsIn(node, found = []) {
  if (valueOf(node, 'data-island')) found.push(node);
  for (const child of node.childNodes ?? []) islandsIn(child, found);
  return found;
}

function valueOf(node, name) {
  return node.attrs?.find((one) => one.name === name)?.value;
}

/** What is compared: names, attributes in any order, texts; not what the server writes into slots. */
function plain(node) {
  if (node.nodeName === '#text') return node.value;
  if (node.nodeName === '#comment') return { comment: node.data };
  const attributes = node.attrs
    .filter(({ name }) => !['data-island', 'data-props', 'data-live'].includes(name))
    .map(({ name, value }) => [name, value])
    .sort();
  const inside = valueOf(node, 'data-slot') === undefined ? node.childNodes.map(plain) : [];
  return { [node.nodeName]: Object.fromEntries(attributes), inside };
}

const trees = texts.map((text) => islandsIn(parseFragment(text)));
const names = [...new Set(trees.flat().map((island) => valueOf(island, 'data-island')))];
await build({
  stdin: {
    contents: `
      export { createElement } from 'react';
      export { renderToString } from 'react-dom/server.browser';
      ${names.map((name) => `export { default as ${name} } from '${components}/${name}/island';`).join('\n')}`,
    resolveDir: dirname(fileURLToPath(import.meta.url)),
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  format: 'esm',
  // In the place of tsconfig.json, which says that React is Preact.
  tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'react' } },
  define: { 'process.env.NODE_ENV': '"development"' },
});
const { createElement, renderToString, ...islands } = await import(pathToFileURL(bundle).href);

const differences = [];
let compared = 0;
for (const island of trees.flat()) {
  const name = valueOf(island, 'data-island');
  const props = JSON.parse(valueOf(island, 'data-props') ?? '{}');
  console.error = (...said) => differences.push(`${name}: React says ${said.join(' ').slice(0, 500)}`);
  const [ours, reacts] = [
    plain(island),
    plain(parseFragment(renderToString(createElement(islands[name], { ...props, context: props.context ?? {} }))).childNodes[0]),
  ].map((tree) => JSON.stringify(tree, null, 1));
  if (ours !== reacts) differences.push(`${name} ${JSON.stringify(props)}\nours ${ours}\nReact's ${reacts}`);
  compared += 1;
}
// React's scheduler would keep the process open.
process.stdout.write(JSON.stringify({ compared, names, differences }), () => process.exit(0));
