/** @file On the stage, in place of the student's text: the same problem as the trained student writes it, with the teacher's marks. */
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { t } from '../../../i18n/words.ts'
import { PlainText } from '../../../stage/rollout/plain-text.tsx'
import { useAppState } from '../../../store/hooks.ts'
import { rewrittenOf } from './state.ts'

/** `children`: the student's own text, which stands there otherwise. */
export function TaughtText({ children }: { readonly children: ReactNode }) {
  const rewritten = useAppState(useShallow(rewrittenOf))
  const after = useAppState(({ teach, rollout }) => rollout !== null && teach.after === rollout.id)
  const limit = useAppState(({ settings }) => settings.gapScale)
  if (!after || !rewritten) return children
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
