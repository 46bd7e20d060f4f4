/** @file A source in one line, whose arXiv numbers and repositories are links. Nothing is fetched before one is followed. */

const LINKS = /(arXiv:\d{4}\.\d{4,5})|(?<=\bcode )([\w.-]+\/[\w.-]+)/g

/** `Self-Distilled Reasoner, arXiv:2601.18734; code siyan-zhao/OPSD` */
export function SourceText({ text }: { readonly text: string }) {
  const pieces: (string | { readonly words: string; readonly link: string })[] = []
  let at = 0
  for (const { 0: words, 1: paper, index } of text.matchAll(LINKS)) {
    pieces.push(text.slice(at, index), {
      words,
      link: paper ? `https://arxiv.org/abs/${paper.slice('arXiv:'.length)}` : `https://github.com/${words}`,
    })
    at = index + words.length
  }
  return (
    <span lang="en">
      {[...pieces, text.slice(at)].map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <a key={piece.link} href={piece.link} target="_blank" rel="noopener noreferrer">
            {piece.words}
          </a>
        ),
      )}
    </span>
  )
}
