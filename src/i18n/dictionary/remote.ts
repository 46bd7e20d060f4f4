/** @file A teacher on a server. What a server says is English, as it comes. */
import type { Entries } from './types.ts'

export const REMOTE_WORDS: Entries = {
  Elsewhere: ['别处', 'En otra parte'],
  'on a server …': ['服务器上……', 'en un servidor…'],
  'Teacher on a server': ['服务器上的教师', 'Maestro en un servidor'],
  'Where the teacher on a server is': ['服务器上的教师在哪里', 'Dónde está el maestro en un servidor'],
  'Have the server read it': ['让服务器阅读', 'Que lo lea el servidor'],
  'Cancel the server’s reading': ['取消服务器的阅读', 'Cancelar la lectura del servidor'],
  'A teacher of your own on vLLM, SGLang or llama.cpp reads the rollout on the stage. It must have the student’s vocabulary. This page asks nobody until you press the button, and then only this address; the key stays in memory until the page is left.':
    [
      '由您自己在 vLLM、SGLang 或 llama.cpp 上的教师阅读舞台上的 rollout。它必须与学生使用同一词表。在您按下按钮之前，本页不会询问任何人，之后也只询问这个地址；密钥只留在内存中，直到离开本页。',
      'Un maestro suyo en vLLM, SGLang o llama.cpp lee el rollout del escenario. Debe tener el vocabulario del estudiante. Esta página no pregunta a nadie hasta que pulse el botón, y entonces solo a esta dirección; la clave queda en memoria hasta salir de la página.',
    ],
  'Checks the server …': ['正在检查服务器……', 'Comprobando el servidor…'],
  'The server reads …': ['服务器正在阅读……', 'El servidor lee…'],
  '✓ The server answers as it should.': ['✓ 服务器回答正常。', '✓ El servidor responde como debe.'],
  'Sample a rollout first: that is what the server reads.': [
    '请先采样一个 rollout：服务器阅读的就是它。',
    'Muestree antes un rollout: eso es lo que lee el servidor.',
  ],
  'vLLM, or like it': ['vLLM 或同类', 'vLLM, o similar'],
  'llama.cpp (one request a token)': ['llama.cpp（每个词元一次请求）', 'llama.cpp (una petición por token)'],
  Address: ['地址', 'Dirección'],
  Model: ['模型', 'Modelo'],
  'Kind of server': ['服务器类型', 'Tipo de servidor'],
  'Key, if it asks for one': ['密钥（如果需要）', 'Clave, si la pide'],
  'Likeliest words a token': ['每个词元的最可能词数', 'Palabras más probables por token'],
  'Not reachable': ['无法连接', 'No accesible'],
  'Start the server, check address and port. Where both are right, it may not let pages of other origins ask (CORS).': [
    '启动服务器，检查地址和端口。如果都对，可能是它不允许其他来源的网页访问（CORS）。',
    'Arranque el servidor y compruebe dirección y puerto. Si están bien, puede que no deje preguntar a páginas de otros orígenes (CORS).',
  ],
  'Closed to other pages (CORS)': ['不对其他网页开放（CORS）', 'Cerrado a otras páginas (CORS)'],
  'Start it so that this page may ask: vLLM --allowed-origins, llama.cpp --cors-origins.': [
    '启动时允许本页访问：vLLM --allowed-origins，llama.cpp --cors-origins。',
    'Arránquelo de modo que esta página pueda preguntar: vLLM --allowed-origins, llama.cpp --cors-origins.',
  ],
  'Mixed content': ['混合内容', 'Contenido mixto'],
  'Put the server behind https, or forward its port to localhost.': [
    '让服务器使用 https，或把它的端口转发到 localhost。',
    'Ponga el servidor tras https, o reenvíe su puerto a localhost.',
  ],
  'Wrong key': ['密钥错误', 'Clave incorrecta'],
  'Give the key that the server was started with.': [
    '请给出启动服务器时所用的密钥。',
    'Dé la clave con la que se arrancó el servidor.',
  ],
  'Unknown model': ['未知模型', 'Modelo desconocido'],
  'Give one of the names that the server has.': [
    '请使用服务器所有的名称之一。',
    'Dé uno de los nombres que tiene el servidor.',
  ],
  'Fewer log-probs than asked for': ['对数概率少于所要求的', 'Menos log-probs de los pedidos'],
  'Ask for fewer words a token, or start vLLM with a higher --max-logprobs.': [
    '减少每个词元的词数，或以更高的 --max-logprobs 启动 vLLM。',
    'Pida menos palabras por token, o arranque vLLM con un --max-logprobs mayor.',
  ],
  'Another vocabulary': ['词表不同', 'Otro vocabulario'],
  'Choose a teacher with the tokenizer of the student.': [
    '请选择与学生使用同一分词器的教师。',
    'Elija un maestro con el tokenizador del estudiante.',
  ],
  'Raw logits in place of log-probs': ['给出的是原始 logits 而非对数概率', 'Logits crudos en lugar de log-probs'],
  'Start it without --logprobs-mode raw_logits or processed_logits.': [
    '启动时不要使用 --logprobs-mode raw_logits 或 processed_logits。',
    'Arránquelo sin --logprobs-mode raw_logits ni processed_logits.',
  ],
  'Text too long': ['文本过长', 'Texto demasiado largo'],
  'Lower the token limit, or start the server with a larger --max-model-len.': [
    '降低词元上限，或以更大的 --max-model-len 启动服务器。',
    'Baje el límite de tokens, o arranque el servidor con un --max-model-len mayor.',
  ],
  'The server is busy or fails': ['服务器繁忙或出错', 'El servidor está ocupado o falla'],
  'See the server’s own log, and try again.': [
    '请查看服务器自己的日志，然后重试。',
    'Mire el registro del propio servidor e inténtelo de nuevo.',
  ],
  'No answer in time': ['未及时回答', 'Sin respuesta a tiempo'],
  'Answer that cannot be read': ['无法读取的回答', 'Respuesta ilegible'],
  'Check the kind of server, and that its version gives log-probs of the prompt.': [
    '检查服务器类型，以及其版本是否给出提示的对数概率。',
    'Compruebe el tipo de servidor, y que su versión dé log-probs del prompt.',
  ],
  'No log-probs of the prompt': ['没有提示的对数概率', 'Sin log-probs del prompt'],
  'Use a server that gives them: vLLM (prompt_logprobs) or SGLang (return_logprob).': [
    '请使用会给出它们的服务器：vLLM（prompt_logprobs）或 SGLang（return_logprob）。',
    'Use un servidor que los dé: vLLM (prompt_logprobs) o SGLang (return_logprob).',
  ],
  Refused: ['被拒绝', 'Rechazado'],
  'Check the kind of server and the model.': ['检查服务器类型和模型。', 'Compruebe el tipo de servidor y el modelo.'],
  Cancelled: ['已取消', 'Cancelado'],
  'Start it again.': ['请重新开始。', 'Empiécelo de nuevo.'],
  'As {model} reads it': ['{model} 的阅读', 'Como lo lee {model}'],
  'the server': ['服务器', 'el servidor'],
  'Of an earlier rollout: have the server read this one.': [
    '这是更早的 rollout：请让服务器阅读现在这个。',
    'De un rollout anterior: haga que el servidor lea este.',
  ],
  'The server knows {known} of {n} tokens; mean gap {gap} nats.': [
    '服务器知道 {n} 个词元中的 {known} 个；平均差距 {gap} nat。',
    'El servidor conoce {known} de {n} tokens; brecha media {gap} nats.',
  ],
  'It names the {k} likeliest words a token; the others hold at most {tail} of the mass. All numbers are nats: gaps are exact, divergences and entropy lie between the bar (the others as one word) and its outline (the others as bad as they can be; none where nothing bounds them).':
    [
      '它给出每个词元最可能的 {k} 个词；其余的词最多占 {tail} 的概率质量。所有数值以 nat 为单位：差距是精确的，散度与熵位于实心条（其余视为一个词）与轮廓（其余取最坏情形；无界时没有轮廓）之间。',
      'Nombra las {k} palabras más probables por token; las demás tienen a lo sumo {tail} de la masa. Todo en nats: las brechas son exactas; divergencias y entropía quedan entre la barra (las demás como una sola palabra) y su contorno (las demás en el peor caso; ninguno donde nada las acota).',
    ],
  'A top-k says nothing of {names}.': ['top-k 对 {names} 没有任何信息。', 'Un top-k no dice nada de {names}.'],
  'What the server says, token by token': ['服务器逐词元所说的', 'Lo que dice el servidor, token a token'],
  'No rollout stands on the stage.': ['舞台上没有 rollout。', 'No hay ningún rollout en el escenario.'],
  'between bounds': ['在上下界之间', 'entre cotas'],
  'teacher entropy': ['教师的熵', 'entropía del maestro'],
  'The student could not read the rollout for the teacher on the server.': [
    '学生无法为服务器上的教师阅读该 rollout。',
    'El estudiante no pudo leer el rollout para el maestro del servidor.',
  ],
}
