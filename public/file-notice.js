// Where the page's own code cannot run, nothing of the page can say so: opened as a file, in a frame without an origin, or where a
// part of it could not be fetched. This says it where the page would have been.
const SAID = {
  file: [
    'This page was opened as a file, and browsers let a file run neither modules nor workers. Serve its folder instead: run “npx serve” or “python3 -m http.server” in it and open the address that it names. A page from “Save as one page” opens as a file.',
    '这个页面是作为文件打开的，而浏览器不允许文件运行模块和 worker。请改为用服务器提供它所在的文件夹：在其中运行 “npx serve” 或 “python3 -m http.server”，再打开它给出的地址。“存为单页”得到的页面可以作为文件打开。',
    'Esta página se abrió como archivo, y los navegadores no dejan que un archivo ejecute módulos ni workers. Sirve su carpeta: ejecuta en ella «npx serve» o «python3 -m http.server» y abre la dirección que indique. Una página de «Guardar como una página» sí se abre como archivo.',
  ],
  sandbox: [
    'The playground cannot run in this frame: it is sandboxed without an origin of its own. Whoever made the page around it can add “allow-same-origin” beside “allow-scripts” to the frame’s sandbox.',
    '演示无法在此框架中运行：框架的 sandbox 没有给它自己的来源。外层页面的作者可以在 sandbox 中除 “allow-scripts” 外再加上 “allow-same-origin”。',
    'El playground no puede funcionar en este marco: su sandbox no le deja un origen propio. Quien hizo la página que lo rodea puede añadir «allow-same-origin» junto a «allow-scripts» en el sandbox del marco.',
  ],
  missing: [
    'A part of this page could not be fetched, and without it nothing runs. Check the connection and reload the page.',
    '页面的一部分无法获取，缺了它什么也运行不了。请检查网络连接，然后重新载入页面。',
    'No se pudo obtener una parte de esta página, y sin ella nada funciona. Comprueba la conexión y vuelve a cargar la página.',
  ],
}
function sayInstead(what) {
  const show = () => {
    const root = document.getElementById('root')
    if (!root || document.getElementById('instead')) return
    const asked = new URLSearchParams(location.search).get('lang') || navigator.language
    const language = ['en', 'zh', 'es'].findIndex((tag) => asked.toLowerCase().startsWith(tag))
    const notice = document.createElement('p')
    notice.id = 'instead'
    notice.setAttribute('role', 'alert')
    notice.textContent = SAID[what][Math.max(0, language)]
    notice.style.cssText = 'max-width:40rem;margin:15vh auto;padding:0 1.5rem;font:1.125rem/1.5 Georgia,serif'
    root.append(notice)
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show)
  else show()
}
if (location.protocol === 'file:') sayInstead('file')
else if (self.origin === 'null') sayInstead('sandbox')
// Told by public/first-paint.js, before or after this runs, or by the page's entry.
else if ('missing' in document.documentElement.dataset) sayInstead('missing')
else addEventListener('opd-missing', () => sayInstead('missing'))
