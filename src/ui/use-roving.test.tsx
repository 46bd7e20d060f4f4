// @vitest-environment jsdom
import { cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useRoving } from './use-roving.ts'

afterEach(cleanup)

function Links({ addresses }: { readonly addresses: readonly (string | undefined)[] }) {
  return (
    <nav ref={useRoving<HTMLElement>()}>
      {addresses.map((href, i) => (
        <a key={String(i)} href={href}>
          {`entry ${i}`}
        </a>
      ))}
    </nav>
  )
}

it('lets Tab stop at a link that is left when the one before has lost its address', async () => {
  const page = render(<Links addresses={['#a', '#b', '#c']} />)
  const order = () => page.getAllByText(/^entry/).map((link) => link.getAttribute('tabindex'))
  expect(order()).toEqual(['0', '-1', '-1'])
  page.rerender(<Links addresses={[undefined, '#b', '#c']} />)
  await waitFor(() => expect(order()).toEqual([null, '0', '-1']))
  page.rerender(<Links addresses={['#a', '#b', '#c']} />)
  await waitFor(() => expect(order()).toEqual(['-1', '0', '-1']))
})
