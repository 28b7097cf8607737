/**
 * Builds the stylesheet, the script and the icons into dist, under names that
 * change with their content, with compressed copies and a manifest that maps
 * the plain names to the built ones.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../..')
const dist = join(here, 'dist')
const browsers = ['chrome108', 'firefox115', 'safari15.4']
const kilobyte = 1024
const budgets = { 'answerable.css': 25 * kilobyte, 'answerable.js': 20 * kilobyte }

/** The name of a built file: its own, with the start of its content's hash. */
function hashedName(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const extension = extname(name)
  return `${basename(name, extension)}-${hash}${extension}`
}

/** Compiles the Sass and writes the images it names as files of their own. */
async function stylesheet() {
  const compiled = sass.compile(join(here, 'answerable.scss'), { loadPaths: [root, here], quietDeps: true })
  const result = await esbuild.build({
    stdin: { contents: compiled.css, loader: 'css', resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    outdir: dist,
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'file' },
    target: browsers,
  })
  const isCSS = (file) => extname(file.path) === '.css'
  const images = result.outputFiles.filter((file) => !isCSS(file))
  images.forEach((file) => write(basename(file.path), file.contents))
  return result.outputFiles.find(isCSS).contents
}

/** Bundles the script with the few components it starts. */
async function script() {
  const result = await esbuild.build({
    entryPoints: [join(here, 'answerable.mjs')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    legalComments: 'none',
    target: browsers,
  })
  return result.outputFiles[0].contents
}

/** Writes a file and its compressed copies, and gives the size of the gzip. */
function write(name, content) {
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  const gzip = gzipSync(content, { level: 9 })
  writeFileSync(join(dist, name), content)
  writeFileSync(join(dist, `${name}.gz`), gzip)
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(content, brotli))
  return gzip.length
}

/** Writes a file under its hashed name, holding it to its budget. */
function publish(name, content) {
  const built = hashedName(name, content)
  const size = write(built, content)
  console.log(`${built}: ${content.length} bytes, ${size} compressed`)
  if (size > (budgets[name] ?? Infinity)) {
    throw new Error(`${name} is ${size} bytes compressed, over its budget of ${budgets[name]}`)
  }
  return built
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
const files = {
  'answerable.css': await stylesheet(),
  'answerable.js': await script(),
  'icon.svg': readFileSync(join(here, 'icon.svg')),
}
const manifest = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, publish(name, content)]))
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
