/** @file Browsers that are missing, from Debian's packages, where we may. */
import { spawnSync } from 'node:child_process'

/** Installs these when we are root on a system with apt. @returns whether they are there now */
export function installPackages(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false
  process.stdout.write(`\n== installing Debian's ${packages.join(', ')}\n`)
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}
