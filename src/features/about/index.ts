/** @file The feature “About this page”. */
import { defineFeature } from '../../store/registry.ts'
import { ABOUT_ACTIONS } from './actions.ts'

type AboutActions = typeof ABOUT_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends AboutActions {}
}

export const ABOUT = defineFeature({
  id: 'about',
  title: 'About this page',
  summary: 'The way to the chapter; licences of all that ships, formats, and how to cite.',
  slice: { citing: false, readingLicences: false },
  actions: ABOUT_ACTIONS,
  keepsKey: ({ citing, readingLicences }) => citing || readingLicences,
})
