/** @file What training, the worker and the store say went wrong or is done; and what verifiers say of a text. */
import type { Entries } from './types.ts'

export const MORE_ERRORS: Entries = {
  'Choose a recipe of the catalogue.': ['请选择目录中的配方。', 'Elige una receta del catálogo.'],
  'Choose another world{hint}, or a context among: {kinds}.': [
    '请选择其他世界{hint}，或其中一种上下文：{kinds}。',
    'Elige otro mundo{hint}, o un contexto entre: {kinds}.',
  ],
  'The recipe "{recipe}" needs {parts}, which this playground does not have yet.': [
    '配方“{recipe}”需要 {parts}，本页尚未具备。',
    'La receta "{recipe}" necesita {parts}, que esta página aún no tiene.',
  ],
  'The recipe "{recipe}" shows its teacher a context of the kind "{kind}", which {world} problems do not have.': [
    '配方“{recipe}”要给教师看“{kind}”类上下文，而 {world} 题目没有。',
    'La receta "{recipe}" muestra a su maestro un contexto del tipo "{kind}", que los problemas de {world} no tienen.',
  ],
  '{what} is not a finite number{where}. The step was not applied; restore the last good step, or lower the learning rate.':
    [
      '{what}不是有限数{where}。该步未应用；请恢复最后一个正常的步，或降低学习率。',
      '{what} no es un número finito{where}. El paso no se aplicó; restaura el último paso bueno o baja la tasa de aprendizaje.',
    ],
  'A graph gave numbers of another kind than expected.': [
    '计算图给出的数值类型与预期不同。',
    'Un grafo dio números de otro tipo que el esperado.',
  ],
  'Reload the page.': ['请刷新页面。', 'Recarga la página.'],
  'The {name} could not be {what} on {backend}.': [
    '在 {backend} 上无法处理 {name}（{what}）。',
    'No se pudo procesar {name} ({what}) en {backend}.',
  ],
  'Try again; if it fails again, choose another backend or reload the page.': [
    '请重试；若再次失败，请选择其他后端或刷新页面。',
    'Inténtalo de nuevo; si vuelve a fallar, elige otro backend o recarga la página.',
  ],
  'Choose a file that was saved here.': ['请选择在此保存的文件。', 'Elige un archivo guardado aquí.'],
  'The file is not a safetensors file ({why}).': [
    '该文件不是 safetensors 文件（{why}）。',
    'El archivo no es un safetensors ({why}).',
  ],
  'Train one of the shipped students, or a model that was trained here.': [
    '请训练自带的学生，或在此训练过的模型。',
    'Entrena uno de los estudiantes incluidos o un modelo entrenado aquí.',
  ],
  'There is no checkpoint of step {step}.': ['没有第 {step} 步的检查点。', 'No hay punto de control del paso {step}.'],
  'Choose another recipe.': ['请选择其他配方。', 'Elige otra receta.'],
  'No draw of this phase can be written.': [
    '该阶段没有可写的采样。',
    'Ningún muestreo de esta fase se puede escribir.',
  ],
  'A teacher of the kind "{kind}" cannot be run here yet.': [
    '“{kind}”类教师目前还无法在此运行。',
    'Un maestro del tipo "{kind}" aún no se puede ejecutar aquí.',
  ],
  'Choose a recipe with another teacher.': ['请选择其他教师的配方。', 'Elige una receta con otro maestro.'],
  'A prompt and its text have {n} tokens; the model reads at most {most}.': [
    '提示与其文本共 {n} 个词元；模型最多读 {most} 个。',
    'Un prompt y su texto tienen {n} tokens; el modelo lee como mucho {most}.',
  ],
  'Choose a lower difficulty, a shorter context, or fewer tokens a rollout.': [
    '请选择更低的难度、更短的上下文，或每条采样轨迹更少的词元。',
    'Elige una dificultad menor, un contexto más corto o menos tokens por rollout.',
  ],
  'Trained on this page.': ['在本页训练。', 'Entrenado en esta página.'],
  'Open it again: the backend may have changed.': [
    '请重新打开：后端可能已更换。',
    'Ábrelo de nuevo: puede que el backend haya cambiado.',
  ],
  'There is no run "{id}".': ['没有训练“{id}”。', 'No existe el entrenamiento "{id}".'],
  'Choose another backend.': ['请选择其他后端。', 'Elige otro backend.'],
  '{what} took longer than {n} s.': ['{what}超过 {n} 秒。', '{what} tardó más de {n} s.'],
  'Fetch the model again; tokenizer.json and config.json must belong together.': [
    '请重新获取模型；tokenizer.json 与 config.json 必须相配。',
    'Obtén el modelo de nuevo; tokenizer.json y config.json deben corresponderse.',
  ],
  'The tokenizer of "{model}" cannot be used: {why}.': [
    '“{model}”的分词器不可用：{why}。',
    'No se puede usar el tokenizador de "{model}": {why}.',
  ],
  'The runtime for {backend} could not be loaded ({why}).': [
    '无法载入 {backend} 的运行时（{why}）。',
    'No se pudo cargar el entorno de {backend} ({why}).',
  ],
  'Check the connection and reload, or choose another backend.': [
    '请检查网络并刷新，或选择其他后端。',
    'Comprueba la conexión y recarga, o elige otro backend.',
  ],
  'The page could not take in what the engine sent.': [
    '页面无法接收引擎发送的内容。',
    'La página no pudo recibir lo que envió el motor.',
  ],
  'Try again; if it stays, reload the page.': [
    '请重试；若仍存在，请刷新页面。',
    'Inténtalo de nuevo; si persiste, recarga la página.',
  ],
  'Try again: the engine starts anew.': ['请重试：引擎将重新启动。', 'Inténtalo de nuevo: el motor arranca otra vez.'],
  "The engine's worker stopped ({why}).": ['引擎的 worker 已停止（{why}）。', 'El worker del motor se detuvo ({why}).'],
  'A message from the worker could not be read.': [
    '无法读取来自 worker 的消息。',
    'No se pudo leer un mensaje del worker.',
  ],
  'The engine did not stop in time and was ended.': [
    '引擎未及时停止，已被终止。',
    'El motor no paró a tiempo y fue terminado.',
  ],
  'The file {path} could not be fetched ({why}).': [
    '无法获取文件 {path}（{why}）。',
    'No se pudo obtener el archivo {path} ({why}).',
  ],
  'Check that the models folder is served beside the page, and that you are online; then try again.': [
    '请确认 models 文件夹与页面一同提供且网络可用，然后重试。',
    'Comprueba que la carpeta models se sirve junto a la página y que hay conexión; luego inténtalo de nuevo.',
  ],
  'The graphics adapter is gone.': ['图形适配器不见了。', 'El adaptador gráfico ya no está.'],
  'Choose the WASM backend, or reload the page.': [
    '请选择 WASM 后端，或刷新页面。',
    'Elige el backend WASM o recarga la página.',
  ],
  'The engine is gone.': ['引擎已丢失。', 'El motor se ha perdido.'],
  'The engine did not start.': ['引擎没有启动。', 'El motor no arrancó.'],
  'The engine failed.': ['引擎出错。', 'El motor falló.'],
  'The step could not be computed.': ['无法计算该步。', 'No se pudo calcular el paso.'],
  'The contributions could not be computed.': ['无法计算各项贡献。', 'No se pudieron calcular las contribuciones.'],
  'The backends could not be compared.': ['无法比较后端。', 'No se pudieron comparar los backends.'],
  'The divergences could not be measured.': ['无法测量散度。', 'No se pudieron medir las divergencias.'],
  'Something failed that should not.': ['出现了意外错误。', 'Falló algo que no debía.'],
  'The teacher could not read this.': ['教师无法读取。', 'El maestro no pudo leer esto.'],
  'The engine returned no rollout.': ['引擎没有返回采样轨迹。', 'El motor no devolvió ningún rollout.'],
  'Sample again.': ['请重新采样。', 'Muestrea de nuevo.'],
  'The student writes.': ['学生正在写。', 'El estudiante escribe.'],
  'Nothing was changed. Import a file that Export trace or lab score --trace wrote.': [
    '没有任何更改。请导入由“导出轨迹”或 lab score --trace 写成的文件。',
    'No se cambió nada. Importa un archivo escrito por Exportar traza o lab score --trace.',
  ],
  'Replay of {name}: {n} tokens. {verdict}': [
    '重放 {name}：{n} 个词元。{verdict}',
    'Repetición de {name}: {n} tokens. {verdict}',
  ],
  'The browser could not paint the picture. Take a smaller size, or Export SVG.': [
    '浏览器无法绘制图片。请选较小尺寸，或导出 SVG。',
    'El navegador no pudo pintar la imagen. Elige un tamaño menor o Exportar SVG.',
  ],
  'The link to “{name}” is copied: its settings and its seed, which give the same run.': [
    '已复制“{name}”的链接：其设置与种子，可得到同样的训练。',
    'Se copió el enlace a “{name}”: sus ajustes y su semilla, que dan el mismo entrenamiento.',
  ],
  'The browser does not let the page copy; the address bar carries the present settings.': [
    '浏览器不允许页面复制；地址栏带有当前设置。',
    'El navegador no deja copiar a la página; la barra de direcciones lleva los ajustes actuales.',
  ],
  '{n} tokens. {verdict}': ['{n} 个词元。{verdict}', '{n} tokens. {verdict}'],
  'The race “{name}” is over.': ['比赛“{name}”结束了。', 'La carrera “{name}” ha terminado.'],
  'Leave that recipe out.': ['请去掉该配方。', 'Deja fuera esa receta.'],
  'Lane “{label}”: {why}': ['赛道“{label}”：{why}', 'Calle “{label}”: {why}'],
  'Step {step}: {percent} % of the held-out problems are right.': [
    '第 {step} 步：留出题答对 {percent} %。',
    'Paso {step}: el {percent} % de los problemas reservados está bien.',
  ],
  'Back at step {step}.': ['已回到第 {step} 步。', 'De vuelta en el paso {step}.'],
  'There is no line "Answer: <number>".': ['没有“Answer: <number>”这一行。', 'No hay una línea "Answer: <number>".'],
  'There is text after the answer line.': ['答案行之后还有文字。', 'Hay texto después de la línea de respuesta.'],
  'The answer is right.': ['答案正确。', 'La respuesta es correcta.'],
  'The answer is right, but the equation in step {step} is false.': [
    '答案正确，但第 {step} 步的等式不成立。',
    'La respuesta es correcta, pero la ecuación del paso {step} es falsa.',
  ],
  'The answer is {answer}, not {got}.{more}': [
    '答案是 {answer}，不是 {got}。{more}',
    'La respuesta es {answer}, no {got}.{more}',
  ],
  ' First: {fault}.': ['首先：{fault}。', ' Primero: {fault}.'],
  '“{name}” is not a trace that this page can read: {why}.': [
    '“{name}”不是本页能读的轨迹：{why}。',
    '“{name}” no es una traza que esta página pueda leer: {why}.',
  ],
  '“{name}” is ahead at the end.': ['“{name}”最后领先。', '“{name}” va por delante al final.'],
  'There is no answer line.{more}': ['没有答案行。{more}', 'No hay línea de respuesta.{more}'],
  'The answer {answer} is right.{more}': ['答案 {answer} 正确。{more}', 'La respuesta {answer} es correcta.{more}'],
  'The answer {got} is wrong, {answer} is right.{more}': [
    '答案 {got} 错误，正确的是 {answer}。{more}',
    'La respuesta {got} es incorrecta; la correcta es {answer}.{more}',
  ],
  ' Step {step} is the first wrong one.': ['第 {step} 步最先出错。', ' El paso {step} es el primero equivocado.'],
  'step {step} is missing: expected {expected}': [
    '缺少第 {step} 步：应为 {expected}',
    'falta el paso {step}: se esperaba {expected}',
  ],
  'step {step} is wrong: expected {expected}': [
    '第 {step} 步有误：应为 {expected}',
    'el paso {step} está mal: se esperaba {expected}',
  ],
  'step {step} is wrong: got {got}, expected {expected}': [
    '第 {step} 步有误：得 {got}，应为 {expected}',
    'el paso {step} está mal: dio {got}, se esperaba {expected}',
  ],
  'The door is open, by a shortest way.': [
    '门开了，走的是最短路线。',
    'La puerta está abierta, por un camino más corto.',
  ],
  'The door is open.': ['门开了。', 'La puerta está abierta.'],
  'A line is not an action.': ['有一行不是动作。', 'Una línea no es una acción.'],
  'There is no action.': ['没有动作。', 'No hay ninguna acción.'],
  'Time was up before the door was open.': ['门打开之前时间已到。', 'Se acabó el tiempo antes de abrir la puerta.'],
  'The door was not opened.': ['门没有打开。', 'La puerta no se abrió.'],
}
