/** @file Words of the receipts of numbers, and of the measurement of the device's two backends. */
import type { Entries } from './types.ts'

export const RECEIPT: Entries = {
  'Probability of all others': ['其他所有词表项的概率', 'Probabilidad de todas las demás'],
  'Probability of an entry': ['一个词表项的概率', 'Probabilidad de una entrada'],
  'What an entry adds to the divergence': ['一个词表项对散度的贡献', 'Lo que una entrada aporta a la divergencia'],
  'What all others add to the divergence': [
    '其他所有词表项对散度的贡献',
    'Lo que todas las demás aportan a la divergencia',
  ],
  'Push of a descent step on a logit': ['下降一步对一个 logit 的推动', 'Empuje de un paso de descenso sobre un logit'],
  'Push on the logits of all others': ['对其他所有 logit 的推动', 'Empuje sobre los logits de todas las demás'],
  'Predicted probability after the step': ['该步之后的预测概率', 'Probabilidad prevista tras el paso'],
  'Probability after the step': ['该步之后的概率', 'Probabilidad tras el paso'],
  'Largest error of the prediction': ['预测的最大误差', 'Mayor error de la predicción'],
  'Norm of the gradient on the weights': ['权重梯度的范数', 'Norma del gradiente sobre los pesos'],
  Close: ['关闭', 'Cerrar'],
  'Copy receipt': ['复制凭据', 'Copiar el recibo'],
  'Copied.': ['已复制。', 'Copiado.'],
  'Link to this state': ['此状态的链接', 'Enlace a este estado'],
  'The browser does not let the page copy; the JSON stands below.': [
    '浏览器不允许页面复制；JSON 在下方。',
    'El navegador no deja copiar a la página; el JSON está debajo.',
  ],
  'As JSON': ['JSON 形式', 'Como JSON'],
  entry: ['词表项', 'entrada'],
  divergence: ['散度', 'divergencia'],
  parameters: ['参数', 'parámetros'],
  problem: ['题目', 'problema'],
  none: ['无', 'ninguno'],
  unknown: ['未知', 'desconocido'],
  '(no hash known)': ['（哈希未知）', '(sin hash conocido)'],
  '{token}, position {position}, id {id}': [
    '{token}，位置 {position}，编号 {id}',
    '{token}, posición {position}, id {id}',
  ],
  '{token}, id {id}': ['{token}，编号 {id}', '{token}, id {id}'],
  'summed over': ['求和范围', 'sumado sobre'],
  'the whole vocabulary': ['整个词表', 'todo el vocabulario'],
  'teacher’s context': ['教师的上下文', 'contexto del maestro'],
  '{world} {seed}, difficulty {difficulty}': [
    '{world} {seed}，难度 {difficulty}',
    '{world} {seed}, dificultad {difficulty}',
  ],
  'sampled with': ['采样设置', 'muestreado con'],
  'seed {seed}, temperature {temperature}': [
    '种子 {seed}，温度 {temperature}',
    'semilla {seed}, temperatura {temperature}',
  ],
  'computed on': ['计算后端', 'calculado en'],
  '{backend}, replay': ['{backend}，回放', '{backend}, reproducción'],
  'WASM and WebGPU on this device': ['本设备上的 WASM 与 WebGPU', 'WASM y WebGPU en este dispositivo'],
  'Measure WASM against WebGPU on this device': [
    '在本设备上对比测量 WASM 与 WebGPU',
    'Medir WASM frente a WebGPU en este dispositivo',
  ],
  'Measure again': ['重新测量', 'Medir de nuevo'],
  'Stop measuring': ['停止测量', 'Dejar de medir'],
  'Stop measuring the backends': ['停止测量后端', 'Dejar de medir los backends'],
  'Reading this rollout on the second backend …': [
    '正在用第二个后端读这条采样轨迹……',
    'Leyendo este rollout en el segundo backend …',
  ],
  'Not measured yet.': ['尚未测量。', 'Aún sin medir.'],
  '{own} against {other}: largest |Δ log p| {student} (student), {teacher} nats (teacher).': [
    '{own} 对比 {other}：最大 |Δ log p| 为 {student}（学生）、{teacher} nats（教师）。',
    '{own} frente a {other}: mayor |Δ log p| {student} (estudiante), {teacher} nats (maestro).',
  ],
  'At this token: {student} (student), {teacher} nats (teacher).': [
    '在此词元处：{student}（学生）、{teacher} nats（教师）。',
    'En este token: {student} (estudiante), {teacher} nats (maestro).',
  ],
  'Over {n} token of {all} entries.': ['共 {n} 个词元，每个 {all} 项。', 'Sobre {n} token de {all} entradas.'],
  'Over {n} tokens of {all} entries each.': [
    '共 {n} 个词元，每个 {all} 项。',
    'Sobre {n} tokens de {all} entradas cada uno.',
  ],
  'Measured on {world} {problem}, seed {seed}, context {context}.': [
    '测量所用：{world} {problem}，种子 {seed}，上下文：{context}。',
    'Medido con {world} {problem}, semilla {seed}, contexto: {context}.',
  ],
  'WebGPU was played by the processor here: there is no graphics card to measure.': [
    '这里的 WebGPU 由处理器模拟：没有可测量的显卡。',
    'Aquí el procesador hizo de WebGPU: no hay tarjeta gráfica que medir.',
  ],
}
