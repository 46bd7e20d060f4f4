// Before the first paint: a frame on somebody else's page shows its own view, and nothing of the whole page before it.
if (new URLSearchParams(location.search).get('embed') === '1') document.documentElement.dataset.frame = ''
