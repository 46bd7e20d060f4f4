/** @file The theme's colours as they are at an element; a custom property alone would still say light-dark(...). */
import type { FigurePalette } from './axis-figure.ts'

const VARIABLES: Readonly<Record<keyof FigurePalette, string>> = {
  sheet: '--sheet',
  ink: '--ink',
  faint: '--ink-2',
  line: '--line-strong',
  less: '--less',
  more: '--more',
  student: '--student',
  studentInk: '--student-ink',
  teacher: '--teacher',
  teacherInk: '--teacher-ink',
  context: '--context',
}

export function paletteAt(element: HTMLElement): FigurePalette {
  const probe = element.ownerDocument.createElement('span')
  element.append(probe)
  const view = element.ownerDocument.defaultView
  const colour = (variable: string): string => {
    probe.style.color = `var(${variable})`
    return view?.getComputedStyle(probe).color ?? ''
  }
  const palette = Object.fromEntries(Object.entries(VARIABLES).map(([name, variable]) => [name, colour(variable)]))
  probe.remove()
  return palette as Record<keyof FigurePalette, string>
}
