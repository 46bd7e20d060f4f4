/** @file A ResizeObserver for tests in a document without layout: nothing there ever changes its size. */

export class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
