/** @file The cues of a talk in a frame: walked by its host, one after the other, each put on view as on the speaker's own stage. */
import { ErrorReply } from '../../embed/errors.ts'
import type { Talk } from '../../formats/talk.ts'
import { type App, act, available } from '../../store/app.ts'

export interface EmbedCues {
  /** To the next cue, or to the one before. @throws ErrorReply where there is none */
  go(by: 1 | -1): Promise<void>
}

/** @param hash of the frame's address: the talk is in it (see features/talk/talk-link.ts), and is unpacked when it is first needed */
export function createCues(app: App, hash: string): EmbedCues {
  let talk: Promise<Talk | null> | undefined
  let at = -1
  return {
    async go(by) {
      talk ??= readTalk(hash)
      const { cues } = (await talk) ?? { cues: [] }
      const cue = cues[at + by]
      if (!cue) throw new ErrorReply('not-available', 'There is no such cue.', 'Give a link that holds a cue list.')
      at += by
      const { applyCue } = await import('../../features/talk/cue-state.ts')
      applyCue(app, cue, 'kept')
      if (cue.action?.do === 'sample' && available(app, 'sample', app.store.getState())) act(app, 'sample')
      if (cue.action?.do === 'context') act(app, 'togglePrivileged')
    },
  }
}

async function readTalk(hash: string): Promise<Talk | null> {
  const [{ unpackTalk }, { restoreTalk }] = await Promise.all([
    import('../../features/talk/talk-link.ts'),
    import('../../formats/talk-file.ts'),
  ])
  const text = await unpackTalk(hash)
  return text === null ? null : restoreTalk(text).talk
}
