/**
 * @file Writes the chapter beside the page: plain HTML in every language, at `/chapter`, made from src/chapter and from the repository's
 * records at build time. What it looks like and what makes its figures live is an entry of the build (chapter.html).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import type { Records } from './src/chapter/facts.ts'

const ROOT = import.meta.dirname
const STYLE = 'chapter/formulas.css'

const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

function records(): Records {
  return {
    evaluation: json('models/evaluation.json'),
    first: json('public/recorded/first.json'),
    privilege: json('src/features/privilege/recorded.json'),
  }
}

async function site(): Promise<typeof import('./src/chapter/site.ts')> {
  const { module } = await runnerImport<typeof import('./src/chapter/site.ts')>(join(ROOT, 'src/chapter/site.ts'), {
    configFile: false,
  })
  return module
}

const picture = (name: string): string => readFileSync(join(ROOT, 'docs/gallery', name), 'utf8')

export function chapterPages(): Plugin {
  return {
    name: 'chapter-pages',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) =>
        path === '/chapter.html'
          ? [{ tag: 'link', attrs: { rel: 'stylesheet', href: `./${STYLE}` }, injectTo: 'head' }]
          : [],
    },
    generateBundle: {
      // After the skeleton is in the bundle.
      order: 'post',
      async handler(_options, output) {
        const skeleton = output['chapter.html']
        if (skeleton?.type !== 'asset') return
        const { chapterSite, PICTURES } = await site()
        const { pages, css } = chapterSite(String(skeleton.source), records())
        delete output['chapter.html']
        for (const { path, html } of pages) this.emitFile({ type: 'asset', fileName: path, source: html })
        this.emitFile({ type: 'asset', fileName: STYLE, source: css })
        for (const name of PICTURES)
          this.emitFile({ type: 'asset', fileName: `chapter/${name}`, source: picture(name) })
      },
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const found = /^\/chapter(?:\/(?:(zh|es)\/?)?|\.html)?(?:\?.*)?$/.exec(request.url ?? '')
        const drawn = /^\/chapter\/([\w-]+\.svg)$/.exec(request.url ?? '')
        if (drawn?.[1]) {
          response.setHeader('Content-Type', 'image/svg+xml')
          response.end(picture(drawn[1]))
        } else if (request.url === `/${STYLE}`) {
          const { chapterSite } = await site()
          response.setHeader('Content-Type', 'text/css')
          response.end(chapterSite('', records()).css)
        } else if (found) {
          const { filled } = await site()
          const skeleton = await server.transformIndexHtml(
            '/chapter.html',
            readFileSync(join(ROOT, 'chapter.html'), 'utf8'),
          )
          const language = found[1] === 'zh' || found[1] === 'es' ? found[1] : 'en'
          response.setHeader('Content-Type', 'text/html; charset=utf-8')
          response.end(filled(skeleton, language, records(), '/'))
        } else next()
      })
    },
  }
}
