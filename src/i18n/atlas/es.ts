/** @file What the atlas says of each entry, in Spanish: as `about` of the entry, by its id. */
import type { AtlasTexts } from './types.ts'

export const TEXTS: AtlasTexts = {
  gkd: [
    'Un solo objetivo para destilar con los datos y con los textos del propio estudiante, con cualquier divergencia entre las dos distribuciones.',
    'Un mando dice cuántos textos escribe el propio estudiante; la pérdida nunca se deriva a través del muestreo.',
  ],
  'thinking-machines-opd': [
    'Un bucle de refuerzo en el que la referencia de la penalización KL se cambia por un maestro, y nada más recompensa al estudiante.',
    'Cada token escrito gana lo que el maestro opina de él menos lo que opinaba el estudiante, con descuento cero.',
  ],
  'tinker-cookbook': [
    'Recetas de un entrenador alojado que llevan el bucle del blog: muestrear, pedir log-probs a un maestro y sumar la diferencia a la ventaja.',
    'Los prompts se pueden repartir entre varios maestros según el conjunto de datos.',
  ],
  'revisiting-opd': [
    'Mira por qué falla la destilación on-policy y la repara con una pregunta menor: solo cuentan las palabras más probables del maestro.',
    'Los rollouts se muestrean de un núcleo truncado y los tokens de formato no llevan pérdida.',
  ],
  'tencent-opd-survey': [
    'Un estudio que ordena la destilación on-policy por señal, acceso al maestro y granularidad.',
    'No tiene pérdida propia; aquí es un mapa junto a este mapa.',
  ],
  'thunlp-rethinking-opd': [
    'Pregunta cuándo funciona la destilación on-policy y halla que maestro y estudiante deben pensar de forma parecida; un arranque en frío los acerca.',
    'La pérdida se toma sobre las palabras más probables del propio estudiante en cada posición.',
  ],
  'lightning-opd': [
    'El maestro califica una sola vez un conjunto fijo de rollouts, y el entrenamiento lee las notas guardadas sin tener al maestro en memoria.',
    'Insiste en que el mismo maestro haya escrito los datos del arranque en frío.',
  ],
  'opsd-survey': [
    'Un breve panorama de la destilación de un modelo en sí mismo, en ocho diseños.',
    'No tiene pérdida propia; sus diseños son los contextos y los que escriben en las recetas de aquí.',
  ],
  minillm: [
    'KL inversa sobre secuencias enteras por gradiente de política, con el término exacto del paso siguiente aparte para calmar la varianza.',
    'Los textos se muestrean de una mezcla de maestro y estudiante, y pesos de importancia lo corrigen.',
  ],
  distillm: [
    'Mezcla un poco de una distribución en la otra antes de tomar la KL, lo que mantiene pequeño el gradiente donde no coinciden.',
    'La parte de textos propios del estudiante sube solo cuando lo pide la pérdida de validación, y los textos viejos se guardan en un búfer.',
  ],
  'distillm-2': [
    'Usa una divergencia sesgada distinta para cada uno que escribe: una sube lo que escribe el maestro, la otra baja lo que escribe el estudiante.',
    'Cuánto se sesga un texto depende de lo lejos que estén los modelos en él.',
  ],
  'speculative-kd': [
    'El estudiante propone un token, y el maestro lo sustituye donde no habría estado entre los más probables para él.',
    'Así el prefijo queda cerca del estudiante sin salir de lo que el maestro sabe juzgar.',
  ],
  dskdv2: [
    'Lleva los estados ocultos de los dos modelos a un mismo espacio con mapas lineales, para comparar allí sus distribuciones.',
    'Funciona entre tokenizadores distintos, y tanto con textos del estudiante como con datos.',
  ],
  'constrained-opd': [
    'Trata la cercanía al maestro como un presupuesto y no como una pérdida: ganar recompensa mientras la KL del texto quede bajo un límite.',
    'Un texto que gasta de más paga una multa, por correcta que sea su respuesta.',
  ],
  adaswitch: [
    'El estudiante escribe hasta que su divergencia del maestro salta por encima de su media reciente; desde allí el maestro termina el texto.',
    'Después se destila cada posición del texto empalmado.',
  ],
  veto: [
    'Empieza con un objetivo entre los dos modelos y lo deja ir hacia el maestro, para que los primeros gradientes sean suaves.',
    'El objetivo es el producto del maestro y una potencia del estudiante que se desvanece.',
  ],
  'g-opd': [
    'Lee la destilación on-policy como recompensa regularizada por KL y deja que la recompensa pese más de uno.',
    'El estudiante llega entonces más lejos que el propio maestro en la dirección que va de un modelo de referencia al maestro.',
  ],
  'fast-opd': [
    'Escribe y califica solo los primeros tokens de cada texto.',
    'Los tokens posteriores se siguen del comienzo, así que casi todo el efecto llega por una fracción del coste.',
  ],
  'entropy-aware-opd': [
    'Conserva la KL inversa como recompensa en todas partes y añade KL directa donde el propio maestro duda.',
    'Eso mantiene vivas varias buenas continuaciones en lugar de una.',
  ],
  reopold: [
    'Limita cuánto se puede castigar un token y aprende de una selección de tokens en dos fases.',
    'Primero se descartan los tokens que el maestro aborrece; después solo se conservan aquellos en los que el estudiante duda.',
  ],
  paced: [
    'Pondera los problemas según cuántas veces los resuelve el estudiante: lo máximo a la mitad, lo mínimo en nunca y en siempre.',
    'Primero KL directa sobre textos del maestro; después KL inversa sobre los del estudiante.',
  ],
  'tsd-kd': [
    'Elige tokens dos veces: el maestro ordena candidatos que nombra el estudiante, y una compuerta favorece los tokens en los que solo el estudiante vacila.',
    'Un último término hace más seguros los tokens más inciertos.',
  ],
  scope: [
    'Envía los textos correctos y los erróneos por caminos distintos: repetir los correctos, destilar en los erróneos.',
    'Las perplejidades dicen cuánto cuenta cada texto dentro de su problema.',
  ],
  tip: [
    'Puntúa cada token por la entropía del estudiante y la divergencia de los modelos, y entrena solo con la mitad superior.',
    'Un «o» suave de las dos encuentra tanto los errores confiados como las dudas.',
  ],
  hpd: [
    'Se queda en los prefijos de un conjunto de datos y deja que el estudiante saque en cada posición un token junto al dado.',
    'Los signos de las dos log-razones deciden cuál de ambos sube o baja.',
  ],
  'x-whitebox-moved': [
    'Trabajos con maestros de caja blanca que una lista llevó a otro sitio: unos son refuerzo, otros pérdidas sobre datos fijos.',
    'Sobre los textos del propio estudiante, cada uno pasa a ser una divergencia del panel de divergencias.',
  ],
  'orpo-distill': [
    'La solución del maestro se prefiere a una errónea del estudiante por razón de probabilidades, y además se imita.',
    'Los textos rechazados son nuevos y viejos del estudiante, mezclados.',
  ],
  gad: [
    'Un crítico aprende a distinguir los textos del maestro de los del estudiante y es la única recompensa de este.',
    'Los dos se entrenan uno contra otro tras un arranque en caliente con textos del maestro.',
  ],
  ovd: [
    'Un maestro que solo habla da a cada rollout una nota de 0 a 9.',
    'Las fuentes leen la nota como recompensa de un grupo o como un filtro cuyos huecos llenan textos del maestro.',
  ],
  spot: [
    'Uno que escribe mejor arregla una respuesta errónea con el mínimo de cambios, y la pareja se clasifica en lugar de ordenarse.',
    'Los arreglos que cambian demasiado se desechan.',
  ],
  soda: [
    'Empareja un conjunto fijo de respuestas del estudiante sin entrenar con respuestas de un maestro y prefiere estas.',
    'Una breve fase de imitación precede a la pérdida de preferencia.',
  ],
  'x-lion': [
    'Imita un modelo propietario en rondas de instrucciones cada vez más difíciles, sobre textos que escribió el maestro.',
    'El estudiante nunca escribe aquello de lo que aprende: que sus propias respuestas sean el lado rechazado de las parejas.',
  ],
  'x-supercorrect': [
    'Enseña a modelos pequeños plantillas de pensamiento y correcciones que escribió uno grande.',
    'Los errores vienen de un conjunto fijo: que se tomen de los intentos actuales del estudiante.',
  ],
  'x-dail': [
    'Convierte soluciones de expertos en datos que un modelo puede seguir y lo ajusta con ellos.',
    'No se juzga ningún rollout del estudiante: que escriba, y que su maestro vea la solución reescrita.',
  ],
  'x-soda-note': [
    'Una frase de la lista del campo cuenta SODA entre los métodos con datos estáticos del maestro.',
    'Otra parte de la misma lista lo tiene como entrada; la ficha de SODA dice qué hace.',
  ],
  opsd: [
    'Un modelo al que se enseña la solución desarrollada califica los tokens de su gemelo, que no la ha visto.',
    'La divergencia de cada entrada del vocabulario se corta en un valor pequeño, para que unas pocas palabras de estilo no ahoguen lo demás.',
  ],
  'sdft-continual': [
    'Una media lenta del estudiante que ve una demostración enseña al estudiante que no la ve.',
    'Aprende destrezas nuevas perdiendo poco de las viejas, porque los textos son suyos.',
  ],
  'mtp-self-distill': [
    'Enseña a un modelo a escribir varios tokens a la vez dejando que su yo de un token juzgue el bloque.',
    'El bloque es la conjetura voraz del propio estudiante, ponderada por la probabilidad que le da el yo lento.',
  ],
  opcd: [
    'Lleva el efecto de un prompt a los pesos: un maestro con prompt de sistema o notas juzga textos escritos sin ellos.',
    'La KL inversa en cada token hace innecesario ese texto.',
  ],
  gates: [
    'Un tutor con el documento responde varias veces, y solo cuenta aquello en que sus respuestas coinciden.',
    'Las respuestas acordadas se imitan, y los intentos propios del estudiante siguen una log-razón recortada.',
  ],
  empo2: [
    'Un agente guarda consejos de intentos anteriores, explora con ellos y aprende a prescindir de ellos.',
    'Un premio por estados no vistos lo mantiene explorando; las actualizaciones mezclan episodios con y sin consejos.',
  ],
  'crisp-opsdc': [
    'Una copia del estudiante a la que se pidió ser breve enseña al estudiante al que no se dijo nada.',
    'La copia se renueva de vez en cuando, así que los textos se acortan por escalones.',
  ],
  oel: [
    'De partidas jugadas se extraen notas, y un modelo que las lee enseña a otro que no las lee.',
    'Jugar y asimilar se alternan por rondas.',
  ],
  'why-sd-degrades': [
    'Varía cuánto se le cuenta al maestro que es uno mismo y mide qué pasa con las expresiones de duda.',
    'Los contextos ricos acortan el razonamiento y pueden costar exactitud en tareas desconocidas.',
  ],
  'apple-ssd': [
    'Un modelo se ajusta con sus propias muestras, sacadas con otra decodificación y nunca comprobadas.',
    'No habla ningún maestro; el único privilegio son la temperatura y el truncamiento.',
  ],
  'skill-sd': [
    'Las trayectorias terminadas se resumen como destrezas, y el estudiante que las tiene en su prompt enseña al que no.',
    'Una estimación k3 con pesos de importancia acompaña a la recompensa relativa al grupo.',
  ],
  'sd-zero': [
    'Aprende primero a revisar sus respuestas cuando se le dice si acertó, y usa después al revisor como maestro.',
    'El revisor lee el intento y la marca y vuelve a puntuar los mismos tokens.',
  ],
  'pi-play': [
    'Un modelo hace sus propias preguntas y recuerda cómo las construyó; ese camino es el privilegio de su maestro.',
    'Una media móvil con el camino en su prompt se destila en el que juega.',
  ],
  opsdl: [
    'La misma pregunta en un contexto corto y limpio juzga lo que se escribió con uno largo.',
    'La log-razón de las dos lecturas es la ventaja de cada token.',
  ],
  msd: [
    'Una consulta en inglés junto a la de la lengua de destino hace del mismo modelo un juez más seguro.',
    'Los tokens pesan según la duda del maestro y el riesgo del estudiante.',
  ],
  copsd: [
    'Un modelo que lee un problema en inglés con su solución se enseña a sí mismo el problema en otra lengua.',
    'Las fuentes no coinciden en la dirección de la KL.',
  ],
  sgsd: [
    'Varias copias del estudiante, cada una con otras destrezas y errores en su prompt, juzgan sus textos.',
    'Un verificador invierte el signo del juez que apoyó una respuesta errónea, y una pérdida acotada deja fuera los valores extremos.',
  ],
  'code-editing': [
    'Un relato que explica un hecho cambiado permite responder bien al modelo, y se destilan las respuestas y luego la distribución.',
    'Busca que también cambien las consecuencias del hecho.',
  ],
  'x-opsd-unnamed': [
    'Trabajos de autodestilación que una lista tuvo sin nombre: sus textos eran fijos o se reescribieron una vez.',
    'Que el estudiante escriba de nuevo en cada paso.',
  ],
  spin: [
    'Aprende a preferir las respuestas del conjunto de datos a las que escribió en su ronda anterior.',
    'Para cuando ya no se pueden distinguir unas de otras.',
  ],
  rstar: [
    'Busca entre pasos de razonamiento, entrena con lo hallado un modelo de preferencia del proceso, y repite.',
    'Versiones posteriores usan refuerzo con herramientas en lugar de la búsqueda.',
  ],
  bond: [
    'Quiere que una sola muestra sea tan buena como la mejor de muchas, y lo mide en las dos direcciones de la KL.',
    'El ancla de la que se muestrea lo sigue despacio.',
  ],
  'faster-wind': [
    'Ajusta log-razones a tasas de victoria estimadas entre muestras propias.',
    'Cada ronda empieza en la política de la anterior.',
  ],
  aligndistil: [
    'Construye un maestro sumando a los logits de referencia la diferencia de dos modelos entrenados con preferencias.',
    'Con cuánta fuerza sigue cada token depende de la distancia entre los dos.',
  ],
  luffy: [
    'Pone la traza de un modelo más fuerte en el grupo del estudiante y deja que el grupo compare.',
    'Una función de forma eleva el gradiente de las palabras que al estudiante le parecen improbables.',
  ],
  ketchup: [
    'Toma los logits del maestro como valores y suma sus diferencias de K pasos como retornos.',
    'Pasos más largos cambian varianza por sesgo.',
  ],
  kdrl: [
    'Suma en una sola pérdida una estimación k2 de la KL inversa y la recompensa relativa al grupo.',
    'Su peso se desvanece, y la imitación deja paso a la exploración.',
  ],
  sdpo: [
    'El estudiante con un mensaje de error o un hermano correcto en su prompt enseña al estudiante que escribió el texto.',
    'Aprenden todos los intentos del grupo, no solo los correctos.',
  ],
  kepo: [
    'Destila solo en textos que ganaron bastante y deja que el maestro dé una pista donde falla todo el grupo.',
    'Se suman recompensa, divergencia y un tirón hacia el inicio.',
  ],
  'open-agentrl': [
    'Refuerzo para el uso de herramientas, con media por token, un recorte superior más ancho y una multa suave a los textos demasiado largos.',
    'Una parte posterior entrena, junto a la política, un modelo de recompensa por pasos.',
  ],
  ddt: [
    'Explica la imitación por lo lejos que está un token de los datos de lo que diría el estudiante, y lo convierte en un peso.',
    'La decodificación con pistas reescribe los datos hacia el estudiante antes de aprenderlos.',
  ],
  'x-kd': [
    'Infiere mientras destila la recompensa que el maestro parece seguir.',
    'Una distribución a posteriori aprendida sobre esa recompensa regulariza al estudiante.',
  ],
  rlad: [
    'Sustituye la política vieja en el cociente de GRPO por una media geométrica de la política vieja y el maestro.',
    'Así el verificador fija la dirección y el maestro curva el paso.',
  ],
  'openclaw-rl': [
    'Aprende de conversaciones reales: lo que el usuario dice después se vuelve una pista para juzgar el último turno.',
    'Una nota binaria y la log-razón con pista se suman en una sola ventaja.',
  ],
  'probing-to-refine': [
    'Hace preguntas de sondeo tras una respuesta y aprende de los diálogos que siguen siendo coherentes.',
    'Primero imita esos diálogos, después recompensa; el premio exacto no está publicado en lo que se encontró.',
  ],
  hdpo: [
    'Donde fallan todos los intentos se le muestra la respuesta al modelo, lo intenta otra vez y destila lo que sale bien.',
    'En lo demás es refuerzo relativo al grupo.',
  ],
  rlsd: [
    'Deja que el verificador decida el signo de la actualización de un token, y el yo informado su tamaño.',
    'El cociente de evidencia se recorta con pesimismo, como el de la política.',
  ],
  npo: [
    'Un punto de control algo posterior de la misma ejecución presta un texto correcto a un grupo que falló.',
    'El yo posterior está bastante cerca para aprender de él y es bastante bueno para ayudar.',
  ],
  rosd: [
    'Tras una respuesta errónea, el modelo cita su primer error y dice cómo arreglarlo; con eso en su prompt enseña.',
    'Solo llevan pérdida los tokens desde el error citado en adelante.',
  ],
  'opd-avmp': [
    'Un modelo pequeño planea como texto el camino de un coche, y un planificador grande califica cada token del plan.',
    'Es destilación generalizada corriente sobre un tipo de texto poco común.',
  ],
  'x-r1-sft': [
    'Modelos pequeños ajustados con soluciones que escribió un gran modelo de razonamiento.',
    'Tales textos son una buena primera fase; una segunda con textos propios y los logits del maestro lo hace on-policy.',
  ],
  'x-skywork-or1': [
    'Refuerzo prolongado de un modelo de razonamiento con un verificador como única voz.',
    'Añade la log-razón de un maestro a la recompensa.',
  ],
  'x-simplerl-zoo': [
    'Refuerzo desde modelos base de muchas familias con una regla como recompensa.',
    'Una regla dice bien o mal de un texto entero; un maestro lo diría token a token.',
  ],
  'x-time-r1': [
    'Refuerzo para razonar sobre el tiempo, con recompensas por etapas.',
    'Mostrar la respuesta al propio modelo convertiría la recompensa en consejo para cada token.',
  ],
  'x-analysis-only': [
    'Estudios del razonamiento que no entrenan nada con un maestro sobre textos del estudiante.',
    'El único análisis de este tipo que entrena está en la lista con una receta.',
  ],
  'pi-flow': [
    'Un modelo de flujo aprende a lo largo de su propia trayectoria a igualar las velocidades de un maestro.',
    'Una llamada da una política pequeña que se despliega sin más llamadas.',
  ],
  vold: [
    'Un modelo solo de texto enseña a razonar a uno de visión sobre los textos de este.',
    'La destilación actúa en los rollouts fallidos; la recompensa, en todos.',
  ],
  'step-audio-r1': [
    'Rondas de razonamiento propio sobre sonido, filtrado e imitado, y después reforzado.',
    'Busca razones que se apoyen en lo que se oye y no en una transcripción.',
  ],
  cord: [
    'Un modelo que lee la transcripción se enseña a sí mismo mientras escucha.',
    'Los tokens tempranos y los muy divergentes pesan más, y se añade la recompensa de un juez.',
  ],
  'video-opd': [
    'Un modelo multimodal mayor califica token a token las respuestas de uno pequeño sobre vídeos.',
    'La log-razón es la recompensa de un gradiente de política.',
  ],
  'x-opd': [
    'El texto en lugar del habla convierte a un modelo de texto en maestro de uno que habla.',
    'Se mezclan dos gradientes de política: uno dentro de la modalidad y otro entre modalidades.',
  ],
  'uni-opd': [
    'Desplaza las ventajas del maestro hasta que los textos correctos superan a los erróneos por un margen.',
    'También mantiene en los datos un equilibrio de textos correctos y erróneos.',
  ],
  'x-mm-r1': [
    'Modelos de visión que aprenden a razonar solo con recompensa relativa al grupo.',
    'Un modelo de texto como maestro en los rollouts fallidos supervisaría cada token.',
  ],
  llm4teach: [
    'Un modelo de lenguaje sugiere acciones a un agente pequeño, cuya propia recompensa toma el relevo con el tiempo.',
    'El tirón hacia las sugerencias se desvanece hasta nada.',
  ],
  rpd: [
    'Una política robótica general orienta a una pequeña mientras esta aprende por recompensa.',
    'Una distancia cuadrática entre acciones hace de divergencia.',
  ],
  'score-agent': [
    'Un gran maestro de texto arregla el primer error de la trayectoria de un agente pequeño.',
    'El agente imita el recorrido arreglado y después refuerza horizontes cortos tras el prefijo verificado.',
  ],
  'vla-opd': [
    'Una política robótica que actúa en un simulador es calificada por un experto en sus propias acciones.',
    'La recompensa es la log-razón de los tokens de la acción.',
  ],
  tcod: [
    'Destila un agente de varios turnos con un currículo sobre los turnos, desde delante o desde atrás.',
    'Desde atrás, el maestro juega la apertura y el estudiante aprende primero el final.',
  ],
  'healthcare-gym': [
    'Una media móvil que conoce el desenlace enseña a un agente con herramientas en tareas clínicas.',
    'Su divergencia se une a una recompensa relativa al grupo que tiene en cuenta la longitud.',
  ],
  hypereyes: [
    'Un agente que busca con herramientas es recompensado por aciertos baratos y destilado donde falla.',
    'Solo los tokens de las acciones llevan la divergencia.',
  ],
  'x-webrl': [
    'Un agente web que aprende de tareas hechas con sus propios fallos, con una recompensa de resultado entrenada.',
    'Destrezas de episodios terminados en el prompt de un maestro calificarían cada acción.',
  ],
  'x-webagent-r1': [
    'Refuerzo de extremo a extremo de un agente web a lo largo de muchos turnos.',
    'La página siguiente podría indicar a un maestro cuál debió ser la última acción.',
  ],
  'x-infigui-g1': [
    'Refuerzo de un agente que señala elementos de pantallas, con un premio por explorar.',
    'Donde fallan todos los intentos, el elemento correcto en el prompt haría un maestro.',
  ],
  'x-gui-r1': [
    'Recompensa basada en reglas para agentes que actúan en pantallas.',
    'La acción conocida como contexto privilegiado diría cuánto cuenta cada token.',
  ],
  'x-nardien': [
    'Ajusta agentes pequeños con trayectorias de grandes, con herramientas.',
    'Que actúe primero el agente pequeño y el grande arregle su primer error.',
  ],
  'x-agentrefine': [
    'Ajusta agentes con trayectorias sintéticas que contienen correcciones.',
    'Los errores deberían ser del propio estudiante.',
  ],
  'x-chain-of-agents': [
    'Destila en un solo modelo las trazas de varios agentes que cooperan.',
    'Dejar que ese modelo actúe y que los agentes califiquen sus turnos lo haría on-policy.',
  ],
  'x-mapcoder-lite': [
    'Pequeños adaptadores para los papeles de un equipo de programación, ajustados con trazas de un modelo grande.',
    'Cada papel podría escribir él mismo y ser calificado.',
  ],
  'x-sad': [
    'Corta las trayectorias del maestro en razonamiento y acción e imita cada parte con su propio peso.',
    'Las máscaras servirían también en las trayectorias del propio estudiante.',
  ],
  'x-structured-web': [
    'Entrena un agente web con trayectorias estructuradas de un modelo grande.',
    'El estudiante nunca se topa con sus propios errores: que actúe.',
  ],
  osd: [
    'Mientras un servidor especula, cada token del borrador que el modelo objetivo rechaza se vuelve una posición de entrenamiento del borrador.',
    'El borrador sigue al tráfico que atiende.',
  ],
  distillspec: [
    'Alinea un borrador con su modelo objetivo sobre borradores que escribió él mismo.',
    'La variación total está ligada directamente a cuántos tokens se aceptarán.',
  ],
  hass: [
    'Da al borrador en el entrenamiento sus propias características, tal como las encontrará al decodificar.',
    'Se combinan destilación top-K y una distancia suave entre características.',
  ],
  falcon: [
    'Muestra a un borrador semiautorregresivo una parte de los tokens del objetivo mientras aprende un bloque.',
    'Esa parte es una mirada a la respuesta, cada vez menor según mejora el borrador.',
  ],
  coral: [
    'Mantiene parecidas las características de un borrador entre sus propios pasos de entrenamiento con un término contrastivo.',
    'Así los pasos posteriores de un borrador siguen siendo tan buenos como el primero.',
  ],
  'eagle-3': [
    'Despliega el borrador sobre sus propias salidas en el entrenamiento y pide en cada paso los tokens del objetivo.',
    'Lee características de varias capas y abandona la pérdida sobre características.',
  ],
  massv: [
    'Da ojos a un pequeño modelo de texto con un proyector y lo entrena con respuestas del gran modelo de visión.',
    'Los textos son del objetivo, así que el muestreo no es del propio estudiante.',
  ],
  dvi: [
    'Parte un modelo en dos: las primeras capas hacen el borrador, las últimas verifican, y los veredictos entrenan al que redacta en línea.',
    'Primero viene la destilación, después la recompensa por tokens aceptados.',
  ],
  speckd: [
    'Pondera un token según si el maestro lo habría aceptado en la decodificación especulativa.',
    'Los tokens rechazados todavía enseñan un poco.',
  ],
  respec: [
    'Mantiene un borrador al paso de una política que está ella misma en entrenamiento por refuerzo.',
    'Los rollouts pesan según su recompensa cuando el borrador aprende de ellos.',
  ],
  specforge: [
    'Un juego de herramientas que entrena borradores para motores de servicio con las pérdidas desplegadas de su tiempo.',
    'Es un framework, y sus recetas son las de los borradores de arriba.',
  ],
  'x-eagle-1': [
    'Un borrador que continúa las características del objetivo paso a paso, entrenado con textos fijos.',
    'Que se entrene con borradores que escribe él mismo.',
  ],
  'x-eagle-2': [
    'El mismo borrador con un árbol que se adapta a su confianza.',
    'Solo la decodificación es nueva; el entrenamiento sigue siendo off-policy.',
  ],
  'x-medusa': [
    'Cabezas adicionales que adivinan los siguientes tokens a partir de las últimas características del objetivo.',
    'Las cabezas solo ven textos dados: que se desplieguen.',
  ],
  'x-hydra': ['Cabezas que miran por turno las conjeturas de las otras.', 'Se entrenan igualmente con textos dados.'],
  'x-kangaroo': [
    'Hace borradores con las primeras capas del objetivo y un pequeño adaptador.',
    'Veredictos en línea sobre sus borradores lo harían on-policy.',
  ],
  'x-redrafter': [
    'Un borrador recurrente con búsqueda en haz, destilado de las respuestas del objetivo.',
    'Sus propios borradores no llevan pérdida.',
  ],
  'x-bita': [
    'Vectores de prompt que permiten a un modelo congelado proponer varios tokens a la vez.',
    'Se ajustan con respuestas fijas.',
  ],
  'x-specdecpp': [
    'Aprende cuándo dejar de proponer prediciendo si un token será aceptado.',
    'Entrena una regla de parada y no el borrador.',
  ],
  'x-layerskip': [
    'Entrena un modelo con capas omitidas, para que sus salidas tempranas puedan hacer borradores.',
    'Los textos son datos.',
  ],
  'x-free': [
    'Salidas tempranas de un codificador-decodificador con verificación en paralelo.',
    'Los textos son datos.',
  ],
  'x-adaspec': [
    'Entrena el borrador solo con tokens que puede aprender.',
    'La misma selección sobre sus propios borradores es lo que hace SpecKD.',
  ],
  'x-poss': [
    'Da a cada posición del borrador su propia capa.',
    'Las posiciones se despliegan, y los textos siguen siendo dados.',
  ],
  'x-ouroboros': ['Reutiliza frases de borradores anteriores para alargar los nuevos.', 'No se entrena nada.'],
  'x-sequoia': ['Elige la forma de un árbol de borradores para el hardware.', 'No se entrena nada.'],
  'x-triforce': ['Dos niveles de borradores para contextos largos, con una caché recortada.', 'No se entrena nada.'],
  'x-swiftkv': [
    'Ahorra trabajo en el prompt tomando las cachés de capas posteriores de otras anteriores, con una ligera destilación sobre datos.',
    'Acelera el prompt; no se juzga ningún texto del estudiante.',
  ],
  'x-suffixdecoding': ['Hace borradores a partir de un árbol de lo escrito antes.', 'No se entrena nada.'],
  trl: [
    'Una biblioteca de entrenamiento con destilación generalizada, una variante servida por un servidor, MiniLLM, SDFT y SDPO.',
    'Sus nombres de divergencias y temperaturas son los que hablan las exportaciones de aquí.',
  ],
  'llama-factory': [
    'Un juego de herramientas de ajuste que admite muchos modelos y métodos, pero sin entrenador de destilación propio.',
    'El catálogo solo lo recoge en parte.',
  ],
  'ms-swift': [
    'Una suite de entrenamiento con destilación generalizada, maestros remotos y ventajas que un maestro modifica.',
    'Su destilación top-k renormaliza sobre las palabras del maestro.',
  ],
  verl: [
    'Una biblioteca de refuerzo con maestros asíncronos, pérdidas top-k dispersas y estimadores del token muestreado.',
    'Sus valores por defecto difieren entre YAML y código, así que hay que escribir cada clave.',
  ],
  rllm: [
    'Una biblioteca para agentes por refuerzo que puede tomar la log-razón de un maestro como ventaja.',
    'Un gancho para el prompt del maestro permite contextos privilegiados.',
  ],
  skyrl: [
    'Una pila modular de refuerzo en la que la destilación es una KL inversa del token muestreado con pesos de importancia.',
    'Suma sobre los tokens donde otros promedian.',
  ],
  roll: [
    'Una biblioteca de refuerzo a gran escala que puede dar como recompensa las log-razones de maestros, ponderadas entre varios.',
    'Las divergencias de vocabulario completo son para su entrenador off-policy.',
  ],
  areal: [
    'Un sistema de refuerzo asíncrono con un término conjunto de destilación.',
    'Su forma pura es un gradiente de política propiamente dicho.',
  ],
  slime: [
    'Un framework de refuerzo en torno a Megatron y SGLang que resta de cualquier ventaja una log-razón escalada.',
    'Vuelca los tokens con las dos log-probs, así que las ejecuciones se pueden releer.',
  ],
  'nemo-rl': [
    'Una biblioteca de entrenamiento con KL directa, inversa y mixta sobre las primeras palabras del maestro, y una forma de gradiente de política.',
    'Se pueden elegir varios maestros por el nombre del agente.',
  ],
  kdflow: [
    'Un juego de herramientas que separa maestro y estudiante y ofrece la mayoría de las divergencias del campo.',
    'Su parámetro de JSD cuenta la parte del estudiante, al revés que casi todos los demás.',
  ],
  'agent-lightning': [
    'Una capa que permite entrenar cualquier agente; una rama antigua alberga EMPO2.',
    'No tiene pérdida de destilación propia.',
  ],
  'x-axolotl': [
    'Un juego de herramientas de ajuste muy usado.',
    'Lo que ofrece para destilar trabaja sobre un corpus fijo.',
  ],
  'x-openrlhf': [
    'Una biblioteca de refuerzo para modelos de lenguaje.',
    'No tiene destilación on-policy nativa, aunque sus bucles muestrean on-policy.',
  ],
  'x-allenai-open-instruct': [
    'Una canalización abierta de ajuste, preferencias y recompensas verificables.',
    'En ella ningún maestro puntúa los tokens del estudiante.',
  ],
  'x-prime-rl': ['Un framework de refuerzo descentralizado.', 'En él ningún maestro puntúa los tokens del estudiante.'],
  'x-textbrewer': [
    'Un juego de herramientas de destilación de la época de los codificadores.',
    'Destila sobre conjuntos de datos.',
  ],
  'x-open-r1': [
    'Una reproducción abierta de un modelo de razonamiento: imitación de sus textos y recompensa relativa al grupo.',
    'Las dos mitades, unidas por un maestro sobre textos propios, serían destilación on-policy.',
  ],
  'x-modelopt': [
    'Herramientas de compresión de un fabricante que incluyen destilación de logits.',
    'Los textos son datos.',
  ],
  'x-tunix-v0.1.6': [
    'Una biblioteca de posentrenamiento en JAX, en una versión dada.',
    'Su destilación lee un corpus fijo.',
  ],
  'x-distillkit': [
    'Un juego de herramientas para destilar logits y estados ocultos.',
    'Trabaja con salidas guardadas del maestro sobre textos fijos.',
  ],
  'x-easydistill': [
    'Un juego de herramientas para destilar en caja negra y caja blanca.',
    'Como framework es offline; uno de sus proyectos está en la lista.',
  ],
  'gemma-2': [
    'Un informe de producción: la distribución de un modelo grande sobre continuaciones que el estudiante escribe a sus prompts de ajuste.',
    'No se dice la dirección de la KL.',
  ],
  qwen3: [
    'Un informe de producción: primero imitar los textos de un modelo grande, después alinearse con sus logits en textos propios.',
    'Pensar y no pensar se enseñan como dos modos de prompts.',
  ],
  'glm-4.5': [
    'Un informe de producción: expertos entrenados aparte por recompensa y fundidos en un modelo por imitación.',
    'Es el precursor de un informe posterior que destila on-policy.',
  ],
  'hy-mt1.5': [
    'Un informe de producción: un modelo de traducción aprende de uno mayor por KL inversa entre el ajuste y el refuerzo.',
    'Sus estudiantes son bastante pequeños para caber en dispositivos.',
  ],
  'mimo-v2-flash': [
    'Un informe de producción: un maestro por dominio califica los tokens del estudiante, y se añade una recompensa por el resultado.',
    'Los pesos de importancia fuera de una ventana se ponen a cero.',
  ],
  'baichuan-m3': [
    'Un informe de producción: primero recompensa, después KL directa recortada sobre textos de expertos, después KL inversa hacia varios expertos sobre textos propios.',
    'Los expertos vienen de la medicina.',
  ],
  'glm-5': [
    'Un informe de producción: los puntos de control que cerraron etapas anteriores enseñan al último modelo lo que las posteriores costaron.',
    'Su log-razón está donde estaba la ventaja del grupo.',
  ],
  'nemotron-cascade-2': [
    'Un informe de producción: tras etapas por dominio, el mejor punto de control de cada uno enseña sobre textos del estudiante.',
    'Un cociente truncado corrige la copia que muestreó.',
  ],
  'qwen3-coder-next': [
    'Un informe de producción: expertos en programación se funden en un modelo por sus textos y, según una lista, por logits sobre textos propios.',
    'El resumen no afirma lo segundo.',
  ],
  'kat-coder-v2': [
    'Un informe de producción: cinco expertos y un entorno recompensan turno a turno a un agente de programación.',
    'Cocientes y ventajas son de los turnos y no de los tokens.',
  ],
  'hy-embodied-0.5': [
    'Un informe de producción: un gran modelo encarnado enseña a uno pequeño por KL directa sobre textos del pequeño.',
    'Es para el razonamiento de robots.',
  ],
  'deepseek-v4': [
    'Un informe de producción: más de diez especialistas enseñan a la vez, cada uno con su distribución completa.',
    'La pérdida es una suma ponderada de KL inversas sobre los textos del estudiante.',
  ],
  'qwen3.5-omni': [
    'Un informe de producción: el modelo que lee enseña al modelo que escucha.',
    'No se dice la dirección de la divergencia.',
  ],
  'composer-2.5': [
    'Un informe de producción: una breve pista correctora hace del modelo su propio maestro durante un mensaje.',
    'Junto a ella se conserva la recompensa del final de la sesión.',
  ],
  'x-qwen2.5': [
    'Un informe de un modelo con ajuste, preferencias y recompensa.',
    'No describe destilación sobre los rollouts del estudiante; su sucesor sí.',
  ],
  'x-qwen2.5-math': [
    'Un informe sobre modelos matemáticos que mejoran con sus propios datos y un modelo de recompensa.',
    'No describe un maestro sobre los tokens del estudiante.',
  ],
  'x-mimo-predecessor': [
    'El informe anterior a MiMo-V2: razonamiento por recompensa desde el preentrenamiento.',
    'Los maestros por dominio llegaron con su sucesor.',
  ],
  'x-deepseek-v3': [
    'Un informe en el que los textos de un modelo de razonamiento se destilan en uno general.',
    'Los textos son del maestro.',
  ],
  'x-deepseek-v3.2-exp': [
    'Un informe en el que especialistas escriben datos para el modelo final.',
    'Los logits sobre textos propios del estudiante llegaron después.',
  ],
  'x-deepseek-r1': [
    'Un informe cuyos modelos pequeños imitan textos del grande.',
    'Una segunda fase con textos propios cerraría la brecha.',
  ],
  'x-phi-4': [
    'Un informe en el que datos sintéticos y tokens decisivos forman preferencias.',
    'Los datos del maestro son fijos.',
  ],
  'x-hunyuan-large': [
    'Un informe de un gran modelo de mezcla de expertos.',
    'No describe destilación sobre los rollouts del estudiante.',
  ],
  'x-hunyuan-a13b': [
    'Un informe de un modelo menor de mezcla de expertos con dos modos de pensar.',
    'No describe destilación sobre los rollouts del estudiante.',
  ],
  'x-kimi-k2': [
    'Un informe con recompensa por criterios que el propio modelo juzga.',
    'El juez habla de textos enteros.',
  ],
  'x-kimi-k2.5': [
    'Un informe de un modelo multimodal agéntico entrenado por recompensa.',
    'No describe un maestro sobre los tokens del estudiante.',
  ],
  'x-yi-lightning': [
    'Un informe de un modelo de chat rápido.',
    'No describe destilación sobre los rollouts del estudiante.',
  ],
  'x-distilqwen': [
    'Una familia de modelos pequeños a partir de textos que otros mayores escribieron y reescribieron.',
    'Los textos son de los maestros.',
  ],
  'm-star': [
    'Guarda las soluciones propias que eran correctas y las imita, ronda tras ronda.',
    'La lista lo menciona para compararlo con SSD, que no comprueba.',
  ],
  'm-rft-grpo-baselines': [
    'Los algoritmos sencillos con los que se mide el campo: imitación filtrada, recompensa relativa al grupo y proximal, preferencias.',
    'Cada uno es un término que pueden usar las recetas de aquí.',
  ],
  'm-avril': [
    'Aprende a la vez una recompensa y una política a partir de demostraciones.',
    'X-KD toma de aquí su inferencia.',
  ],
  'm-gpt-driver': [
    'Un planificador que escribe puntos de ruta como texto.',
    'La destilación de planes de la lista parte de él.',
  ],
  'm-sandboxfusion': ['Un lugar donde se ejecuta y se juzga código.', 'Open-AgentRL lo usa; no entrena nada.'],
  'm-kwaienv-tree-mcla': [
    'Partes del sistema de un informe de producción: entornos, árboles de turnos y su contabilidad.',
    'El informe al que sirven está en la lista.',
  ],
  'm-nemo-aligner': ['El predecesor archivado de NeMo-RL.', 'Lo que podía hacer se encuentra allí.'],
  'm-curators-picks': [
    'Un orden de lectura del curador de la lista.',
    'Se conoce una de sus filas: la entrada de blog sobre destilación on-policy.',
  ],
}
