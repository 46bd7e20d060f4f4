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
  'The recipe "{recipe}" shows its teacher more than the student sees, and your own words have no such text.': [
    '配方“{recipe}”给教师看学生看不到的内容，而您自己的文字里没有这样的内容。',
    'La receta «{recipe}» muestra a su maestro más de lo que ve el estudiante, y tus palabras no tienen ese texto.',
  ],
  'Write a privileged context text, or choose a recipe without one.': [
    '请写下特权上下文文字，或选择不需要它的配方。',
    'Escribe un texto de contexto privilegiado, o elige una receta sin él.',
  ],
  '"{name}" has {n} million weights; at most {most} million are trained as a whole here.': [
    '“{name}”有 {n} 百万个权重；这里最多整体训练 {most} 百万个。',
    '«{name}» tiene {n} millones de pesos; aquí se entrenan enteros como mucho {most} millones.',
  ],
  'Train an adapter: choose a rank above 0.': [
    '请训练适配器：选择大于 0 的秩。',
    'Entrena un adaptador: elige un rango mayor que 0.',
  ],
  'Training an adapter beside "{name}" needs about {bytes} GB ({n} million frozen weights, three times 4 bytes each, and the runtime); WebAssembly has about {budget}.':
    [
      '在“{name}”旁训练适配器需要约 {bytes} GB（{n} 百万个冻结权重，每个 4 字节乘三，另加运行时）；WebAssembly 约有 {budget} GB。',
      'Entrenar un adaptador junto a «{name}» necesita unos {bytes} GB ({n} millones de pesos congelados, tres veces 4 bytes cada uno, y el entorno de ejecución); WebAssembly tiene unos {budget}.',
    ],
  '"{name}" has {n} million weights; a step is tried on a copy of at most {most} million.': [
    '“{name}”有 {n} 百万个权重；步骤只在最多 {most} 百万个权重的副本上尝试。',
    '«{name}» tiene {n} millones de pesos; un paso se prueba en una copia de {most} millones como mucho.',
  ],
  'Choose a smaller student for this.': ['请为此选择更小的学生模型。', 'Elige para esto un estudiante más pequeño.'],
  '“{name}” is no address of the hub.': ['“{name}”不是 Hub 的地址。', '«{name}» no es una dirección del hub.'],
  'Write owner/name, or owner/name@revision.': [
    '请写 owner/name，或 owner/name@revision。',
    'Escribe owner/name, u owner/name@revision.',
  ],
  'The hub does not give “{name}” to everybody: it is gated, private, or not there.': [
    'Hub 不向所有人提供“{name}”：它受限、私有或不存在。',
    'El hub no da «{name}» a cualquiera: está restringido, es privado o no existe.',
  ],
  'Accept its licence on the hub, download its folder there, and bring the folder here. This page asks for no passwords.':
    [
      '请在 Hub 上接受其许可证，在那里下载文件夹，再带到这里来。本页面不索要任何密码。',
      'Acepta su licencia en el hub, descarga allí su carpeta y tráela aquí. Esta página no pide contraseñas.',
    ],
  'The hub has no “{name}”, or not this file of it.': [
    'Hub 上没有“{name}”，或没有它的这个文件。',
    'El hub no tiene «{name}», o no este archivo suyo.',
  ],
  'Look at the spelling: owner/name.': ['请检查拼写：owner/name。', 'Revisa la escritura: owner/name.'],
  'The hub has had too many requests from here.': [
    'Hub 收到了过多来自这里的请求。',
    'El hub ha recibido demasiadas peticiones desde aquí.',
  ],
  'Wait a few minutes, then go on.': ['请等几分钟再继续。', 'Espera unos minutos y sigue.'],
  'The hub answers with error {status}.': ['Hub 返回错误 {status}。', 'El hub responde con el error {status}.'],
  'Try again later; a folder can be brought at any time.': [
    '请稍后再试；随时可以带来文件夹。',
    'Inténtalo más tarde; siempre se puede traer una carpeta.',
  ],
  'Start it again.': ['请重新开始。', 'Empiézalo de nuevo.'],
  'The hub cannot be reached ({why}).': ['无法连接 Hub（{why}）。', 'No se puede alcanzar el hub ({why}).'],
  'Check that you are online, then go on; a folder can be brought at any time.': [
    '请检查网络连接后继续；随时可以带来文件夹。',
    'Comprueba que tienes conexión y sigue; siempre se puede traer una carpeta.',
  ],
  '“{name}” has no {what}.': ['“{name}”没有 {what}。', '«{name}» no tiene {what}.'],
  'Choose a model in safetensors with a tokenizer.json; GGUF files and pickles are not read.': [
    '请选择带 tokenizer.json 的 safetensors 模型；不读取 GGUF 文件和 pickle。',
    'Elige un modelo en safetensors con tokenizer.json; no se leen archivos GGUF ni pickles.',
  ],
  'The hub’s answer about “{name}” is not understood.': [
    '无法理解 Hub 关于“{name}”的回答。',
    'No se entiende la respuesta del hub sobre «{name}».',
  ],
  'Bring its folder instead.': ['请改为带来它的文件夹。', 'Trae su carpeta en su lugar.'],
  'What came of {file} is not what the hub says it is.': [
    '收到的 {file} 与 Hub 所说的不符。',
    'Lo que llegó de {file} no es lo que dice el hub.',
  ],
  'Go on: this file is fetched again.': ['请继续：这个文件会重新获取。', 'Sigue: este archivo se obtiene de nuevo.'],
  'This browser has no more room for “{name}” ({bytes} in all). What has come is kept.': [
    '此浏览器已没有空间存放“{name}”（共 {bytes}）。已到的部分会保留。',
    'Este navegador no tiene más sitio para «{name}» ({bytes} en total). Lo que ha llegado se guarda.',
  ],
  'Remove a model that is kept here, or free space on the disk; then go on.': [
    '请移除保存在这里的模型，或释放磁盘空间，然后继续。',
    'Quita un modelo guardado aquí, o libera espacio en el disco; después sigue.',
  ],
  '“{name}” needs {needed} MB more; this browser gives the page {free} MB.': [
    '“{name}”还需要 {needed} MB；此浏览器只给页面 {free} MB。',
    '«{name}» necesita {needed} MB más; este navegador da a la página {free} MB.',
  ],
  'The hub could not be asked.': ['无法询问 Hub。', 'No se pudo preguntar al hub.'],
  'Try again; a folder can be brought at any time.': [
    '请重试；随时可以带来文件夹。',
    'Inténtalo de nuevo; siempre se puede traer una carpeta.',
  ],
  'This browser keeps nothing for this page, which is not served over https.': [
    '此页面不是通过 https 提供的，浏览器不为它保存任何内容。',
    'Este navegador no guarda nada para esta página, que no se sirve por https.',
  ],
  'Open the page over https, or bring a folder.': [
    '请通过 https 打开页面，或带来文件夹。',
    'Abre la página por https, o trae una carpeta.',
  ],
}
