/** @file The worker: the engine on this browser's hardware, behind the protocol. */
import { createEngine } from '../engine/engine.ts'
import { browserHardware } from './browser-hardware.ts'
import { fetchFiles } from './fetch-files.ts'
import type { ClientMessage } from './protocol.ts'
import { createServer } from './server.ts'

const receive = createServer(
  (message, transfer) => self.postMessage(message, { transfer: [...transfer] }),
  (modelsUrl) => createEngine({ hardware: browserHardware(), files: fetchFiles(modelsUrl) }),
)
self.onmessage = (event: MessageEvent<ClientMessage>) => receive(event.data)
