/** @file What the engine and its worker say went wrong, and what to do about it. */
import type { Entries } from './types.ts'

export const ERRORS: Entries = {
  'Load it again.': ['请重新载入。', 'Cárgalo de nuevo.'],
  'One batch names both "{first}" and "{second}".': [
    '一个批次同时指定了“{first}”和“{second}”。',
    'Un lote nombra a la vez "{first}" y "{second}".',
  ],
  'Send one batch a model.': ['每个模型发送一个批次。', 'Envía un lote por modelo.'],
  'The backend was changed while the model was loading.': [
    '模型载入时后端被更换。',
    'El backend cambió mientras se cargaba el modelo.',
  ],
  'Run it again: the engine rebuilds the device and its models. If it happens often, choose the WASM backend.': [
    '请重新运行：引擎会重建设备及其模型。若经常发生，请选择 WASM 后端。',
    'Ejecútalo de nuevo: el motor reconstruye el dispositivo y sus modelos. Si ocurre a menudo, elige el backend WASM.',
  ],
  'Sample fewer rollouts, lower the maximum length, or unload a model, then try again.': [
    '减少采样轨迹、降低最大长度或卸载一个模型，然后重试。',
    'Muestrea menos rollouts, baja la longitud máxima o descarga un modelo, y vuelve a intentarlo.',
  ],
  'Start it again when you want its result.': [
    '需要结果时请重新开始。',
    'Empieza de nuevo cuando quieras su resultado.',
  ],
  'The device ran out of memory ({detail}).': [
    '设备内存不足（{detail}）。',
    'El dispositivo se quedó sin memoria ({detail}).',
  ],
  'The graphics device was lost ({detail}).': [
    '图形设备丢失（{detail}）。',
    'Se perdió el dispositivo gráfico ({detail}).',
  ],
  'The operation was cancelled.': ['操作已取消。', 'La operación se canceló.'],
  'Use wasm (or cpu in Node) instead, or install a graphics driver with Vulkan, Metal or Direct3D 12.': [
    '请改用 wasm（Node 中为 cpu），或安装支持 Vulkan、Metal 或 Direct3D 12 的图形驱动。',
    'Usa wasm (o cpu en Node), o instala un controlador gráfico con Vulkan, Metal o Direct3D 12.',
  ],
  'WebGPU finds no graphics adapter here.': [
    'WebGPU 在此找不到图形适配器。',
    'WebGPU no encuentra aquí ningún adaptador gráfico.',
  ],
  'Fetch the models again (git checkout models, or npm run models:train), then reload.': [
    '重新获取模型（git checkout models 或 npm run models:train），然后刷新。',
    'Obtén los modelos de nuevo (git checkout models, o npm run models:train) y recarga.',
  ],
  'The file {path} does not match the size and hash in models/manifest.json.': [
    '文件 {path} 与 models/manifest.json 中的大小和哈希不符。',
    'El archivo {path} no coincide con el tamaño y el hash de models/manifest.json.',
  ],
  'The file {path} cannot be read ({why}).': [
    '无法读取文件 {path}（{why}）。',
    'No se puede leer el archivo {path} ({why}).',
  ],
  'Choose a lower difficulty or a shorter context.': [
    '请选择更低的难度或更短的上下文。',
    'Elige una dificultad menor o un contexto más corto.',
  ],
  'The prompt has {n} tokens; the model reads at most {most}, its answer included.': [
    '提示有 {n} 个词元；模型连同回答最多读 {most} 个。',
    'El prompt tiene {n} tokens; el modelo lee como mucho {most}, incluida su respuesta.',
  ],
  'Choose one of: {choices}.': ['请从中选择：{choices}。', 'Elige uno de: {choices}.'],
  'The model "{model}" has no ONNX file in the manifest.': [
    '清单中模型“{model}”没有 ONNX 文件。',
    'El modelo "{model}" no tiene archivo ONNX en el manifiesto.',
  ],
  'The model "{model}" has no {path} in the manifest.': [
    '清单中模型“{model}”没有 {path}。',
    'El modelo "{model}" no tiene {path} en el manifiesto.',
  ],
  'There is no model "{model}".': ['没有模型“{model}”。', 'No existe el modelo "{model}".'],
  'Train the models first: npm run models:train.': [
    '请先训练模型：npm run models:train。',
    'Entrena antes los modelos: npm run models:train.',
  ],
  'Write models/manifest.json again: npm run models:train does it at its end.': [
    '请重新写 models/manifest.json：npm run models:train 结束时会写。',
    'Escribe de nuevo models/manifest.json: npm run models:train lo hace al final.',
  ],
  'Use a decoder in Hugging Face layout with Llama-style fields.': [
    '请使用 Hugging Face 布局、Llama 式字段的解码器。',
    'Usa un decodificador en formato Hugging Face con campos al estilo Llama.',
  ],
  'A {world} problem has no context of the kind "{kind}".': [
    '{world} 题目没有“{kind}”类上下文。',
    'Un problema de {world} no tiene contexto del tipo "{kind}".',
  ],
  'Choose another world, difficulty or problem seed.': [
    '请选择其他世界、难度或题目种子。',
    'Elige otro mundo, dificultad o semilla de problema.',
  ],
  'Choose from: {choices}.': ['请从中选择：{choices}。', 'Elige entre: {choices}.'],
  'Choose one of the student’s tokens.': ['请选择学生写的词元。', 'Elige uno de los tokens del estudiante.'],
  'Give a prefix that ends there, or earlier.': [
    '请给出在此处或更早结束的前缀。',
    'Da un prefijo que termine ahí o antes.',
  ],
  'Give each its own key.': ['请给每项各自的键。', 'Da a cada uno su propia clave.'],
  'Give {what} a number above 0 and at most {max}.': [
    '请给 {what} 一个大于 0 且不超过 {max} 的数。',
    'Da a {what} un número mayor que 0 y como mucho {max}.',
  ],
  'Give {what} a number at least {min} and at most {max}.': [
    '请给 {what} 一个不小于 {min} 且不大于 {max} 的数。',
    'Da a {what} un número de {min} a {max}.',
  ],
  'Give {what} a whole number from {min} to {max}.': [
    '请给 {what} 一个 {min} 到 {max} 的整数。',
    'Da a {what} un número entero de {min} a {max}.',
  ],
  'Raise the token limit, or fork at an earlier token.': [
    '请提高词元上限，或在更早的词元处分叉。',
    'Sube el límite de tokens o bifurca en un token anterior.',
  ],
  'Score it with the models that it was sampled with.': [
    '请用采样时的模型来打分。',
    'Puntúalo con los modelos con que se muestreó.',
  ],
  'Take the prefix from a rollout of the same problem, and fork at one of the student’s tokens.': [
    '请从同一题目的采样轨迹取前缀，并在学生的词元处分叉。',
    'Toma el prefijo de un rollout del mismo problema y bifurca en un token del estudiante.',
  ],
  'The divergence key "{key}" stands twice.': [
    '散度键“{key}”出现两次。',
    'La clave de divergencia "{key}" aparece dos veces.',
  ],
  'The prefix has {n} tokens; a rollout may have {room} here.': [
    '前缀有 {n} 个词元；此处采样轨迹最多 {room} 个。',
    'El prefijo tiene {n} tokens; aquí un rollout puede tener {room}.',
  ],
  'The problem cannot be made: {why}.': ['无法生成题目：{why}。', 'No se puede crear el problema: {why}.'],
  'The rollout ends at token {n} of the prefix.': [
    '采样轨迹在前缀的第 {n} 个词元处结束。',
    'El rollout termina en el token {n} del prefijo.',
  ],
  "The rollout holds the token id {id}; the model's vocabulary has {size} entries.": [
    '采样轨迹含词元 id {id}；模型词表只有 {size} 项。',
    'El rollout contiene el id de token {id}; el vocabulario del modelo tiene {size} entradas.',
  ],
  'There is no divergence "{id}".': ['没有散度“{id}”。', 'No existe la divergencia "{id}".'],
  'Token {n} of the prefix is not what the environment answers there.': [
    '前缀的第 {n} 个词元不是环境在此的回答。',
    'El token {n} del prefijo no es lo que el entorno responde ahí.',
  ],
  'Token {n} was written by the environment.': ['第 {n} 个词元由环境写下。', 'El token {n} lo escribió el entorno.'],
  'Choose another backend, or the 32-bit file of the model.': [
    '请选择其他后端，或该模型的 32 位文件。',
    'Elige otro backend o el archivo de 32 bits del modelo.',
  ],
  'The model produced numbers that are not numbers (NaN).': [
    '模型产生了非数值（NaN）。',
    'El modelo produjo números que no son números (NaN).',
  ],
  'A divergence cannot be computed: {why}.': ['无法计算散度：{why}。', 'No se puede calcular una divergencia: {why}.'],
  'Choose from {choices}, with parameters in their ranges.': [
    '请从 {choices} 中选择，且参数在范围内。',
    'Elige entre {choices}, con parámetros dentro de su rango.',
  ],
  'Choose a shorter context, a lower difficulty, or sample with a lower maximum length.': [
    '请选择更短的上下文、更低的难度，或以更小的最大长度采样。',
    'Elige un contexto más corto, una dificultad menor o muestrea con menor longitud máxima.',
  ],
  'Choose a teacher with the same tokenizer as the student.': [
    '请选择与学生分词器相同的教师。',
    'Elige un maestro con el mismo tokenizador que el estudiante.',
  ],
  'Prompt and rollout have {n} tokens; "{model}" reads at most {most}.': [
    '提示与采样轨迹共 {n} 个词元；“{model}”最多读 {most} 个。',
    'Prompt y rollout tienen {n} tokens; "{model}" lee como mucho {most}.',
  ],
  'No backend works here ({why}).': ['此处没有可用的后端（{why}）。', 'Aquí no funciona ningún backend ({why}).'],
  'The backend "{backend}" cannot be used: {why}.': [
    '无法使用后端“{backend}”：{why}。',
    'No se puede usar el backend "{backend}": {why}.',
  ],
  'There is no backend "{backend}" here.': ['此处没有后端“{backend}”。', 'Aquí no hay backend "{backend}".'],
  'Use a current browser.': ['请使用新版浏览器。', 'Usa un navegador actual.'],
  'Use another browser.': ['请使用其他浏览器。', 'Usa otro navegador.'],
  'Use {others} instead.': ['请改用 {others}。', 'Usa {others} en su lugar.'],
  'The model "{model}" is not a decoder with input_ids, a float32 key-value cache and logits.': [
    '模型“{model}”不是带 input_ids、float32 键值缓存和 logits 的解码器。',
    'El modelo "{model}" no es un decodificador con input_ids, caché clave-valor float32 y logits.',
  ],
  'Use the 32-bit ONNX export of a decoder in Hugging Face layout.': [
    '请使用 Hugging Face 布局解码器的 32 位 ONNX 导出。',
    'Usa la exportación ONNX de 32 bits de un decodificador en formato Hugging Face.',
  ],
  'Choose another backend, or fetch the model again.': [
    '请选择其他后端，或重新获取模型。',
    'Elige otro backend u obtén el modelo de nuevo.',
  ],
  'Run it again.': ['请重新运行。', 'Ejecútalo de nuevo.'],
  'Run it again; if it fails again, choose another backend or reload the page.': [
    '请重新运行；若再次失败，请选择其他后端或刷新页面。',
    'Ejecútalo de nuevo; si vuelve a fallar, elige otro backend o recarga la página.',
  ],
  'The model "{model}" could not be prepared on {backend}.': [
    '无法在 {backend} 上准备模型“{model}”。',
    'No se pudo preparar el modelo "{model}" en {backend}.',
  ],
  'The model "{model}" could not be run.': ['无法运行模型“{model}”。', 'No se pudo ejecutar el modelo "{model}".'],
  'The model "{model}" was reloaded during a rollout.': [
    '采样轨迹进行中模型“{model}”被重新载入。',
    'El modelo "{model}" se recargó durante un rollout.',
  ],
  'The model "{model}" was unloaded while in use.': [
    '模型“{model}”使用中被卸载。',
    'El modelo "{model}" se descargó mientras se usaba.',
  ],
}
