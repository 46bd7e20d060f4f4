/**
 * @file Writes the page's first sight into index.html: what this is about, and the recorded first text, so that no visitor looks at an empty page while scripts arrive. The page
 * replaces it when it is drawn; a frame on somebody else's page does not show it (public/first-paint.js).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PLACE = '<div id="root"></div>'

export function firstPaint(): Plugin {
  let root = ''
  return {
    name: 'first-paint',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        if (!path.endsWith('/index.html')) return
        const { rollout } = JSON.parse(readFileSync(join(root, 'public/recorded/first.json'), 'utf8'))
        if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`)
        return {
          html: html.replace(PLACE, () => `<div id="root">${sight(String(rollout.text))}</div>`),
          // Not deferred: it speaks before anything is painted. Behind the bundler, which takes only modules.
          tags: [{ tag: 'script', attrs: { src: './first-paint.js' }, injectTo: 'head' as const }],
        }
      },
    },
  }
}

function sight(text: string): string {
  return [
    '<main class="first-paint">',
    '<h1>OPD playground</h1>',
    '<p><b>On-policy distillation (OPD)</b>: a small model learns from its own text, graded token by token by a teacher, so it is taught where it goes wrong itself.</p>',
    `<pre>${escaped(text)}</pre>`,
    '</main>',
  ].join('')
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
