/** @file A text with the teacher's marks and nothing to press, in place of the rollout's: of tokens that stand in no rollout. */
import { MarkedText, type MarkedTextProps } from '../../charts/text/marked-text.tsx'
import './rollout.css'

export interface PlainTextProps extends Pick<MarkedTextProps, 'label' | 'tokens' | 'limit'> {
  /** Who wrote it, over the text. */
  readonly caption: string
}

export function PlainText({ caption, ...text }: PlainTextProps) {
  return (
    <>
      <p className="rollout-caption">{caption}</p>
      <MarkedText className="rollout-frame" {...text} />
    </>
  )
}
