/** @file The chapter in Spanish. */
import type { Chapter } from './types.ts'

export const SPANISH: Chapter = {
  language: 'es',
  title: 'Aprender de los propios errores mientras alguien lee',
  description:
    'La destilación on-policy explicada en doce minutos, con figuras que calculan: por qué a un estudiante se le debe enseñar sobre sus propios textos.',
  standfirst:
    'Un modelo de lenguaje pequeño escribe. Otro más grande, o el mismo con la solución en la mano, lee cada token y dice cuán probable le habría parecido. Entrenar con esa diferencia se llama *destilación on-policy*, OPD. Este capítulo la explica en unos doce minutos; sus figuras son los instrumentos de la página y funcionan en tu dispositivo.',
  words: {
    minutes: 'Unos 12 minutos',
    playground: 'Abrir la página interactiva',
    contents: 'Contenido',
    figure: 'Figura',
    table: 'Tabla',
    open: 'Abrir en la página interactiva',
    live: 'figura viva',
    receipts: 'Recibos',
    receiptsIntro:
      'Todos los números de arriba y de dónde salen. Los medidos se leen de los archivos aquí nombrados al construir esta página; los calculados se calculan entonces; las pruebas vigilan ambos.',
    references: 'Referencias',
    languages: 'Idiomas',
    sectionLink: 'Enlace a esta sección',
  },
  sections: {
    'what-it-is': {
      title: 'Qué es',
      blocks: [
        {
          kind: 'text',
          text: 'Tomemos un modelo estudiante que resuelve el {student} de los problemas que recibe y un maestro que resuelve el {teacher}. Queremos que el estudiante llegue a ser tan bueno como el maestro sin volverse tan grande. La manera más antigua es que el maestro escriba soluciones y el estudiante las repita. La destilación on-policy le da la vuelta: escribe el *estudiante*, y el maestro lee.',
        },
        {
          kind: 'note',
          text: 'Los dos modelos de esta página se entrenaron para ello, con problemas de enunciado que un programa genera y comprueba. Caben en un navegador; todo lo demás es como con los grandes.',
        },
        {
          kind: 'text',
          text: 'Dos condiciones la definen. **C1**: el propio estudiante muestrea los textos de los que aprende. **C2**: el maestro supervisa esos textos token a token, en vez de poner una sola nota al final. Sin C1 queda imitación; sin C2, aprendizaje por refuerzo con una recompensa escasa. La OPD tiene la honradez de lo segundo y la densidad de lo primero.',
        },
        {
          kind: 'text',
          text: 'Lo que el maestro dice de un token es una log-probabilidad, y también lo es lo que dijo el estudiante al escribirlo. La diferencia es la *brecha*:',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathrm{brecha}_t = \log p_T(y_t \mid x, y_{<t}) - \log p_S(y_t \mid x, y_{<t})`,
          said: 'Negativa: el maestro ve el token menos probable que el estudiante. La unidad es el nat; un nat es un factor de $e$.',
        },
        {
          kind: 'figure',
          figure: 'text',
          caption:
            'Un texto del estudiante, marcado por el maestro. Una barra bajo un token dice que el maestro lo ve menos probable; sobre él, más. La marca más honda de estos {tokens} tokens es de {largest-gap}: el maestro ve ese token {largest-factor} menos probable.',
        },
        {
          kind: 'text',
          text: 'Fíjate en lo *local* que es la queja. Nadie le dijo al maestro dónde está el error. Lee de izquierda a derecha y, donde el estudiante deja el camino que él habría seguido, su probabilidad se hunde: el {top-five} de todo el desacuerdo, sumado sobre el texto, está en cinco tokens. Una recompensa al final habría dicho «mal» y nada más.',
        },
      ],
    },
    drift: {
      title: 'Por qué los textos ajenos hacen derivar al estudiante',
      blocks: [
        {
          kind: 'text',
          text: 'A un estudiante entrenado con los textos del maestro se le pide, en cada posición, que continúe un comienzo *perfecto*. Cuando escribe solo, los comienzos son suyos, y de vez en cuando contienen un error. Desde ahí tiene que seguir por un país que nunca vio al entrenarse. Se llama sesgo de exposición y se acumula: un token desviado vuelve extraño el contexto siguiente, y eso empeora el token siguiente.',
        },
        {
          kind: 'note',
          text: 'Con un desliz cada cien tokens, un texto de 300 tokens se mantiene en terreno conocido hasta el final con una probabilidad de $0{,}99^{300}$, es decir, {survive}.',
        },
        {
          kind: 'text',
          text: 'Para la imitación en general, el efecto se precisó hace tiempo. Si un aprendiz yerra con probabilidad $\\varepsilon$ por paso en los estados del experto, imitar puede costarle del orden de $\\varepsilon T^2$ en $T$ pasos; si se le corrige en los estados a los que él mismo llega, del orden de $\\varepsilon T$ [@dagger]. El remedio, dicho con robots: que conduzca el aprendiz y que el experto diga a cada momento qué habría hecho. Dicho aquí: que escriba el estudiante y que el maestro puntúe cada token. GKD llevó el argumento a los modelos de lenguaje [@gkd]; MiniLLM, a la KL inversa y al gradiente de política [@minillm].',
        },
        {
          kind: 'figure',
          figure: 'fork',
          caption:
            'Una bifurcación: fuerza otro token en un lugar y deja que el estudiante siga. Un token decide qué puede salir bien todavía; lo que viene después es fluido en ambas ramas.',
        },
        {
          kind: 'text',
          text: 'Esto no hace inútiles los datos off-policy. Son baratos, se hacen una vez y se usan muchas, y a un estudiante que aún no escribe nada que valga la pena leer no hay qué corregirle. En la industria lo habitual son las dos cosas: primero imitación, hasta que los textos propios tengan sentido, y luego destilación sobre ellos. El informe de Qwen3 describe así sus modelos pequeños: primero off-policy y luego on-policy [@qwen3]. GKD tiene un mando para ello, $\\lambda$: la parte de los pasos que usa textos del propio estudiante.',
        },
      ],
    },
    directions: {
      title: 'Dos direcciones de una misma divergencia',
      blocks: [
        {
          kind: 'text',
          text: 'En cada posición hay dos distribuciones sobre el siguiente token, y una *divergencia* dice con un número lo lejos que están. La que todo el mundo conoce primero es la de Kullback–Leibler, y viene en dos direcciones.',
        },
        {
          kind: 'formula',
          tex: String.raw`\begin{aligned} \mathrm{KL}(p_T \,\|\, p_S) &= \sum_v p_T(v) \log \frac{p_T(v)}{p_S(v)} \\ \mathrm{KL}(p_S \,\|\, p_T) &= \sum_v p_S(v) \log \frac{p_S(v)}{p_T(v)} \end{aligned}`,
          said: 'Arriba, la *directa*: media sobre lo que escribiría el maestro. Abajo, la *inversa*: media sobre lo que escribe el estudiante.',
        },
        {
          kind: 'text',
          text: 'La diferencia es quién promedia. La KL directa castiga al estudiante allí donde el maestro tiene masa y él no; así aprende a cubrirlo todo, incluso lo que no sabe distinguir. La inversa lo castiga donde él tiene masa y el maestro no; así aprende a quedarse por donde ha pasado el maestro, y quizá se conforme con una parte.',
        },
        {
          kind: 'note',
          text: 'Maestro: 0,49, 0,49 y 0,02. Un estudiante que cubre, con un tercio en cada uno: directa {forward-cover}, inversa {reverse-cover}. Uno que elige el primero, 0,96, 0,02 y 0,02: directa {forward-pick}, inversa {reverse-pick}.',
        },
        {
          kind: 'text',
          text: 'Bastan tres tokens para verlo. Que al maestro le gusten dos por igual y el tercero casi nada. La KL directa prefiere al estudiante que se reparte entre los tres ({forward-cover} frente a {forward-pick}); la inversa, al que elige uno de los dos buenos y olvida el otro ({reverse-pick} frente a {reverse-cover}). Para quien tiene que *escribir*, elegir suele ser el vicio mejor: un texto a medio camino entre las modas es uno que nadie habría escrito.',
        },
        {
          kind: 'figure',
          figure: 'bench',
          caption:
            'Lo mismo sobre una recta. El maestro tiene dos modas; cada estudiante puede tener una. Pulsa «Iniciar el descenso» y mira quién cubre y quién elige; mueve las modas del maestro y vuelve a pulsar.',
        },
        {
          kind: 'text',
          text: 'Entre las dos hay una familia. La divergencia de Jensen–Shannon compara ambos modelos con su mezcla y tiene un parámetro $\\beta$ que lleva de la directa a la inversa; está acotada, de modo que un solo token desesperado no puede adueñarse de un paso. Las divergencias sesgadas mezclan un poco de un modelo en el otro por la misma razón (DistiLLM, con $\\alpha$ = {skew-alpha} [@distillm]). Un aviso de la práctica: las bibliotecas no coinciden en qué extremo de $\\beta$ es cuál, ni en qué argumento de «KL» va primero. Compruébalo con dos distribuciones cuyos valores conozcas.',
        },
      ],
    },
    privilege: {
      title: 'Un maestro que sabe más',
      blocks: [
        {
          kind: 'text',
          text: 'Un maestro no tiene por qué ser más grande. Puede ser el propio estudiante, al que se le cuenta algo que el estudiante no sabe: la respuesta, una pista, el documento donde están los datos, una solución desarrollada, el mensaje de error de su último intento. Eso es el *contexto privilegiado*, y con él la OPD se vuelve autodestilación, OPSD [@opsd]. El texto que se puntúa es el mismo; solo el prompt del maestro es más largo.',
        },
        {
          kind: 'text',
          text: 'Funciona porque leer es más fácil que escribir. El estudiante de esta página resuelve el {student} de sus problemas; con una pista en su prompt, los mismos pesos resuelven el {with-hint}; con una solución desarrollada, el {with-trace}; con la mera respuesta, el {with-answer}. En el mundo de las cuentas, cuyos precios están en un documento, el documento lo sube del {ledger} al {ledger-document}. Todo lo que una nota consigue en el prompt, la destilación puede intentar llevarlo a los pesos. La destilación de contexto [@opcd] lo hace con instrucciones que uno está harto de repetir; SDPO [@sdpo], con comentarios sobre los intentos del propio estudiante.',
        },
        {
          kind: 'figure',
          figure: 'privilege',
          caption:
            'Un texto, cinco grados de privilegio. Mueve el control: las marcas son lo que el mismo modelo piensa del mismo texto sin saber nada, con una pista, con los datos, con la respuesta, con la solución desarrollada. Al lado, lo que hizo entrenar con cada uno, medido sin nota alguna.',
        },
        {
          kind: 'text',
          text: 'Pero contar más no siempre es enseñar más. Las cuatro notas protestan por la misma cifra, el precio que el estudiante recuerda mal: la solución desarrollada, con {gap-trace}; la mera respuesta, con {gap-answer}. Y, aun así, en una ejecución corta con cuentas y fechas cada una subió al estudiante del {privilege-start} hasta casi el mismo sitio: {privilege-hint} con una pista, {privilege-facts} con los datos, {privilege-answer} con la respuesta sola, {privilege-trace} con la solución desarrollada. Una semilla y cien problemas no bastan para distinguirlas. Lo que la nota hace aquí es recordarle a un modelo lo que sabe a medias, y con un recordatorio basta. Sin privilegio alguno el maestro es el propio estudiante, no se enseña nada y nada se mueve ({privilege-nothing}).',
        },
        {
          kind: 'text',
          text: 'Y tiene un precio. Se le pide al estudiante que escriba *como si* supiera. Lo que se sigue de su propio prompt puede aprenderlo; lo que no, solo puede adivinarlo, y un estudiante que aprende a afirmar lo que no puede saber ha aprendido a filtrar. La figura cuenta los textos cuyas sumas no cuadran, es decir, con un número que nada dio: {broken-start} antes de entrenar, {broken-facts} tras entrenar con los datos, {broken-trace} con la solución desarrollada. Son pocos, y antes no estaban. Cuantos menos pasos haya entre la nota y lo que el estudiante puede ver, mejor es la nota.',
        },
      ],
    },
    estimators: {
      title: 'Un token es una opinión, no una medida',
      blocks: [
        {
          kind: 'text',
          text: 'Una divergencia es una suma sobre el vocabulario. A menudo solo se tiene la log-probabilidad del token que se escribió: un maestro tras un servidor no devuelve más, o hay memoria para {vllm-logprobs} entradas y no para cien mil. Entonces hay que *estimar* la divergencia con lo que el propio estudiante saca. Con $d = \\log p_T - \\log p_S$ en el token sacado, se usan tres estimadores de la KL inversa:',
        },
        {
          kind: 'formula',
          tex: String.raw`k_1 = -d \qquad k_2 = \tfrac{1}{2} d^2 \qquad k_3 = e^{d} - d - 1`,
          said: 'Medias sobre lo que saca el estudiante: $k_1$ y $k_3$ dan la KL inversa; $k_2$, solo algo cercano.',
        },
        {
          kind: 'text',
          text: 'Con un estudiante de 0,6, 0,3 y 0,1 y un maestro de 0,3, 0,3 y 0,4, la KL inversa es {exact-kl}. $k_1$ acierta en media, con una desviación típica de {k1-deviation} por token, más del doble de lo que estima, y a veces es negativo. $k_3$ nunca es negativo, también acierta en media, {k3-mean}, y su desviación aquí es {k3-deviation}. $k_2$ tiene media {k2-mean}: está sesgado.',
        },
        {
          kind: 'figure',
          figure: 'estimators',
          caption:
            'Lo que el estudiante saca en una posición, cada vez una conjetura de la KL inversa; la línea es el valor sobre todo el vocabulario. Saca unas cuantas y mira lo ancha que es la lluvia.',
        },
        {
          kind: 'text',
          text: 'Un buen *valor* no es todavía un buen *gradiente*, y ahí es donde fallan las implementaciones. Pon $k_1$ en la pérdida y deriva: el maestro desaparece, y lo que queda tiene media cero. Deriva $k_3$ y obtienes el gradiente de la KL *directa* sobre las muestras del estudiante. El gradiente correcto de la KL inversa sale, curiosamente, de $k_2$, o del gradiente de política con $d$ como ventaja, que es lo que hace la receta de tinker [@tinker]. Al menos un entrenador público derivaba $k_1$ en uno de sus modos [@areal]; verl lo rechaza con un error [@verl].',
        },
      ],
    },
    'which-tokens': {
      title: 'Qué tokens importan',
      blocks: [
        {
          kind: 'text',
          text: 'La mayoría de los tokens de un texto son nombres copiados, unidades y puntuación, en los que todos coinciden. El desacuerdo está en pocos: en el texto de la figura 1, el {top-five} en cinco de {tokens} tokens. Así que tienta entrenar solo con esos, y varios métodos lo hacen.',
        },
        {
          kind: 'figure',
          figure: 'waterfall',
          caption:
            'Los tokens por su parte de la pérdida, los mayores primero; la curva los va sumando. Recórtalos, fíltralos o pésalos y mira qué queda.',
        },
        {
          kind: 'list',
          items: [
            'Por importancia: TIP puntúa un token por la entropía del estudiante y por la divergencia, y dice que el {tip-kept} de los tokens rinde tanto como todos [@tip].',
            'Por la duda del maestro: donde el propio maestro no está seguro (entropía por encima de {entropy-tau}) se añade KL directa sobre sus tokens probables, para que el estudiante deje abiertos varios caminos [@entropy].',
            'Por el lugar: destilar solo el principio de cada texto, donde se decide casi todo lo que sigue, y ahorrarse escribir el resto [@prefix].',
            'Por entrada: sumar en cada posición sobre un conjunto pequeño de tokens, {top-k-set} [@rethinking], o recortar la parte de cada entrada, a {opsd-clip} en los programas de OPSD [@opsd].',
          ],
        },
        {
          kind: 'text',
          text: 'Una advertencia. El token con la mayor brecha suele ser justo el que importa: la cifra equivocada, la regla olvidada. Un recorte pensado contra valores atípicos quita precisamente ese. Antes de filtrar, mira qué quita el filtro. Para eso está la figura.',
        },
      ],
    },
    training: {
      title: 'Entrenar',
      blocks: [
        {
          kind: 'text',
          text: 'Un paso se describe pronto. Saca problemas; deja escribir al estudiante; que el maestro lea los mismos tokens tras su propio prompt; toma la divergencia en cada token que escribió el estudiante, su media, su gradiente; mueve los pesos; tira los textos. El muestreo en sí no se deriva: los textos se toman como dados, y en el paso siguiente se escriben otros. Eso es lo que lo mantiene on-policy.',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathcal{L}(\theta) = \mathbb{E}_{x}\; \mathbb{E}_{y \sim p_S(\cdot \mid x)} \; \frac{1}{|y|} \sum_{t} D\big(p_T(\cdot \mid c, x, y_{<t}),\; p_S(\cdot \mid x, y_{<t})\big)`,
          said: 'La pérdida: $D$ es la divergencia; $c$, el contexto privilegiado (o nada). $y$ se saca de nuevo en cada paso, y ningún gradiente atraviesa el sorteo.',
        },
        {
          kind: 'figure',
          figure: 'training',
          caption:
            'De verdad. Pulsa «Entrenar»: la página trae los modelos, el estudiante escribe, el maestro lee, y la exactitud en problemas reservados sube mientras miras.',
        },
        {
          kind: 'text',
          text: 'En la página construida, con dos núcleos de procesador y sin tarjeta gráfica, GKD subió la exactitud voraz en cien problemas reservados del {gkd-before} al {gkd-after} en cien pasos de 16 textos, lo que llevó {gkd-seconds}. La autodestilación con la solución desarrollada pasó del {gkd-before} al {opsd-after}. Una semilla cada una: la segunda cifra es adorno.',
        },
        {
          kind: 'text',
          text: 'También se enseña la longitud, se quiera o no. Un maestro al que se le pide brevedad acorta aquí los textos de {length-plain} a {length-brief} tokens, solo con la nota, y de él se puede destilar un estudiante. El mismo mecanismo los alarga cuando enseña un maestro prolijo. Vigila la longitud como vigilas la pérdida.',
        },
      ],
    },
    failures: {
      title: 'Dónde falla',
      blocks: [
        {
          kind: 'text',
          text: 'Nada de esto es seguro por construcción. La página interactiva tiene un museo de fallos, cada uno producido al momento, con la evidencia y el umbral que se fijaron antes de medir. Los más comunes:',
        },
        {
          kind: 'list',
          items: [
            '*El maestro se escapa con el estudiante.* Si el maestro privilegiado tiene los pesos vivos, lo que la nota hace a una mitad mueve la otra. Que la nota la tengan los pesos iniciales o una media lenta.',
            '*Colapso.* La KL inversa sola estrecha: las muestras de un problema se vuelven un único texto. Una divergencia acotada, algo de KL directa donde el maestro duda o una temperatura mayor que 1 al muestrear las mantienen separadas.',
            '*Colapso de longitud.* Las sumas sobre tokens, o un precio por token, abaratan los textos cortos y erróneos.',
            '*Textos rancios.* Textos de pesos anteriores usados como si fueran frescos: la estimación está sesgada y nadie lo dice.',
            '*La dirección equivocada.* Argumentos intercambiados y una pérdida que aún parece verosímil.',
            '*Un vocabulario desplazado.* Dos tokenizadores que coinciden casi en todo; la brecha estalla en los pocos tokens en que no.',
            '*Un maestro perdido.* Cuanto más se aleja el texto del estudiante de todo lo que el maestro escribiría, menos significa su opinión. Corta esos textos, mezcla algunos del maestro o empieza con imitación.',
          ],
        },
        {
          kind: 'text',
          text: 'Y a veces, sencillamente, no es la mejor herramienta. Con un verificador fiable y muestras baratas, el aprendizaje por refuerzo no tiene maestro que lo limite. Con muchos textos buenos y respuestas cortas, imitar es más simple y apenas hay errores que se acumulen. En [@failures] hay un análisis de fallos y de lo que los remedia.',
        },
      ],
    },
    'for-real': {
      title: 'Cómo hacerlo en serio',
      blocks: [
        {
          kind: 'text',
          text: 'Con modelos de tamaño útil usarías una biblioteca. En TRL [@trl] el caso sencillo son unas líneas:',
        },
        {
          kind: 'code',
          code: `from trl import DistillationConfig, DistillationTrainer

args = DistillationConfig(
    output_dir="student-opd",
    teacher_model_name_or_path="TEACHER",
    beta=1.0,                  # 1: KL inversa, 0: KL directa
    learning_rate=1e-6,
    max_completion_length=512,
    use_vllm=True,
)
DistillationTrainer(model="STUDENT", args=args, train_dataset=prompts).train()`,
        },
        {
          kind: 'table',
          head: ['Qué', 'Dónde', 'Números para empezar'],
          rows: [
            [
              'OPD, maestro más grande',
              'TRL `DistillationTrainer` [@trl]',
              '`beta` {trl-beta}, `learning_rate` {trl-rate}, `max_completion_length` {trl-length}: sus valores por defecto',
            ],
            [
              'Mezclada con datos',
              'TRL `GKDTrainer` [@trl]',
              '`lmbda` {gkd-lambda}, la parte de textos propios; `learning_rate` {gkd-rate}',
            ],
            [
              'El mismo modelo, privilegiado',
              'TRL `SDFTTrainer` [@trl]',
              'columna `privileged_context`; los {sdft-top} tokens más probables; importancia recortada a {sdft-clip}',
            ],
            [
              'Gradiente de política sobre $d$',
              'tinker-cookbook [@tinker]',
              '{tinker-groups} grupos por lote, hasta {tinker-length} tokens: su receta',
            ],
            [
              'Junto a una recompensa',
              'verl [@verl]',
              '`loss_mode=k1` con `use_policy_gradient=True`, o `forward_kl_topk`, que ni renormaliza ni tiene cola',
            ],
          ],
        },
        {
          kind: 'text',
          text: 'Cuatro cosas que comprobar antes de la primera ejecución larga:',
        },
        {
          kind: 'list',
          items: [
            'El servidor del maestro. vLLM devuelve como mucho {vllm-logprobs} log-probabilidades por posición si no se le dice otra cosa, y la temperatura nunca entra en las log-probabilidades de un prompt [@vllm]: una pérdida a otra temperatura compara cosas distintas.',
            'La cola. Un top-$k$ sin cola no es una divergencia: puede ser negativo. Renormaliza, o guarda el resto como un solo cubo.',
            'Los prompts. Maestro y estudiante deben puntuarse sobre los mismos tokens, tras prompts del mismo problema.',
            'La pérdida en cero. Pon de maestro al estudiante: pérdida y gradiente deben anularse. Con AdamW, *exactamente*, pues convierte el ruido de redondeo en pasos enteros.',
          ],
        },
        {
          kind: 'text',
          text: 'Después empieza en pequeño, mantén cortos los textos del estudiante, registra la brecha por token y no solo su media, y lee muestras. Los métodos de la página interactiva llevan los números de unos cuarenta artículos, con fórmulas y fuentes, y todos funcionan. Toma el más cercano al tuyo y mira en problemas de juguete qué hace antes de pagarlo.',
        },
      ],
    },
  },
}
