/** @file Words of the divergence bench. */
import type { Entries } from './types.ts'

export const BENCH: Entries = {
  'One teacher, and one student for each divergence. Same start, same steps of gradient descent: only what counts as “different” differs.':
    [
      '一位教师，每种散度一个学生。起点相同，梯度下降步骤相同：不同的只是“差异”如何计算。',
      'Un maestro y un estudiante por divergencia. El mismo inicio, los mismos pasos de descenso: solo cambia qué cuenta como «diferente».',
    ],
  'Pause descent': ['暂停下降', 'Pausar el descenso'],
  'Run descent': ['运行下降', 'Iniciar el descenso'],
  'Step descent': ['单步下降', 'Dar un paso de descenso'],
  'Reset descent': ['重置下降', 'Reiniciar el descenso'],
  speed: ['速度', 'velocidad'],
  'Speed of the descent': ['下降速度', 'Velocidad del descenso'],
  'Add a mode': ['添加一个峰', 'Añadir una moda'],
  'Remove a mode': ['移除一个峰', 'Quitar una moda'],
  'Your own teacher. Let the students run and see who covers what.': [
    '你自己的教师。让学生们运行，看谁覆盖了什么。',
    'Tu propio maestro. Deja correr a los estudiantes y mira quién cubre qué.',
  ],
  'a single Gaussian': ['单个高斯', 'una sola gaussiana'],
  'a free categorical': ['自由的类别分布', 'una categórica libre'],
  'The student is': ['学生是', 'El estudiante es'],
  '{n} step a frame': ['每帧 {n} 步', '{n} paso por fotograma'],
  '{n} steps a frame': ['每帧 {n} 步', '{n} pasos por fotograma'],
  start: ['起点', 'inicio'],
  Densities: ['密度', 'Densidades'],
  'the teacher is the hill: drag its peaks, flanks and feet; the dotted curve is where every student starts': [
    '教师是山丘：可拖动其峰、坡和脚；点线是每个学生的起点',
    'el maestro es la colina: arrastra sus picos, laderas y pies; la curva punteada es donde empieza cada estudiante',
  ],
  'Densities. The teacher: {moments}.': ['密度。教师：{moments}。', 'Densidades. El maestro: {moments}.'],
  'mean {mean}, deviation {deviation}': ['均值 {mean}，标准差 {deviation}', 'media {mean}, desviación {deviation}'],
  'Integrand of {name}': ['{name}的被积函数', 'Integrando de {name}'],
  'what each place on the line adds per unit of length; the area is the divergence:': [
    '线上每处每单位长度的贡献；面积即散度：',
    'lo que aporta cada lugar de la línea por unidad de longitud; el área es la divergencia:',
  ],
  'Integrand of {name}; it sums to {value}.': [
    '{name}的被积函数；总和为 {value}。',
    'Integrando de {name}; suma {value}.',
  ],
  Descend: ['下降', 'Descender'],
  'show its integrand': ['显示其被积函数', 'mostrar su integrando'],
  mean: ['均值', 'media'],
  deviation: ['标准差', 'desviación'],
  '{name}: {parameter} on the bench': ['{name}：试验台上的 {parameter}', '{name}: {parameter} en el banco'],
  'mode {n}': ['峰 {n}', 'moda {n}'],
  'Weight of {name}': ['{name}的权重', 'Peso de {name}'],
  'Width of {name}': ['{name}的宽度', 'Anchura de {name}'],
  'Mean of {name}': ['{name}的均值', 'Media de {name}'],
  'Mean at the start': ['起点的均值', 'Media al inicio'],
  'Width at the start': ['起点的宽度', 'Anchura al inicio'],
  'No token is scored yet. Press Sample on the stage, then pin a token: three of its likeliest continuations become the corners of a triangle, and the student a point that you can drag.':
    [
      '还没有评分的词元。请在舞台上按“采样”，再固定一个词元：三个最可能的续写成为三角形的角，学生是一个可拖动的点。',
      'Aún no hay ningún token puntuado. Pulsa Muestrear en el escenario y fija un token: tres de sus continuaciones más probables serán las esquinas de un triángulo, y el estudiante un punto que puedes arrastrar.',
    ],
  'At token {index}, {token}: the corners are': [
    '在第 {index} 个词元 {token}：三个角是',
    'En el token {index}, {token}: las esquinas son',
  ],
  'Token simplex': ['词元单纯形', 'Símplex de tokens'],
  'Lower left corner': ['左下角', 'Esquina inferior izquierda'],
  'Lower right corner': ['右下角', 'Esquina inferior derecha'],
  'Upper corner': ['上角', 'Esquina superior'],
  'Likeliest tokens': ['最可能的词元', 'Tokens más probables'],
  'The student among {names}: {shares}. Lines lead from it down each divergence, arrows show the flow of {divergence}.':
    [
      '学生位于 {names} 之间：{shares}。线条由此沿各散度下降，箭头表示{divergence}的流。',
      'El estudiante entre {names}: {shares}. Desde él bajan líneas por cada divergencia; las flechas muestran el flujo de {divergence}.',
    ],
  'Student’s point': ['学生的点', 'Punto del estudiante'],
  'Drag the ring, or walk it with the arrow keys. Lines lead down each divergence from there; arrows are the descent of {divergence} everywhere. All other tokens count as one, the rest, which keeps its mass.':
    [
      '拖动圆环，或用方向键移动。线条由此沿各散度下降；箭头是{divergence}在各处的下降方向。其余词元合为一个“其余”，质量不变。',
      'Arrastra el anillo o muévelo con las flechas. Desde ahí bajan líneas por cada divergencia; las flechas son el descenso de {divergence} en todas partes. Los demás tokens cuentan como uno, el resto, que conserva su masa.',
    ],
  'Back to the real student': ['回到真实的学生', 'Volver al estudiante real'],
  rest: ['其余', 'resto'],
  now: ['当前', 'ahora'],
  'Two modes, one student': ['两个峰，一个学生', 'Dos modas, un estudiante'],
  'Forward KL spreads over both modes and the gap between them; reverse KL picks one and forgets the other.': [
    '正向 KL 铺满两个峰及其间的空隙；反向 KL 选一个而忘掉另一个。',
    'La KL directa se extiende sobre ambas modas y el hueco entre ellas; la inversa elige una y olvida la otra.',
  ],
  'A narrow teacher': ['窄的教师', 'Un maestro estrecho'],
  'A sure teacher with a little doubt: forward KL stretches to cover five per cent, reverse KL ignores them.': [
    '自信但略有犹疑的教师：正向 KL 会伸展以覆盖那百分之五，反向 KL 忽略它们。',
    'Un maestro seguro con una pequeña duda: la KL directa se estira para cubrir el cinco por ciento, la inversa lo ignora.',
  ],
  'A heavy tail': ['厚尾', 'Una cola pesada'],
  'One peak on a broad foot: the more a divergence minds the tail, the wider its student.': [
    '宽脚上的一个峰：散度越在意尾部，其学生越宽。',
    'Un pico sobre un pie ancho: cuanto más le importa la cola a una divergencia, más ancho es su estudiante.',
  ],
}
