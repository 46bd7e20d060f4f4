/** @file On the stage, in place of the student's text: the same problem as the trained student writes it, with the teacher's marks. */
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../../../i18n/words.ts'
import { PlainText } from '../../../stage/rollout/plain-text.tsx'
import { useAppState } from '../../../store/hooks.ts'
import { rewrittenOf } from './state.ts'

function useTaught(): ReturnType<typeof rewrittenOf> {
  const rewritten = useAppState(useShallow(rewrittenOf))
  const after = useAppState(({ teach, rollout }) => rollout !== null && teach.after === rollout.id)
  return after ? rewritten : null
}

/** What speaks of the student's own text: not shown under the one that was written again, where it would be false. */
export function OfOwnText({ children }: { readonly children: ReactNode }) {
  return useTaught() ? null : children
}

/** Above what still speaks of the student's own text while the other one is on view. */
export function OwnTextNote() {
  return useTaught() && <p>{t('Below: a token of the text before training.')}</p>
}

/** `children`: the student's own text, which stands there otherwise. */
export function TaughtText({ children }: { readonly children: ReactNode }) {
  const rewritten = useTaught()
  const limit = useAppState(({ settings }) => settings.gapScale)
  if (!rewritten) return children
  const { frame, step, origin } = rewritten
  return (
    <PlainText
      label={t('Rollout')}
      caption={
        origin === 'live'
          ? t('Written again after {step} steps, on this device', { step })
          : t('Written again after {step} steps, recorded earlier', { step })
      }
      tokens={frame.tokens}
      limit={limit}
    />
  )
}
