/**
 * @file The chapter's script: its figures become live when they come into view, at most three at a time, and go back to their pictures
 * when others need the room. Without it the page is whole, only still.
 */
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import 'katex/dist/katex.min.css'
import '../ui/theme.css'
import './chapter.css'
import './print.css'

/** Each has an engine of its own, and memory is not the reader's worry. */
const MOST = 3

const alive: HTMLElement[] = []

function wake(figure: HTMLElement): void {
  const { live, height, title } = figure.dataset
  const place = figure.querySelector<HTMLElement>('.figure-place')
  if (live === undefined || !place || alive.includes(figure)) return
  alive.push(figure)
  for (const old of alive.length > MOST ? alive.splice(0, 1) : []) sleep(old)
  const frame = document.createElement('iframe')
  frame.src = live
  frame.title = title ?? ''
  frame.height = height ?? ''
  frame.addEventListener('load', () => whenDrawn(frame, () => figure.classList.add('live')), { once: true })
  place.append(frame)
}

/** The picture stays until there is something to see in the frame, so that nothing is ever empty. */
function whenDrawn(frame: HTMLIFrameElement, work: () => void): void {
  const root = frame.contentDocument?.getElementById('root')
  if (!root) return
  const look = new MutationObserver(() => {
    if (!root.querySelector('.embed-view > :not(.lazily)')) return
    look.disconnect()
    work()
  })
  look.observe(root, { childList: true, subtree: true })
}

function sleep(figure: HTMLElement): void {
  figure.classList.remove('live')
  figure.querySelector('iframe')?.remove()
}

const sight = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement) wake(target)
    }
  },
  { rootMargin: '20% 0px' },
)
for (const figure of document.querySelectorAll('figure[data-live]')) sight.observe(figure)
