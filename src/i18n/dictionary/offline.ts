/** @file Words of the offline copy, of parts that are fetched late, and of what leaves the page as one file or on paper. */
import type { Entries } from './types.ts'

export const OFFLINE: Entries = {
  'The browser has no room.': ['浏览器没有空间了。', 'El navegador no tiene espacio.'],
  'The page could not be kept.': ['页面未能保存。', 'No se pudo guardar la página.'],
  'Fetching this part of the page …': ['正在获取页面的这一部分……', 'Descargando esta parte de la página…'],
  'This part of the page could not be fetched. Check the connection, then try again or reload the page.': [
    '无法获取页面的这一部分。请检查网络连接，然后重试或重新加载页面。',
    'No se pudo descargar esta parte de la página. Revise la conexión e inténtelo de nuevo o recargue la página.',
  ],
  'Try again': ['重试', 'Intentar de nuevo'],
  'Ready offline': ['可离线使用', 'Lista sin conexión'],
  'Ready offline, {size}': ['可离线使用，{size}', 'Lista sin conexión, {size}'],
  'Offline copy: {percent} %': ['离线副本：{percent} %', 'Copia sin conexión: {percent} %'],
  'Offline copy incomplete': ['离线副本不完整', 'Copia sin conexión incompleta'],
  'No offline copy': ['没有离线副本', 'Sin copia local'],
  'Offline copy': ['离线副本', 'Copia sin conexión'],
  'The page, its runtime and all models are kept on this device: {size}. With the network off everything works as it does now.':
    [
      '页面、运行时和所有模型都保存在本设备上：{size}。断开网络后一切照常工作。',
      'La página, su entorno de ejecución y todos los modelos están guardados en este dispositivo: {size}. Sin red todo funciona igual que ahora.',
    ],
  'The page, its runtime and all models are being kept on this device, so that everything works with the network off.':
    [
      '正在把页面、运行时和所有模型保存到本设备，以便断网后一切照常工作。',
      'La página, su entorno de ejecución y todos los modelos se están guardando en este dispositivo, para que todo funcione sin red.',
    ],
  '{loaded} of {size}': ['{loaded} / {size}', '{loaded} de {size}'],
  'Not everything could be kept: the connection broke, or the browser has no room. What is there stays; the page works online.':
    [
      '未能全部保存：连接中断，或浏览器空间不足。已保存的部分会保留；页面可在线使用。',
      'No se pudo guardar todo: se cortó la conexión o el navegador no tiene espacio. Lo guardado se conserva; la página funciona en línea.',
    ],
  'Nothing of this page is kept on this device. With a copy of about 50 MB it works with the network off.': [
    '本设备上没有保存此页面。保存一份约 50 MB 的副本后，断网也能使用。',
    'Nada de esta página está guardado en este dispositivo. Con una copia de unos 50 MB funciona sin red.',
  ],
  'Keep an offline copy': ['保存离线副本', 'Guardar una copia sin conexión'],
  'Remove offline copy': ['移除离线副本', 'Quitar la copia sin conexión'],
  'Reload to the new version': ['重新加载到新版本', 'Recargar con la nueva versión'],
  'A new version is here.': ['有新版本可用。', 'Hay una versión nueva.'],
  'Save as one page': ['保存为单个网页', 'Guardar como una página'],
  'The page could not be put together. Check the connection and try again, or take Export trace.': [
    '无法生成网页。请检查网络连接后重试，或改用“导出轨迹”。',
    'No se pudo componer la página. Revise la conexión e inténtelo de nuevo, o use Export trace.',
  ],
  'OPD playground': ['OPD playground', 'OPD playground'],
  'Recorded earlier from real models; nothing runs here': [
    '此前由真实模型录制；此处不运行任何模型',
    'Grabado antes con modelos reales; aquí no se ejecuta nada',
  ],
  'The live page': ['实时页面', 'La página en vivo'],
  'The student ({model}) wrote this.': ['以下由学生模型（{model}）写出。', 'El estudiante ({model}) escribió esto.'],
  'Its tokens are read by': ['阅读其词元的是', 'Sus tokens los lee'],
  'Teacher and context': ['教师与上下文', 'Maestro y contexto'],
  'Disagreement is measured by': ['分歧以此衡量：', 'El desacuerdo se mide con'],
  '{n} more readings of this rollout did not fit into one page; a trace holds them all.': [
    '该采样轨迹的另外 {n} 个读数放不进一个网页；轨迹文件包含全部读数。',
    'Otras {n} lecturas de este rollout no cupieron en una página; una traza las contiene todas.',
  ],
  'What the teacher was told': ['教师被告知的内容', 'Lo que se le dijo al maestro'],
  '{place} of {n}': ['第 {place} 个，共 {n} 个', '{place} de {n}'],
  '{teacher}, without a note': ['{teacher}，没有提示', '{teacher}, sin nota'],
  '{teacher}, who has seen {context}': ['{teacher}，看过{context}', '{teacher}, que ha visto {context}'],
  'All numbers, in nats': ['全部数值（奈特）', 'Todos los números, en nats'],
  'difficulty {n}': ['难度 {n}', 'dificultad {n}'],
  'student {id}': ['学生模型 {id}', 'estudiante {id}'],
  'teacher {id}': ['教师模型 {id}', 'maestro {id}'],
  'context {kind}': ['上下文 {kind}', 'contexto {kind}'],
  'without context': ['无上下文', 'sin contexto'],
  'seed {seed}, temperature {temperature}': [
    '种子 {seed}，温度 {temperature}',
    'semilla {seed}, temperatura {temperature}',
  ],
  Reload: ['重新加载', 'Recargar'],
}
