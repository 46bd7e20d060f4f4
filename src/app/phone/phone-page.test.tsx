// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { readCode } from '../../formats/bet-code.ts'
import type { PhoneBet } from '../../formats/phone-bet.ts'
import { PhonePage } from './phone-page.tsx'

const BET: PhoneBet = { round: 5, problem: 'How many?', tokens: ['Tom', ' has', '3'], others: [1], options: [] }

afterEach(cleanup)

const code = (): string => document.querySelector('.phone-code')?.textContent ?? ''

describe('the page of a phone', () => {
  it('gives a code for the token that is tapped, and another one for another', () => {
    render(<PhonePage bet={BET} voter={77} />)
    expect(screen.getByText('How many?')).toBeTruthy()
    expect(code()).toBe('')
    const tokens = screen.getAllByRole<HTMLButtonElement>('button')
    // The environment's are not bet on.
    expect(tokens.map(({ disabled }) => disabled)).toEqual([false, true, false])
    fireEvent.click(tokens[2]!)
    expect(readCode(code())).toEqual({ round: 5, voter: 77, choice: 2 })
    expect(screen.getByRole('img', { name: 'QR code of your answer' })).toBeTruthy()
    fireEvent.click(tokens[0]!)
    expect(readCode(code())).toEqual({ round: 5, voter: 77, choice: 0 })
    expect(tokens.map((token) => token.getAttribute('aria-pressed'))).toEqual(['true', 'false', 'false'])
  })

  it('asks for options where the bet has some, and says where the address holds no bet', () => {
    const { rerender } = render(
      <PhonePage bet={{ ...BET, tokens: [], others: [], options: ['yes', 'no'] }} voter={1} />,
    )
    fireEvent.click(screen.getByRole('button', { name: 'no' }))
    expect(readCode(code())?.choice).toBe(1)
    rerender(<PhonePage bet={null} voter={1} />)
    expect(screen.getByText(/^This address holds no bet/)).toBeTruthy()
  })
})
