// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Component, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { lazily } from './lazily.tsx'

afterEach(cleanup)

/** As Chromium words it. */
const lost = (): Error => new TypeError('Failed to fetch dynamically imported module: https://host/assets/rail.js')

/** Whoever has to hear of what is not a part's own to tell. */
class Above extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state = { error: null as Error | null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    return this.state.error ? <p>{this.state.error.message}</p> : this.props.children
  }
}

describe('a part of the page that is fetched when it is drawn', () => {
  it('says that it did not come, tries again as often as it is asked to, and is shared once it is there', async () => {
    // React tells the console of what it hands to a boundary.
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const load = vi.fn(async () => () => <p>the rail</p>)
    load.mockRejectedValueOnce(lost()).mockRejectedValueOnce(lost())
    const Part = lazily(load)
    const { unmount } = render(<Part />)
    const again = () => screen.findByRole('button', { name: 'Try again' })
    await again()
    expect(screen.getByText(/could not be fetched\. Check the connection/)).toBeTruthy()
    fireEvent.click(await again())
    await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2))
    fireEvent.click(await again())
    expect(await screen.findByText('the rail')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
    unmount()
    render(<Part />)
    expect(await screen.findByText('the rail')).toBeTruthy()
    expect(load).toHaveBeenCalledTimes(3)
    told.mockRestore()
  })

  it('hides no other error', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const Part = lazily(async () => () => {
      throw new RangeError('a fault of ours')
    })
    render(
      <Above>
        <Part />
      </Above>,
    )
    expect(await screen.findByText('a fault of ours')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
    told.mockRestore()
  })
})
