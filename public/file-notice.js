// Opened as a file, browsers refuse the page its own modules and workers. Says so where the page would have been.
if (location.protocol === 'file:') {
  addEventListener('DOMContentLoaded', () => {
    const notice = document.createElement('p')
    notice.textContent =
      'This page was opened as a file, and browsers let a file run neither modules nor workers. Serve its folder instead: ' +
      'run “npx serve” or “python3 -m http.server” in it and open the address that it names. A page from “Save as one page” opens as a file.'
    notice.style.cssText = 'max-width:40rem;margin:15vh auto;padding:0 1.5rem;font:1.125rem/1.5 Georgia,serif'
    document.getElementById('root').append(notice)
  })
}
