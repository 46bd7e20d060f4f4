/** @file Settings of the slider of privilege: where it stands. */
import { choice } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'
import { LEVELS, type Level } from './levels.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    readonly privilege: Level
  }
}

export const PRIVILEGE_SETTINGS = settingsPart({
  defaults: { privilege: 'nothing' },
  fields: { privilege: choice('privilege', LEVELS) },
})
