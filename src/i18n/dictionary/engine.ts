/** @file Words of the engine's corner, of the help sheet and of the palette. */
import type { Entries } from './types.ts'

export const ENGINE: Entries = {
  'whichever is faster here': ['此处较快者', 'el más rápido aquí'],
  'as asked': ['按要求', 'como se pidió'],
  'the faster of two trials': ['两次试跑中较快者', 'el más rápido de dos pruebas'],
  'the only one here': ['此处唯一可用', 'el único aquí'],
  Cancel: ['取消', 'Cancelar'],
  'Models could not be loaded.': ['无法载入模型。', 'No se pudieron cargar los modelos.'],
  'Models not loaded.': ['模型未载入。', 'Modelos sin cargar.'],
  'Load models': ['载入模型', 'Cargar los modelos'],
  Retry: ['重试', 'Reintentar'],
  Backend: ['后端', 'Backend'],
  downloading: ['正在下载', 'descargando'],
  checking: ['正在校验', 'comprobando'],
  compiling: ['正在编译', 'compilando'],
  'warming up': ['正在预热', 'calentando'],
  ready: ['就绪', 'listo'],
  'Starting the engine': ['正在启动引擎', 'Iniciando el motor'],
  'Loading models': ['正在载入模型', 'Cargando modelos'],
  '{loaded} of {total}': ['{loaded} / {total}', '{loaded} de {total}'],
  'Everything runs on this device, on': ['一切都在本设备上运行，使用', 'Todo se ejecuta en este dispositivo, con'],
  ' with {n} thread': ['（{n} 个线程）', ' con {n} hilo'],
  ' with {n} threads': ['（{n} 个线程）', ' con {n} hilos'],
  '{milliseconds} ms a trial': ['每次试跑 {milliseconds} 毫秒', '{milliseconds} ms por prueba'],
  'Run on': ['运行于', 'Ejecutar en'],
  '{millions} M parameters': ['{millions} M 参数', '{millions} M de parámetros'],
  'What am I looking at?': ['我在看什么？', '¿Qué estoy viendo?'],
  'A small student writes a solution, one token at a time. A teacher reads over its shoulder and says, for every token, how likely it would have been in its own hand. The difference of the two log-probabilities is the gap.':
    [
      '一个小的学生模型逐词元地写出解答。教师模型在旁边看，并对每个词元说出它自己写出该词元的可能性。两个对数概率之差就是差距。',
      'Un estudiante pequeño escribe una solución, token a token. Un maestro lee por encima de su hombro y dice, de cada token, qué probable habría sido en su propia mano. La diferencia de los dos log-probs es la brecha.',
    ],
  'Give the teacher a note that the student does not see, such as the worked solution, and its opinion of the same text changes. That change is what on-policy self-distillation learns from.':
    [
      '给教师一条学生看不到的提示（例如完整解答），它对同一文本的看法就会改变。在策略自蒸馏正是从这种改变中学习。',
      'Dale al maestro una nota que el estudiante no ve, como la solución resuelta, y su opinión del mismo texto cambia. De ese cambio aprende la autodestilación on-policy.',
    ],
  Keys: ['按键', 'Teclas'],
  'First or last token': ['第一个或最后一个词元', 'Primer o último token'],
  'Command palette': ['命令面板', 'Paleta de órdenes'],
  Command: ['命令', 'Orden'],
  'What do you want to do?': ['你想做什么？', '¿Qué quieres hacer?'],
  Commands: ['命令', 'Órdenes'],
  'No command has these words in its name.': [
    '没有名称含这些词的命令。',
    'Ninguna orden tiene estas palabras en su nombre.',
  ],
  'Measure by {divergence}': ['以{divergence}度量', 'Medir por {divergence}'],
}
