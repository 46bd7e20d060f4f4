/** @file The help sheet: what one looks at, and every key, read from the action registry. */
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import type { KeySection } from '../../store/app.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { DIVERGENCE_KEYS, keyActions, keyName } from '../../store/keyboard.ts'
import { Sheet } from '../../ui/sheet.tsx'
import './help.css'

export function HelpSheet() {
  const closing = useActionId('toggleHelp')
  const act = useAct()
  const { registry } = useApp()
  const open = useAppState((state) => state.helpOpen)
  const sections = registry.features.flatMap(({ keySections }) => keySections ?? [])
  const leading = useAppState((state) => sections.filter(({ first }) => first?.(state)).length)
  // What a key means now comes before what it means elsewhere.
  const first = leading > 0 ? sections.filter((section) => section.first) : []
  const others = sections.filter((section) => !first.includes(section))
  return (
    <Sheet
      action={closing}
      title={t('What am I looking at?')}
      className="help"
      open={open}
      onClose={() => act('toggleHelp')}
    >
      {first.map((section) => (
        <Section key={section.title} {...section} />
      ))}
      <div className="help-words">
        <p>
          {t(
            'A small student writes a solution, one token at a time. A teacher reads over its shoulder and says, for every token, how likely it would have been in its own hand. The difference of the two log-probabilities is the gap.',
          )}
        </p>
        <p>
          {t(
            'Give the teacher a note that the student does not see, such as the worked solution, and its opinion of the same text changes. That change is what on-policy self-distillation learns from.',
          )}
        </p>
      </div>
      <h3 className="heading">{first.length > 0 ? t('Keys off the stage') : t('Keys')}</h3>
      <dl className="help-keys">
        {keyActions(registry).map(({ id, label, keys }) => (
          <Key key={id} keys={keys} label={t(label)} />
        ))}
        <Key keys={['←', '→', '↑', '↓']} label={t('Walk along the tokens')} />
        <Key keys={['Home', 'End']} label={t('First or last token')} />
        {DIVERGENCE_KEYS.map(({ key, divergence }) => (
          <Key key={key} keys={[key]} label={t(divergenceById(divergence).name)} />
        ))}
      </dl>
      {others.map((section) => (
        <Section key={section.title} {...section} />
      ))}
    </Sheet>
  )
}

function Section({ title, keys }: KeySection) {
  return (
    <>
      <h3 className="heading">{t(title)}</h3>
      <dl className="help-keys">
        {keys.map((each) => (
          <Key key={each.label} keys={each.keys} label={t(each.label)} />
        ))}
      </dl>
    </>
  )
}

function Key({ keys, label }: { readonly keys: readonly string[]; readonly label: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{keyName(key)}</kbd>
        ))}
      </dt>
      <dd>{label}</dd>
    </div>
  )
}
