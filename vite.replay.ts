/**
 * @file Builds `replay.html`: the empty page for "Save as one page", with its script and style inside, each allowed by its hash and
 * nothing else. The page is filled in the browser (src/features/export/single-page.ts).
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { DATA_PLACE } from './src/features/export/packed-page.ts'

export function replayPage(): Plugin {
  let root = ''
  return {
    name: 'replay-page',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'replay.html', source: await page(root) })
    },
    configureServer(server) {
      server.middlewares.use('/replay.html', async (_request, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.end(await page(root))
      })
    },
  }
}

async function page(root: string): Promise<string> {
  const { script, style } = await bundle(root)
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>OPD playground: a recorded rollout</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>This page shows a recorded rollout by a script that stands in it, so it needs JavaScript.</noscript>
${DATA_PLACE}
<script>${script}</script>
</body>
</html>
`
}

async function bundle(root: string): Promise<{ readonly script: string; readonly style: string }> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2023',
      write: false,
      lib: {
        entry: join(root, 'src/features/export/replay/main.tsx'),
        formats: ['iife'],
        name: 'replay',
        cssFileName: 'replay',
      },
    },
  })
  const files = [result].flat().flatMap((each) => ('output' in each ? each.output : []))
  const chunk = files.find((file) => file.type === 'chunk')
  const css = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  if (chunk?.type !== 'chunk' || css?.type !== 'asset') throw new Error('The replay page was not built.')
  // Neither may end the element that it stands in.
  return {
    script: chunk.code.trim().replaceAll('</script', '<\\/script'),
    style: String(css.source).trim().replaceAll('</style', '<\\/style'),
  }
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
