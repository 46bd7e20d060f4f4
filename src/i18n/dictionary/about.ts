/** @file Words of the links that belong to the whole page. */
import type { Entries } from './types.ts'

export const ABOUT_WORDS: Entries = {
  'Read the chapter': ['阅读章节', 'Leer el capítulo'],
  'MIT licence': ['MIT 许可证', 'Licencia MIT'],
  'Trace format': ['轨迹文件格式', 'Formato de traza'],
  Embedding: ['嵌入方法', 'Cómo incrustar'],
  'Cite this': ['引用本页', 'Citar esta página'],
  BibTeX: ['BibTeX', 'BibTeX'],
  Copied: ['已复制', 'Copiado'],
  'Copy BibTeX': ['复制 BibTeX', 'Copiar BibTeX'],
  'Select the text and copy it by hand.': ['请选中文本，手动复制。', 'Selecciona el texto y cópialo a mano.'],
  'Methods are cited by their own papers: each recipe names its source.': [
    '方法请引用各自的论文：每个配方都注明了出处。',
    'Los métodos se citan por sus propios artículos: cada receta nombra su fuente.',
  ],
}
