/** @file Words of the forks. */
import type { Entries } from './types.ts'

export const FORK: Entries = {
  'Branches, in {unit}: all of one problem, the same up to where they part.': [
    '分支，单位 {unit}：同一道题，分叉之前相同。',
    'Ramas, en {unit}: todas de un mismo problema, iguales hasta donde se separan.',
  ],
  'goes back.': ['返回。', 'vuelve atrás.'],
  branch: ['分支', 'rama'],
  seed: ['种子', 'semilla'],
  verdict: ['判定', 'veredicto'],
  'Mean of log p_T − log p_S over the student’s tokens': [
    '学生词元上 log p_T − log p_S 的均值',
    'Media de log p_T − log p_S sobre los tokens del estudiante',
  ],
  'mean gap': ['平均差距', 'brecha media'],
  'The same, over the tokens after the fork alone': ['同上，仅计分叉之后的词元', 'Lo mismo, solo tras la bifurcación'],
  'after the fork': ['分叉之后', 'tras la bifurcación'],
  'Sum of log p_T − log p_S over the student’s tokens': [
    '学生词元上 log p_T − log p_S 之和',
    'Suma de log p_T − log p_S sobre los tokens del estudiante',
  ],
  total: ['总计', 'total'],
  'again after {place}': ['在第 {place} 个后重写', 'de nuevo tras {place}'],
  'at {place}': ['于第 {place} 个', 'en {place}'],
  original: ['原始', 'original'],
  'writing …': ['正在写 …', 'escribiendo …'],
  'The student writes …': ['学生正在写 …', 'El estudiante escribe …'],
  'The teacher has to read this first: then its choices stand here.': [
    '教师须先读过：之后其选择会列在这里。',
    'Antes tiene que leerlo el maestro: entonces aparecerán aquí sus opciones.',
  ],
  'What should stand here?': ['这里应是什么？', '¿Qué debería ir aquí?'],
  'teacher’s choice': ['教师的选择', 'elección del maestro'],
  written: ['已写', 'escrito'],
  'Probability under the student': ['学生给出的概率', 'Probabilidad según el estudiante'],
  'Probability under the teacher': ['教师给出的概率', 'Probabilidad según el maestro'],
  'Force this token': ['强制此词元', 'Forzar este token'],
  'Continue again': ['重新续写', 'Continuar de nuevo'],
  'forces the teacher’s choice.': ['强制教师的选择。', 'fuerza la elección del maestro.'],
  'keeps the text up to this token and takes the next seed; at temperature 0 the student goes on the same each time.': [
    '保留到此词元为止的文本并取下一个种子；温度为 0 时学生每次续写都相同。',
    'conserva el texto hasta este token y toma la semilla siguiente; a temperatura 0 el estudiante sigue igual cada vez.',
  ],
  'keeps the text up to this token and takes the next seed.': [
    '保留到此词元为止的文本并取下一个种子。',
    'conserva el texto hasta este token y toma la semilla siguiente.',
  ],
  'No branch yet: force a token, and it is said here what that token was worth.': [
    '还没有分支：强制一个词元，这里会说明它的价值。',
    'Aún no hay ramas: fuerza un token y aquí se dirá cuánto valía.',
  ],
  '{right} of {count}': ['{count} 中 {right}', '{right} de {count}'],
  'Going on again after {token} at token {place}: {often}.': [
    '在第 {place} 个词元 {token} 之后重新续写：{often}。',
    'Continuando de nuevo tras {token} en el token {place}: {often}.',
  ],
  'Forcing {token} for {other} at token {place} gave {after}: {often}': [
    '在第 {place} 个词元以 {token} 代替 {other}，结果为{after}：{often}',
    'Forzar {token} en vez de {other} en el token {place} dio {after}: {often}',
  ],
  'Forcing {token} for {other} at token {place} left it {after}: {often}': [
    '在第 {place} 个词元以 {token} 代替 {other}，结果仍为{after}：{often}',
    'Forzar {token} en vez de {other} en el token {place} lo dejó {after}: {often}',
  ],
  'Forcing {token} for {other} at token {place} turned {before} into {after}: {often}': [
    '在第 {place} 个词元以 {token} 代替 {other}，把{before}变成了{after}：{often}',
    'Forzar {token} en vez de {other} en el token {place} convirtió {before} en {after}: {often}',
  ],
  ', with {other} in {against}.': ['，而用 {other} 时为 {against}。', ', con {other} en {against}.'],
  'From there on the mean gap is {here} a token; in the branch that it left, {there}.': [
    '此后每词元平均差距为 {here}；在它离开的分支中为 {there}。',
    'Desde ahí la brecha media es {here} por token; en la rama que dejó, {there}.',
  ],
  'right in {right} continuation': ['续写中正确的为 {right}', 'correcto en {right} continuación'],
  'right in {right} continuations': ['续写中正确的为 {right}', 'correcto en {right} continuaciones'],
  again: ['重写', 'de nuevo'],
  'with {token}': ['用 {token}', 'con {token}'],
  before: ['之前', 'antes'],
  'Gap since the fork': ['分叉以来的差距', 'Brecha desde la bifurcación'],
  'summed, {unit}': ['累计，{unit}', 'acumulada, {unit}'],
  'tokens after it': ['其后的词元', 'tokens después'],
  'One token is replaced and the student goes on by itself: if the verdict turns, that token was to blame.': [
    '替换一个词元，让学生自己续写：如果判定改变，问题就在那个词元。',
    'Se cambia un token y el estudiante sigue solo: si el veredicto cambia, la culpa era de ese token.',
  ],
  'Nothing to fork yet. Sample, then click one of the tokens.': [
    '还没有可分叉的。先采样，再点击一个词元。',
    'Aún no hay nada que bifurcar. Genera un rollout y pulsa uno de sus tokens.',
  ],
  'Token {index}, {token}': ['第 {index} 个词元 {token}', 'Token {index}, {token}'],
  'The environment wrote this. Click a token of the student’s.': [
    '这是环境写的。请点击学生的词元。',
    'Esto lo escribió el entorno. Pulsa un token del estudiante.',
  ],
  'a newline': ['换行', 'un salto de línea'],
  'the end of the text': ['文本结尾', 'el fin del texto'],
}
