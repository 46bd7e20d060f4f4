/** @file Code for another page: which view, as a frame or as an element, how large. */
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionNumber } from '../../controls/fields.tsx'
import { mark, t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { EMBED_KINDS, EMBED_SIZES, type EmbedKind } from './state.ts'
import { TextToCopy } from './text-to-copy.tsx'

const KINDS: Readonly<Record<EmbedKind, string>> = { iframe: mark('Plain frame'), element: mark('Element') }

export function EmbedForm() {
  const setEmbed = useActionId('setEmbed')
  const act = useAct()
  const { embeds } = useApp().registry
  const { kind, view, width, height } = useAppState((state) => state.sharing.embed)
  const code = useAppState((state) => state.sharing.code)
  const copied = useAppState((state) => state.sharing.copied)
  const how = copied?.what === 'embed' ? copied.how : null
  return (
    <>
      <div className="embed-form">
        <label>
          {t('View')}
          <select
            data-action={setEmbed}
            value={view}
            onChange={({ target }) => act('setEmbed', { view: target.value })}
          >
            {embeds.map((each) => (
              <option key={each.view} value={each.view}>
                {t(each.title)}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend className="visually-hidden">{t('Form of the embed')}</legend>
          {EMBED_KINDS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                data-action={setEmbed}
                name="embed-kind"
                value={each}
                checked={kind === each}
                onChange={() => act('setEmbed', { kind: each })}
              />
              {t(KINDS[each])}
            </label>
          ))}
        </fieldset>
        <span className="embed-size">
          <ActionNumber
            name="setEmbed"
            label={t('Width')}
            variant="boxed"
            value={width}
            {...EMBED_SIZES.width}
            step={20}
            to={(value) => ({ width: value })}
          />
          ×
          <ActionNumber
            name="setEmbed"
            label={t('Height')}
            variant="boxed"
            value={height}
            {...EMBED_SIZES.height}
            step={20}
            to={(value) => ({ height: value })}
          />
          px
        </span>
      </div>
      <TextToCopy label={t('Embed code')} text={code} selected={how === 'refused'} />
      <div className="share-copy">
        <ActionButton name="copyEmbedCode" tone="primary">
          {t('Copy code')}
        </ActionButton>
        <output>
          {how === 'done' && t('Copied.')}
          {how === 'refused' &&
            t('The browser does not let the page copy. The code is selected: copy it with Ctrl+C or ⌘C.')}
        </output>
      </div>
      <p className="share-note">
        {kind === 'iframe'
          ? t('Works wherever HTML does. The frame loads when it comes into view and asks nobody but this site.')
          : t(
              'For pages that drive it step by step: attributes, events and messages are described in embed/README.md.',
            )}
      </p>
    </>
  )
}
