import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { RankMarks } from './rank-marks.tsx'

describe('RankMarks', () => {
  it('points up for the first order, hollow down for the second, and leaves small shifts alone', () => {
    const markup = renderToStaticMarkup(
      <RankMarks columns={{ count: 6, width: 12 }} shifts={[0.6, -0.25, 0.05, null, 0, 0.1]} least={0.1} height={24} />,
    )
    expect(markup.match(/rank-first/g)).toHaveLength(2)
    expect(markup.match(/rank-second/g)).toHaveLength(1)
    expect(markup.replaceAll('><', '>\n<')).toMatchSnapshot()
  })
})
