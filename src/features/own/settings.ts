/** @file Settings of what the visitor brings: the model of the hub that a link names. */
import { message } from '../../message/message.ts'
import { settingsPart } from '../../settings/settings.ts'
import { readAddress } from './hub/address.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    /** `owner/name@revision` of the model that the page works with, or that a link asks for; '' for none. Naming it asks nobody for it. */
    readonly hubModel: string
  }
}

export const OWN_SETTINGS = settingsPart({
  defaults: { hubModel: '' },
  fields: {
    hubModel: {
      key: 'hub',
      takes: { kind: 'text', expected: message('the address of a model on the hub') },
      parse: (text) => (text === '' || readAddress(text) ? text : undefined),
      print: String,
    },
  },
})
