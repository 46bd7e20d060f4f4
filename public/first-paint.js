// Before the first paint: a frame on somebody else's page shows its own view, and nothing of the whole page before it.
if (new URLSearchParams(location.search).get('embed') === '1') document.documentElement.dataset.frame = ''
// A module that does not come fails at its tag, and only there: public/file-notice.js says so.
addEventListener('error', ({ target }) => {
  if (!(target instanceof HTMLScriptElement) || target.type !== 'module') return
  document.documentElement.dataset.missing = ''
  dispatchEvent(new Event('opd-missing'))
}, true)
