// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { GateLanes, type GateLanesProps } from './gate-lanes.tsx'

afterEach(cleanup)

const ignore = (): void => {}

const PROPS: GateLanesProps = {
  columns: { count: 3, width: 20 },
  shares: { before: [0.2, 0.3, 0.5], after: [0.4, 0.6, 0], limit: 1 },
  teacher: [1, 2, Number.NaN],
  student: [0.5, 0, 4],
  limit: 4,
  counts: [true, true, false],
  teacherGate: 0.5,
  studentGate: 0,
  prefix: 2,
  onTeacherGate: ignore,
  onStudentGate: ignore,
  onPrefix: ignore,
}

describe('GateLanes', () => {
  it('draws shares before in outline and after in ink, entropies of what counts filled, and the three lines', () => {
    expect(renderToStaticMarkup(<GateLanes {...PROPS} />).replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('lets no NaN and no infinity into the drawing', () => {
    const odd = [Infinity, Number.NaN, -1]
    const page = <GateLanes {...PROPS} shares={null} teacher={odd} student={odd} />
    expect(renderToStaticMarkup(page)).not.toMatch(/NaN|Infinity/)
  })

  it('has its lines dragged: entropies up and down, the prefix along the text', () => {
    const [onTeacherGate, onStudentGate, onPrefix] = [vi.fn(), vi.fn(), vi.fn()]
    const { container } = render(<GateLanes {...PROPS} {...{ onTeacherGate, onStudentGate, onPrefix }} />)
    const [teacher, student, prefix] = container.querySelectorAll('.gates-grip')
    if (!teacher || !student || !prefix) throw new Error('no grips')
    // The teacher's row ends at 124 and is 52 high for 4 nats; the student's ends at 192.
    for (const clientY of [98, 200]) fireEvent.pointerMove(teacher, { clientY, buttons: 1 })
    fireEvent.pointerMove(student, { clientY: 0, buttons: 1 })
    for (const clientX of [22, -5, 500]) fireEvent.pointerMove(prefix, { clientX, buttons: 1 })
    fireEvent.pointerMove(prefix, { clientX: 22, buttons: 0 })
    expect(onTeacherGate.mock.calls).toEqual([[2], [0]])
    expect(onStudentGate.mock.calls).toEqual([[4]])
    expect(onPrefix.mock.calls).toEqual([[1], [1], [3]])
  })
})
