/** @file The other libraries that are compared with: installed on first use into bench/peers, and served from there. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ViteDevServer } from 'vite'
import { type Folders, serve } from './serve.ts'

const PEERS = join(import.meta.dirname, 'peers')
const MODULES = join(PEERS, 'node_modules')
const PORT = 5198

export type PeerName = 'jax' | 'tfjs' | 'transformers'

export const peerAddress = (name: PeerName) => `http://localhost:${PORT}/?peer=${name}`

/** Their pages. @param folders what else the pages fetch: prefix of the address -> folder */
export function servePeers(folders: Folders): Promise<ViteDevServer> {
  return serve({
    root: PEERS,
    port: PORT,
    folders: {
      ...folders,
      '/onnxruntime': join(MODULES, 'onnxruntime-web/dist'),
      '/tfjs-wasm': join(MODULES, '@tensorflow/tfjs-backend-wasm/dist'),
    },
    bundle: ['@jax-js/jax', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@huggingface/transformers'],
  })
}

/** Installs what is compared with, on first use. Null when all is there, else why not. */
export function installPeers(): string | null {
  if (existsSync(join(MODULES, '.package-lock.json'))) return null
  process.stderr.write('bench: installing the peers (jax-js, TensorFlow.js, transformers.js) into bench/peers, once\n')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: PEERS,
    // The native runtime that transformers.js brings along is not used here; its post-install would download CUDA.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return status === 0 ? null : 'npm ci in bench/peers failed (is the registry within reach?); compared with native only'
}
