/**
 * @file The Content-Security-Policy of the shipped page: written into it by the build, so that it holds on hosts that send no headers,
 * and sent by the preview server for the page and its scripts. `wasm-unsafe-eval` lets WebAssembly compile; no string becomes a script.
 */
import type { Plugin } from 'vite'

const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  // The hub of public models and the hosts that it hands files out from; the page speaks to them when its visitor asks for a model.
  'connect-src': "'self' https://huggingface.co https://*.hf.co",
  'manifest-src': "'self'",
  'frame-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
}

/**
 * Of line.html, a frame without anything to see, which the page makes when a visitor has given the address of a teacher on a server: the one
 * document that may ask other origins. Addresses are the visitor's own, so no list can name them.
 */
const LINE_POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'connect-src': 'http: https:',
  'base-uri': "'none'",
  'form-action': "'none'",
}

const written = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

const CONTENT_SECURITY_POLICY = written(POLICY)
const LINE = /^\/line\.html(?:\?|$)/
const policyOf = (path: string): string => (LINE.test(path) ? written(LINE_POLICY) : CONTENT_SECURITY_POLICY)

/**
 * What the page may ask the browser for: the camera alone, which reads the codes of a room's answers. public/_headers sends the same, and
 * a test compares the two. Fullscreen, the clipboard and the wake lock stay as the browser has them, for the frames' sake.
 */
export const PERMISSIONS_POLICY =
  'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), midi=(), display-capture=()'

/** The page and what it runs; other people's pages that are served beside it have policies of their own. */
const OURS = /^\/(?:index\.html)?(?:\?|$)|^\/(?:assets\/|(?:chapter|atlas)(?:[/.?]|$)|service-worker\.js)/

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    // A development server writes scripts into the page.
    apply: (_config, { command, isPreview }) => command === 'build' || isPreview === true,
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(path) },
          injectTo: 'head-prepend',
        },
      ],
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url ?? ''
        if (OURS.test(path) || LINE.test(path)) response.setHeader('Content-Security-Policy', policyOf(path))
        response.setHeader('Permissions-Policy', PERMISSIONS_POLICY)
        next()
      })
    },
  }
}
