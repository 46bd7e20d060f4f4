/** @file Words of links, of the deck's tabs, and of what the notices about links say. */
import type { Entries } from './types.ts'

export const SHARE: Entries = {
  Instruments: ['分析工具', 'Instrumentos'],
  Training: ['训练', 'Entrenamiento'],
  'Hint X-ray': ['提示透视', 'Radiografía de pistas'],
  'Divergence rail': ['散度轨道', 'Carril de divergencias'],
  'Pivot waterfall': ['关键词元瀑布图', 'Cascada de pivotes'],
  Estimators: ['估计量', 'Estimadores'],
  Compare: ['比较', 'Comparar'],
  Fork: ['分叉', 'Bifurcación'],
  'Divergence bench': ['散度实验台', 'Banco de divergencias'],
  'The address is too long to be a link to this page ({n} characters): none of it was read.': [
    '地址过长（{n} 个字符），不可能是本页面的链接，因此没有读取其中任何内容。',
    'La dirección es demasiado larga para ser un enlace a esta página ({n} caracteres): no se ha leído nada de ella.',
  ],
  'The link was made by a newer version of this page: what is understood of it is shown.': [
    '该链接由本页面的较新版本生成：已显示其中能够识别的部分。',
    'El enlace se creó con una versión más nueva de esta página: se muestra lo que se entiende de él.',
  ],
  'The link was made by a newer version of this page: the usual value stands in for {names}.': [
    '该链接由本页面的较新版本生成：{names} 改用默认值。',
    'El enlace se creó con una versión más nueva de esta página: se usa el valor habitual para {names}.',
  ],
  'The address holds a value that is not understood for {names}; the usual value stands in.': [
    '地址中 {names} 的值无法识别；已改用默认值。',
    'La dirección contiene un valor que no se entiende para {names}; se usa el valor habitual.',
  ],
  'Share and undo': ['分享与撤销', 'Compartir y deshacer'],
  'Open {instrument}': ['打开{instrument}', 'Abrir {instrument}'],
  Undo: ['撤销', 'Deshacer'],
  Redo: ['重做', 'Rehacer'],
  'Copy link': ['复制链接', 'Copiar enlace'],
  'Copy embed code': ['复制嵌入代码', 'Copiar código de inserción'],
  'QR code': ['二维码', 'Código QR'],
  'Form of the embed': ['嵌入形式', 'Forma de la inserción'],
  'Clear the word that something was copied': ['清除“已复制”提示', 'Quitar el aviso de que algo se ha copiado'],
  'Link copied': ['链接已复制', 'Enlace copiado'],
  Link: ['链接', 'Enlace'],
  'Embed code': ['嵌入代码', 'Código de inserción'],
  'Link to what is on screen': ['当前画面的链接', 'Enlace a lo que se ve'],
  'The browser does not let the page copy. The address is selected: copy it with Ctrl+C or ⌘C.': [
    '浏览器不允许页面复制。地址已选中：请按 Ctrl+C 或 ⌘C 复制。',
    'El navegador no deja copiar a la página. La dirección está seleccionada: cópiela con Ctrl+C o ⌘C.',
  ],
  'The browser does not let the page copy. The code is selected: copy it with Ctrl+C or ⌘C.': [
    '浏览器不允许页面复制。代码已选中：请按 Ctrl+C 或 ⌘C 复制。',
    'El navegador no deja copiar a la página. El código está seleccionado: cópielo con Ctrl+C o ⌘C.',
  ],
  'The link is too long for a QR code: copy it instead.': [
    '链接过长，无法生成二维码：请改为复制链接。',
    'El enlace es demasiado largo para un código QR: cópielo en su lugar.',
  ],
  'The link has {n} characters, which makes a fine-grained code: show it large, or go back to more of the usual settings.':
    [
      '链接有 {n} 个字符，二维码会很密：请放大显示，或恢复更多默认设置。',
      'El enlace tiene {n} caracteres y el código sale muy fino: muéstrelo grande o vuelva a más ajustes habituales.',
    ],
  'QR code of the link': ['链接的二维码', 'Código QR del enlace'],
  'Plain frame': ['普通框架（iframe）', 'Marco simple (iframe)'],
  Element: ['自定义元素', 'Elemento'],
  View: ['视图', 'Vista'],
  Width: ['宽度', 'Ancho'],
  Height: ['高度', 'Alto'],
  'Copy code': ['复制代码', 'Copiar código'],
  'Copied.': ['已复制。', 'Copiado.'],
  'Works wherever HTML does. The frame loads when it comes into view and asks nobody but this site.': [
    '任何支持 HTML 的地方都可使用。框架进入视野时才加载，且只访问本站。',
    'Funciona donde funcione HTML. El marco se carga al quedar a la vista y solo pide datos a este sitio.',
  ],
  'For pages that drive it step by step: attributes, events and messages are described in embed/README.md.': [
    '适合逐步控制它的页面：属性、事件和消息见 embed/README.md。',
    'Para páginas que lo manejan paso a paso: atributos, eventos y mensajes se describen en embed/README.md.',
  ],
  'There is no model called {names} here; the usual one stands in.': [
    '这里没有名为 {names} 的模型；已改用默认模型。',
    'Aquí no hay ningún modelo llamado {names}; se usa el habitual.',
  ],
  Close: ['关闭', 'Cerrar'],
  'Token details': ['词元详情', 'Detalles del token'],
  'Keys and words': ['按键与术语', 'Teclas y palabras'],
}
