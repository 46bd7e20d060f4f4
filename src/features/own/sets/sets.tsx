/** @file A set of problems in “Your own words”: shipped ones, files of the visitor's own, what their fields are, how far they are read. */
import { useEffect, useId, useRef } from 'react'
import { formatBytes } from '../../../charts/format.ts'
import { ActionButton } from '../../../controls/buttons.tsx'
import { ActionNumber, ActionSelect } from '../../../controls/fields.tsx'
import { promptText } from '../../../engine/own/problem.ts'
import { ANSWER_CHECKS } from '../../../engine/own/read-own.ts'
import { count, t } from '../../../i18n/words.ts'
import { contextName } from '../../../stage/names.ts'
import { useAct, useActionId, useAppState } from '../../../store/hooks.ts'
import { sizeOfSet } from '../../../store/rollout-actions.ts'
import type { ProblemSet } from '../../../store/state.ts'
import { Button } from '../../../ui/button.tsx'
import type { OptionGroup } from '../../../ui/inline-select.tsx'
import { Phrase } from '../../../ui/phrase.tsx'
import { CHECK_NAMES, NOTE_KINDS } from '../words.ts'
import { NO_SET } from './actions.ts'
import { problemAt, readingOf } from './read-set.ts'
import { partsOf } from './session.ts'
import './sets.css'
import { SHIPPED_SETS } from './shipped.ts'
import type { PickedProblems, SetChoice, SetReading } from './state.ts'

/** Of a file that is looked at, so many lines are shown. */
const SHOWN_LINES = 4

export function ProblemSets() {
  const heading = useId()
  const act = useAct()
  const { picked, reading } = useAppState(({ brought }) => brought.sets)
  const problemSet = useAppState((state) => state.problemSet)
  useEffect(() => act('listSets'), [act])
  return (
    <section className="own-sets" aria-labelledby={heading}>
      <div className="own-come">
        <h3 id={heading}>{t('Many problems')}</h3>
        <Choose />
        <Open />
        <p className="own-hint">
          {t('A file as JSONL or CSV, dropped anywhere or opened here. It stays on this device.')}
        </p>
      </div>
      <div aria-live="polite">{reading && <Progress reading={reading} />}</div>
      {picked && !reading && <Look picked={picked} />}
      {problemSet && !picked && !reading && <InUse set={problemSet} />}
    </section>
  )
}

function Choose() {
  const kept = useAppState(({ brought }) => brought.sets.kept)
  const present = useAppState(({ problemSet }) => problemSet?.key ?? NO_SET)
  const mine = kept.map(({ key, name }) => ({ value: key, label: name }))
  const groups: readonly OptionGroup<string>[] = [
    {
      label: t('With the page'),
      options: [
        { value: NO_SET, label: t('just the prompt above') },
        ...SHIPPED_SETS.map(({ key, name }) => ({ value: key, label: t(name) })),
      ],
    },
    ...(mine.length > 0 ? [{ label: t('Kept in this browser'), options: mine }] : []),
  ]
  // A file that the browser would not keep is in use all the same.
  const known = groups.some(({ options }) => options.some(({ value }) => value === present))
  return <ActionSelect name="chooseSet" value={known ? present : NO_SET} groups={groups} />
}

function Open() {
  const act = useAct()
  const action = useActionId('openProblems')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button action={action} icon="folder" onPress={() => input.current?.click()}>
        {t('Open a file of problems')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".jsonl,.ndjson,.csv,.tsv"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same file can be opened again, after it was mended.
          currentTarget.value = ''
          if (file) act('openProblems', file)
        }}
      />
    </>
  )
}

function Progress({ reading: { name, bytes, total, problems } }: { readonly reading: SetReading }) {
  return (
    <p className="own-reading numeric">
      {t('Reading “{name}” …', { name })}{' '}
      {total > 0 && (
        <>
          <progress aria-label={t('Read so far')} max={total} value={bytes} />{' '}
          {t('{loaded} of {total}', { loaded: formatBytes(bytes), total: formatBytes(total) })} ·{' '}
          {count(problems, '# problem', '# problems')}{' '}
        </>
      )}
      <ActionButton name="cancelProblems">{t('Cancel')}</ActionButton>
    </p>
  )
}

const NOTHING = ''
const SHARES = [0.05, 0.1, 0.2, 0.5]
const AS_IT_LOOKS = 'auto'
const FIELD = 'field:'

/** What the file's fields are, and its first lines as they are then read. */
function Look({ picked }: { readonly picked: PickedProblems }) {
  const { name, file, fields, choice } = picked
  const options = fields.map((field) => ({ value: field, label: field }))
  const all = [{ label: t('Fields'), options }]
  const orNone = [{ label: t('Fields'), options: [{ value: NOTHING, label: t('nothing') }, ...options] }]
  const checks = [
    {
      label: t('Check'),
      options: [
        { value: AS_IT_LOOKS, label: t('as each looks: a number, or text that is contained') },
        ...ANSWER_CHECKS.map((kind) => ({ value: kind, label: t(CHECK_NAMES[kind]) })),
      ],
    },
    { label: t('Fields'), options: options.map(({ value, label }) => ({ value: FIELD + value, label })) },
  ]
  const { check, heldOut } = choice
  const checkValue = check === null ? AS_IT_LOOKS : 'field' in check ? FIELD + check.field : check.as
  const shares = [
    { label: t('Held out'), options: SHARES.map((share) => ({ value: String(share), label: `${share * 100} %` })) },
  ]
  const kinds = [{ label: t('Context'), options: NOTE_KINDS.map((value) => ({ value, label: contextName(value) })) }]
  return (
    <div className="own-card own-look">
      <h4>
        {name} <span className="own-hint numeric">{formatBytes(file.size)}</span>
      </h4>
      <p className="own-map">
        <Phrase
          text={t(
            'The prompt is {prompt}, the answer {answer}, right if {check}. The teacher alone is told {note}, as {kind}. {share} are held out.',
          )}
          places={{
            prompt: (
              <ActionSelect
                name="mapProblems"
                label={t('Field of the prompt')}
                value={choice.prompt}
                groups={all}
                to={(prompt) => ({ prompt })}
              />
            ),
            answer: (
              <ActionSelect
                name="mapProblems"
                label={t('Field of the answer')}
                value={choice.answer ?? NOTHING}
                groups={orNone}
                to={(answer) => ({ answer: answer || null })}
              />
            ),
            check: (
              <ActionSelect
                name="mapProblems"
                label={t('Check')}
                value={checkValue}
                groups={checks}
                to={(value) => ({ check: checkOf(value) })}
              />
            ),
            note: (
              <ActionSelect
                name="mapProblems"
                label={t('Field of the privileged context')}
                voice="context"
                value={choice.note ?? NOTHING}
                groups={orNone}
                to={(note) => ({ note: note || null })}
              />
            ),
            kind: (
              <ActionSelect
                name="mapProblems"
                label={t('Kind of the privileged context')}
                voice="context"
                value={choice.kind}
                groups={kinds}
                to={(kind) => ({ kind })}
              />
            ),
            share: (
              <ActionSelect
                name="mapProblems"
                label={t('Share that is held out')}
                value={String(heldOut)}
                groups={shares}
                to={(value) => ({ heldOut: Number(value) })}
              />
            ),
          }}
        />
      </p>
      {choice.note === null && choice.answer !== null && (
        <p className="own-hint">{t('Without a field for the teacher it is told the answer.')}</p>
      )}
      <Preview picked={picked} />
      <p className="own-pick">
        <ActionButton name="useProblems" tone="primary" />
        <ActionButton name="cancelProblems" tone="quiet">
          {t('Cancel')}
        </ActionButton>
      </p>
    </div>
  )
}

function checkOf(value: string): SetChoice['check'] {
  if (value.startsWith(FIELD)) return { field: value.slice(FIELD.length) }
  const as = ANSWER_CHECKS.find((kind) => kind === value)
  return as ? { as } : null
}

/** The first lines as they will be read. */
function Preview({ picked: { first, choice } }: { readonly picked: PickedProblems }) {
  const reading = readingOf(choice)
  return (
    <table className="own-preview">
      <caption>{t('The first lines, as they will be read')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Line')}</th>
          <th scope="col">{t('Prompt')}</th>
          <th scope="col">{t('Answer')}</th>
          <th scope="col">{t('Only for the teacher')}</th>
        </tr>
      </thead>
      <tbody>
        {first.slice(0, SHOWN_LINES).map((line) => {
          const read = problemAt(line, reading)
          if ('wrong' in read)
            return (
              <tr key={line.line}>
                <th scope="row">{line.line}</th>
                <td colSpan={3} className="own-broken">
                  {t('Skipped: {reason}', { reason: read.wrong })}
                </td>
              </tr>
            )
          const { prompt, answer, notes = {} } = read.problem
          const [note] = Object.values(notes)
          return (
            <tr key={line.line}>
              <th scope="row">{line.line}</th>
              <td>
                <div className="own-cell">{promptText(prompt)}</div>
              </td>
              <td>
                <div className="own-cell">{answer ? answer.values.join(' | ') : '–'}</div>
              </td>
              <td>
                <div className="own-cell">{note?.text ?? '–'}</div>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function InUse({ set }: { readonly set: ProblemSet }) {
  const { broken, kept } = useAppState(({ brought }) => brought.sets)
  const { at } = set
  const isKept = kept.some(({ key }) => key === set.key)
  return (
    <>
      <p className="own-pick numeric">
        <b>{t(set.name)}</b>
        <span>{partsOf(set)}</span>
        <span className="own-place">
          <Phrase
            text={at === null ? t('the prompt above is none of them; show {number}') : t('above: number {number}')}
            places={{
              number: <ActionNumber name="showProblem" value={(at ?? 0) + 1} min={1} max={sizeOfSet(set)} />,
            }}
          />
        </span>
        <ActionButton name="nextProblem">{t('Next')}</ActionButton>
        {isKept && (
          <ActionButton name="removeSet" argument={set.key} tone="quiet">
            {t('Remove')}
          </ActionButton>
        )}
      </p>
      <p className="own-hint">
        {at !== null && at >= set.problems.train.length
          ? t('This one is held out: training never sees it.')
          : t('Train learns from the first part and is measured on what is held out.')}
      </p>
      {broken.count > 0 && (
        <details className="own-more">
          <summary>{count(broken.count, '# line was skipped', '# lines were skipped')}</summary>
          <ul className="own-broken">
            {broken.lines.map(({ line, wrong }) => (
              <li key={line}>{t('Line {line}: {reason}', { line, reason: wrong })}</li>
            ))}
            {broken.count > broken.lines.length && (
              <li>{t('… and {n} more', { n: broken.count - broken.lines.length })}</li>
            )}
          </ul>
        </details>
      )}
    </>
  )
}
