/** @file Words of what is within reach: ways to skip, tools, the list of recipes. */
import type { Entries } from './types.ts'

export const REACH: Entries = {
  Skip: ['跳转', 'Saltar'],
  'Skip to text': ['跳到文本', 'Ir al texto'],
  'Skip to instruments': ['跳到仪器', 'Ir a los instrumentos'],
  Tools: ['工具', 'Herramientas'],
  'Browse recipes': ['浏览配方', 'Ver las recetas'],
  'Recipes, by name, paper, teacher or divergence': [
    '按名称、论文、教师或散度查找配方',
    'Recetas por nombre, artículo, profesor o divergencia',
  ],
  'Find a recipe': ['查找配方', 'Buscar una receta'],
  'No recipe is called that.': ['没有这样的配方。', 'Ninguna receta se llama así.'],
  All: ['全部', 'Todas'],
  'Both C1 and C2': ['同时满足 C1 和 C2', 'C1 y C2 a la vez'],
  'Teacher is the same model': ['教师是同一模型', 'El profesor es el mismo modelo'],
  Recipes: ['配方', 'Recetas'],
}
