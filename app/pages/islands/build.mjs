// Bundles every component's island.tsx into app/pages/static/islands/: a module each, what they share in chunks, and
// islands.json with the files that each needs. `--out <folder>` writes elsewhere.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const components = join(here, '../components');
const given = process.argv.indexOf('--out');
const out = given > 0 ? process.argv[given + 1] : join(here, '../static/islands');
const names = readdirSync(components)
  .filter((name) => existsSync(join(components, name, 'island.tsx')))
  .sort();

/** An island's entry: it makes the component known to the page. */
const entries = {
  name: 'islands',
  setup(build) {
    build.onResolve({ filter: /^island:/ }, ({ path }) => ({ path: path.slice(7), namespace: 'island' }));
    build.onLoad({ filter: /.*/, namespace: 'island' }, ({ path }) => ({
      contents: `import { mount } from './mount';
        import Island from '../components/${path}/island';
        mount(${JSON.stringify(path)}, Island);`,
      resolveDir: here,
      loader: 'ts',
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafile, outputFiles } = await build({
  entryPoints: [
    ...names.map((name) => ({ in: `island:${name}`, out: name })),
    ...['live', 'filters', 'commands'].map((name) => ({ in: join(here, `${name}.ts`), out: name })),
  ],
  // What a file is called follows from where it stands, so that is always the same.
  outdir: join(here, '../static/islands'),
  absWorkingDir: here,
  write: false,
  entryNames: '[name]-[hash]',
  chunkNames: 'shared-[hash]',
  plugins: [entries],
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  alias: { react: 'preact/compat' },
});

/** The script of a builder's canvas is none of a page's, and no module: its document has no origin to load one with. */
const canvas = await build({
  entryPoints: [{ in: join(here, 'canvas.ts'), out: 'canvas' }],
  outdir: join(here, '../static/islands'),
  absWorkingDir: here,
  write: false,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
});
outputFiles.push(...canvas.outputFiles);

for (const file of outputFiles) writeFileSync(join(out, basename(file.path)), file.contents);

/** A file and all that it imports, itself first. */
function withImports(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const one of metafile.outputs[path].imports) if (one.kind === 'import-statement') withImports(one.path, found);
  return found;
}

const files = Object.entries(metafile.outputs)
  .filter(([, output]) => output.entryPoint)
  .map(([path, output]) => [basename(output.entryPoint, '.ts').replace('island:', ''), [...withImports(path)].map((one) => basename(one))]);
files.push(['canvas', canvas.outputFiles.map((file) => basename(file.path))]);
writeFileSync(join(out, 'islands.json'), `${JSON.stringify(Object.fromEntries(files.sort()), null, 1)}\n`);
