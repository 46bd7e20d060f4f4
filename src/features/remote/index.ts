/** @file The feature “Teacher on a server”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { REMOTE_ACTIONS } from './actions.ts'
import { REMOTE_SERVICE } from './service.ts'
import { NO_REMOTE, NO_REMOTE_STUDENT } from './state.ts'
import { REMOTE_STUDENT_SERVICE } from './student-service.ts'

type RemoteActions = typeof REMOTE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends RemoteActions {}
}

const Panel = lazily(async () => (await import('./panel.tsx')).RemotePanel)

export const REMOTE = defineFeature({
  id: 'remote',
  title: mark('Teacher on a server'),
  summary:
    'The rollout on the stage read by a teacher on vLLM, SGLang or llama.cpp: gaps exact, divergences between bounds.',
  panel: { tab: 'compare', Panel },
  slice: { remote: NO_REMOTE, remoteStudent: NO_REMOTE_STUDENT, servedTeacher: null },
  actions: REMOTE_ACTIONS,
  services: { remote: REMOTE_SERVICE, remoteStudent: REMOTE_STUDENT_SERVICE },
})
