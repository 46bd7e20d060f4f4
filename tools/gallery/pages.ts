/** @file The gallery's pages: what a forge shows, and what a browser opens from the folder. */
import type { Example } from '../../src/charts/gallery/example.ts'

/** Markdown, for readers of the repository. */
export function readme(examples: readonly Example[]): string {
  const figures = examples.map(({ name, caption }) => `## ${name}\n\n${caption}\n\n![${name}](${name}.svg)\n`)
  return `# Gallery

Every chart of the page, from a named example in \`src/charts/gallery\`. \`npm run gallery\` draws them again; a figure that changed is written beside
the old one, and \`npm run gallery -- --accept\` takes it. This page and its figures are written by that command.

${figures.join('\n')}`
}

/** One page with everything on it, by day and by night. `changed` has the names of figures that lie beside an old one. */
export function page(examples: readonly Example[], changed: ReadonlySet<string> = new Set()): string {
  const figure = ({ name }: Example): string =>
    changed.has(name)
      ? `<figure class="changed"><img src="${name}.svg" alt="${name}, accepted"><img src="${name}.changed.svg" alt="${name}, changed"></figure>`
      : `<figure><img src="${name}.svg" alt="${name}"></figure>`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery of the OPD playground's charts</title>
<style>
:root { color-scheme: light dark; font: 400 16px/1.45 system-ui, sans-serif; background: light-dark(#e8e2d5, #11100d); color: light-dark(#211e19, #ede7db); }
:root:has(#day:checked) { color-scheme: light; }
:root:has(#night:checked) { color-scheme: dark; }
body { max-width: 76rem; margin: 0 auto; padding: 1rem; }
main { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }
figure { margin: 0; max-width: 100%; }
img { display: block; max-width: 100%; height: auto; }
.changed { display: flex; flex-wrap: wrap; gap: 0.25rem; padding: 0.25rem; outline: 3px solid light-dark(#d55e00, #f07f35); }
</style>
<h1>Gallery</h1>
<p><label><input type="radio" name="light" id="auto" checked> as the system</label> <label><input type="radio" name="light" id="day"> paper</label> <label><input type="radio" name="light" id="night"> night</label></p>
<main>
${[...examples]
  .sort((a, b) => Number(changed.has(b.name)) - Number(changed.has(a.name)))
  .map(figure)
  .join('\n')}
</main>
</html>
`
}
