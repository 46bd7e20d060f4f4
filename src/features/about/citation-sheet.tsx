/** @file How to cite the page, as BibTeX to copy. */
import { useState } from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { bibtex } from './citation.ts'

export function CitationSheet() {
  const act = useAct()
  const { files } = useApp()
  const closing = useActionId('toggleCitation')
  const [copied, setCopied] = useState<'done' | 'refused' | null>(null)
  const entry = bibtex(files.address(''))
  const copy = (): void => {
    void files.copyText(entry).then(
      () => setCopied('done'),
      () => setCopied('refused'),
    )
  }
  return (
    <Sheet action={closing} title={t('Cite this')} className="citation" onClose={() => act('toggleCitation')}>
      <textarea
        aria-label={t('BibTeX')}
        readOnly
        rows={entry.split('\n').length}
        value={entry}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <p>
        <Button onPress={copy}>{t('Copy BibTeX')}</Button>{' '}
        <output>
          {copied === 'done' ? t('Copied') : copied === 'refused' ? t('Select the text and copy it by hand.') : ''}
        </output>
      </p>
      <p>{t('Methods are cited by their own papers: each recipe names its source.')}</p>
    </Sheet>
  )
}
