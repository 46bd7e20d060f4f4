// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { EntropyLines } from './entropy-lines.tsx'
import { columnCentre } from './scale.ts'

/** The x coordinates at which a step curve changes height. */
function risers(d: string): number[] {
  const points = [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  return points.filter(([x, y], i) => i > 0 && points[i - 1]?.[0] === x && points[i - 1]?.[1] !== y).map(([x]) => x)
}

afterEach(cleanup)

describe('EntropyLines', () => {
  const columns = { count: 6, width: 20 }
  const point = (student: number | null, teacher: number | null) => ({ student, teacher, ghost: null })

  it('changes height on the borders between columns, so that it stands under the bars', () => {
    const points = [point(0.5, 1), point(1, 0.5), point(0.25, 1.5)]
    const { container } = render(
      <EntropyLines columns={columns} points={points} ghostsTold={false} limit={2} height={56} />,
    )
    const path = container.querySelector('path[stroke="var(--teacher)"]')
    expect(risers(path?.getAttribute('d') ?? '')).toEqual([
      (columnCentre(columns, 0) + columnCentre(columns, 1)) / 2,
      (columnCentre(columns, 1) + columnCentre(columns, 2)) / 2,
    ])
  })

  it('draws infinities at the end of the scale and no NaN at all', () => {
    const points = [point(Number.NaN, Infinity), point(1, Number.NaN), point(0, 1)]
    const { container } = render(
      <EntropyLines columns={columns} points={points} ghostsTold={false} limit={2} height={56} />,
    )
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/)
  })
})
