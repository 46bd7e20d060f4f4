/** @file What the engine says of models that come from outside. */
import type { Entries } from './types.ts'

export const OUTSIDE_WORDS: Entries = {
  'This model has no chat template.': ['这个模型没有聊天模板。', 'Este modelo no tiene plantilla de chat.'],
  'Give the prompt as text, or a model that was made for chat.': [
    '请以文字给出提示，或使用为聊天而训练的模型。',
    'Da el prompt como texto, o usa un modelo hecho para chat.',
  ],
  'The prompt has no tokens.': ['提示中没有词元。', 'El prompt no tiene tokens.'],
  'Give a prompt with at least one character.': [
    '请给出至少一个字符的提示。',
    'Da un prompt con al menos un carácter.',
  ],
  '"{name}" has no {file}.': ['“{name}”中没有 {file}。', '«{name}» no tiene {file}.'],
  'Bring the whole folder again.': ['请重新带来整个文件夹。', 'Trae otra vez la carpeta entera.'],
  'The file {file} of "{name}" can no longer be read ({why}).': [
    '“{name}”的文件 {file} 已无法读取（{why}）。',
    'El archivo {file} de «{name}» ya no se puede leer ({why}).',
  ],
  'Bring the folder again.': ['请重新带来该文件夹。', 'Trae otra vez la carpeta.'],
  'The chat template of "{name}" cannot be read ({why}).': [
    '无法读取“{name}”的聊天模板（{why}）。',
    'La plantilla de chat de «{name}» no se puede leer ({why}).',
  ],
  'Copy or fetch the tokenizer files again, or give a prompt instead of messages.': [
    '请重新复制或获取分词器文件，或者给出提示而不是消息。',
    'Copia u obtén de nuevo los archivos del tokenizador, o da un prompt en lugar de mensajes.',
  ],
  'The chat template of "{name}" refuses these messages ({why}).': [
    '“{name}”的聊天模板不接受这些消息（{why}）。',
    'La plantilla de chat de «{name}» rechaza estos mensajes ({why}).',
  ],
  'Give messages with the roles that it knows, most often user and assistant in turn.': [
    '请给出它认识的角色的消息，多数情况下 user 与 assistant 交替。',
    'Da mensajes con los papeles que conoce, casi siempre user y assistant por turnos.',
  ],
  '"{name}" and the models that you have brought already need about {bytes} GB together; WebAssembly has about {budget}.':
    [
      '“{name}”与您已带来的模型一共需要约 {bytes} GB；WebAssembly 约有 {budget} GB。',
      '«{name}» y los modelos que ya has traído necesitan juntos unos {bytes} GB; WebAssembly tiene unos {budget}.',
    ],
  'Remove one of the others first.': ['请先移除其中一个。', 'Quita antes uno de los otros.'],
  '"{name}" needs about {bytes} GB ({parameters} billion parameters of 4 bytes, a third more while it loads, and the runtime); WebAssembly has about {budget}.':
    [
      '“{name}”需要约 {bytes} GB（{parameters} × 10⁹ 个参数，每个 4 字节，加载时再多三分之一，另加运行时）；WebAssembly 约有 {budget} GB。',
      '«{name}» necesita unos {bytes} GB ({parameters} mil millones de parámetros de 4 bytes, un tercio más mientras se carga, y el entorno de ejecución); WebAssembly tiene unos {budget}.',
    ],
  'Choose a smaller model, or the WebGPU backend.': [
    '请选择更小的模型，或使用 WebGPU 后端。',
    'Elige un modelo más pequeño, o el backend WebGPU.',
  ],
  '"{name}" is an adapter, not a model.': ['“{name}”是适配器，不是模型。', '«{name}» es un adaptador, no un modelo.'],
  'Give the model that it belongs to, and this folder as its adapter.': [
    '请给出它所属的模型，并把这个文件夹作为其适配器。',
    'Da el modelo al que pertenece, y esta carpeta como su adaptador.',
  ],
  '"{name}" cannot be run here: {why}.': [
    '“{name}”无法在这里运行：{why}。',
    '«{name}» no se puede ejecutar aquí: {why}.',
  ],
  'A {architecture} from a folder.': ['来自文件夹的 {architecture}。', 'Un {architecture} de una carpeta.'],
  'What works: {what}.': ['可用的是：{what}。', 'Funciona: {what}.'],
  'Copy or fetch the file again.': ['请重新复制或获取该文件。', 'Copia u obtén de nuevo el archivo.'],
  'The file {file} holds no JSON object.': [
    '文件 {file} 中没有 JSON 对象。',
    'El archivo {file} no contiene un objeto JSON.',
  ],
  'Give a whole folder in Hugging Face layout, as save_pretrained writes it for model and tokenizer.': [
    '请给出 Hugging Face 布局的完整文件夹，即 save_pretrained 为模型和分词器写出的那种。',
    'Da una carpeta entera con la disposición de Hugging Face, como la escribe save_pretrained para modelo y tokenizador.',
  ],
  'The file {file} is cut short or damaged ({why}).': [
    '文件 {file} 被截断或已损坏（{why}）。',
    'El archivo {file} está cortado o dañado ({why}).',
  ],
  'The weights of "{name}" do not fit its config.json: {why}.': [
    '“{name}”的权重与其 config.json 不符：{why}。',
    'Los pesos de «{name}» no concuerdan con su config.json: {why}.',
  ],
  'Take config.json and all weight files from one and the same checkpoint.': [
    '请从同一个检查点取得 config.json 和全部权重文件。',
    'Toma config.json y todos los archivos de pesos de un mismo checkpoint.',
  ],
  'Give the tokenizer.json of this very model: a BPE with vocabulary and merges.': [
    '请给出这个模型自己的 tokenizer.json：带词表和合并规则的 BPE。',
    'Da el tokenizer.json de este mismo modelo: un BPE con vocabulario y fusiones.',
  ],
  'Save it as safetensors with transformers: model.save_pretrained(folder).': [
    '请用 transformers 存为 safetensors：model.save_pretrained(folder)。',
    'Guárdalo como safetensors con transformers: model.save_pretrained(folder).',
  ],
  '{index} names no files.': ['{index} 没有列出任何文件。', '{index} no nombra ningún archivo.'],
  '"{name}" lacks {file}, which {index} names.': [
    '“{name}”缺少 {index} 所列的 {file}。',
    'A «{name}» le falta {file}, que {index} nombra.',
  ],
  'Copy or fetch that file as well.': ['请把那个文件也复制或获取过来。', 'Copia u obtén también ese archivo.'],
  '{what} a GGUF file, which is not read.': [
    '{what} GGUF 文件，这里不读取。',
    '{what} un archivo GGUF, que no se lee.',
  ],
  '"{name}" has its weights in {file},': ['“{name}”的权重在 {file} 中，那是', '«{name}» tiene sus pesos en {file},'],
  'The file {file} is': ['文件 {file} 是', 'El archivo {file} es'],
  'Give the folder of the original model, with {file}.': [
    '请给出原始模型的文件夹，其中有 {file}。',
    'Da la carpeta del modelo original, con {file}.',
  ],
  '{what} a pickle, which can run code and is not read.': [
    '{what} pickle，它能运行代码，这里不读取。',
    '{what} un pickle, que puede ejecutar código y no se lee.',
  ],
  'The file {file} is only a pointer of git-lfs, not the weights.': [
    '文件 {file} 只是 git-lfs 的指针，不是权重。',
    'El archivo {file} es solo un puntero de git-lfs, no los pesos.',
  ],
  'Fetch the weights with git lfs pull.': ['请用 git lfs pull 获取权重。', 'Obtén los pesos con git lfs pull.'],
  "The answer's pattern cannot be read ({why}).": [
    '无法读取答案的模式（{why}）。',
    'El patrón de la respuesta no se puede leer ({why}).',
  ],
  'Correct it.': ['请改正它。', 'Corrígelo.'],
  '“{name}” is here: student and teacher until you choose otherwise.': [
    '“{name}”已就绪：在您另作选择之前，它既是学生也是教师。',
    '«{name}» está aquí: es estudiante y maestro mientras no elijas otra cosa.',
  ],
  '“{name}” is here, as the teacher.': ['“{name}”已就绪，作为教师。', '«{name}» está aquí, como maestro.'],
}
