// Bundles every component's island.tsx into app/pages/static/islands.js. `--out <file>` writes elsewhere.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const components = join(here, '../components');
const names = readdirSync(components)
  .filter((name) => existsSync(join(components, name, 'island.tsx')))
  .sort();
const out = process.argv.indexOf('--out');
const entry = [
  "import { start } from './start';",
  ...names.map((name) => `import { enhance as ${name} } from '../components/${name}/island';`),
  `start({ ${names.join(', ')} });`,
].join('\n');

await build({
  stdin: { contents: entry, resolveDir: here, sourcefile: 'entry.ts', loader: 'ts' },
  outfile: out > 0 ? process.argv[out + 1] : join(here, '../static/islands.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  alias: { react: 'preact/compat', 'react-dom': 'preact/compat' },
});
