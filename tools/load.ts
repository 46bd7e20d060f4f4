/** @file Our own modules in a script of Node, style sheets and all: what the page imports, Node alone cannot. */
import { createServer } from 'vite'
import { catalogues } from '../vite.catalogues.ts'
import { embedScripts } from '../vite.embed.ts'
import { licencesOfParts } from '../vite.licences.ts'

/** The module at a path, through Vite. */
export async function load<Module>(path: string): Promise<Module> {
  const server = await createServer({
    ...{ configFile: false, logLevel: 'error', appType: 'custom' },
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
    // What the page imports that is made by the build.
    plugins: [catalogues(), embedScripts(), licencesOfParts()],
  })
  const module = await server.ssrLoadModule(path)
  await server.close()
  return module as Module
}
