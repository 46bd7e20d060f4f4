/** @file Build and preview. The two isolation headers give WASM its threads; models are copied beside the page, unhashed. */
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { viteStaticCopy } from 'vite-plugin-static-copy'
import { catalogues } from './vite.catalogues.ts'
import { chapterPages } from './vite.chapter.ts'
import { fileOf } from './vite.chunks.ts'
import { contentSecurityPolicy } from './vite.csp.ts'
import { embedScripts } from './vite.embed.ts'
import { fetchFirst } from './vite.fetch-first.ts'
import { firstPaint } from './vite.first-paint.ts'
import { licencesOfParts } from './vite.licences.ts'
import { offline } from './vite.offline.ts'
import { replayPage } from './vite.replay.ts'
import { workerEntry } from './vite.worker-entry.ts'

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // As public/_headers: a frame without an origin takes its own scripts only with it, and they say why nothing else runs there.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** A plain script, which runs where modules are refused; written in behind the bundler, which takes only modules. */
const fileNotice: Plugin = {
  name: 'file-notice',
  transformIndexHtml: {
    order: 'post',
    // The chapter is read without any script, and nobody sees the line to a server.
    handler: (_html, { path }) =>
      path === '/chapter.html' || path === '/line.html'
        ? []
        : [{ tag: 'script', attrs: { src: './file-notice.js', defer: true }, injectTo: 'head' }],
  },
}

/** Hosts keep what has a hash in its name (see public/_headers); so does the preview. */
const keepAssets: Plugin = {
  name: 'keep-assets',
  configurePreviewServer(server) {
    server.middlewares.use('/assets/', (_request, response, next) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
      next()
    })
  },
}

/** As a text, which browsers show. */
const licence: Plugin = {
  name: 'licence',
  generateBundle() {
    if (this.environment.name === 'client')
      this.emitFile({ type: 'asset', fileName: 'LICENSE.txt', source: readFileSync('LICENSE', 'utf8') })
  },
}

export default defineConfig({
  base: './',
  plugins: [
    react(),
    catalogues(),
    fetchFirst(),
    embedScripts(),
    replayPage(),
    viteStaticCopy({
      targets: [{ src: ['models/*.json', 'models/**/*.json', 'models/**/*.onnx', '!models/training/**'], dest: '.' }],
      structured: true,
      silent: true,
    }),
    firstPaint(),
    fileNotice,
    keepAssets,
    licence,
    licencesOfParts(),
    contentSecurityPolicy(),
    chapterPages(),
    offline(),
  ],
  worker: { format: 'es', plugins: () => [workerEntry()] },
  build: {
    target: 'es2023',
    // Browsers of that target fetch ahead by themselves.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    // The policy lets no font come out of a style sheet.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'chapter.html', 'atlas.html', 'line.html'],
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf }] } },
      checks: { bundlerTimings: false },
    },
  },
  server: { headers: isolation },
  preview: { headers: isolation, port: 5173 },
})
