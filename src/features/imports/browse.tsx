/** @file The rollouts of an imported run as pages of a table: by step, prompt and reward, searched, or some at random. */
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { formatNumber } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { EVERY_ROW, type RowFilter, type RunIndex } from '../../imports/run-index.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { readNumber } from '../../ui/number-field.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { createBreath } from './importing.ts'
import type { ImportedRun } from './state.ts'

export interface BrowseProps {
  readonly run: ImportedRun
}

const PAGE = 15
/** Of a completion, so much stands in the table. */
const SHOWN = 140

interface Hits {
  readonly text: string
  /** null: still looked for. */
  readonly rows: readonly number[] | null
  readonly read: number
}

export function Browse({ run }: BrowseProps) {
  const { index } = run
  const [filter, setFilter] = useState<RowFilter>(EVERY_ROW)
  const [hits, setHits] = useState<Hits | null>(null)
  const [page, setPage] = useState(0)
  const [sampled, setSampled] = useState<readonly number[] | null>(null)
  const among = hits?.rows ?? null
  const found = useMemo(() => run.index.rows(filter, among), [run, filter, among])
  const rows = sampled ?? found
  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const at = Math.min(page, pages - 1)
  const visible = rows.slice(at * PAGE, (at + 1) * PAGE)
  const narrow = (part: Partial<RowFilter>): void => {
    setFilter({ ...filter, ...part })
    setSampled(null)
    setPage(0)
  }
  return (
    <section className="imports-browse" aria-labelledby="imports-rollouts">
      <h3 id="imports-rollouts" className="heading">
        {t('Rollouts')}
      </h3>
      <Filters run={run} filter={filter} onChange={narrow} />
      <Search
        index={index}
        hits={hits}
        onHits={(next) => {
          setHits(next)
          setSampled(null)
          setPage(0)
        }}
      />
      <output className="numeric">
        {sampled
          ? t('{n} at random of {all}', { n: rows.length, all: found.length })
          : t('{n} of {all} rollouts', { n: rows.length, all: index.length })}
      </output>
      <Rows index={index} rows={visible} />
      <div className="imports-pages">
        <Button disabled={at === 0} onPress={() => setPage(at - 1)}>
          {t('Earlier')}
        </Button>
        <span className="numeric">{t('page {n} of {all}', { n: at + 1, all: pages })}</span>
        <Button disabled={at >= pages - 1} onPress={() => setPage(at + 1)}>
          {t('Later')}
        </Button>
        <AtRandom
          among={found}
          onSample={(some) => {
            setSampled(some)
            setPage(0)
          }}
        />
        {sampled && (
          <Button tone="quiet" onPress={() => setSampled(null)}>
            {t('All of them')}
          </Button>
        )}
      </div>
    </section>
  )
}

interface AtRandomProps {
  readonly among: readonly number[]
  readonly onSample: (rows: readonly number[]) => void
}

/** A page of rollouts, each as likely as the others. */
function AtRandom({ among, onSample }: AtRandomProps) {
  const { randomSeed } = useApp()
  const sample = (): void => {
    const rest = [...among]
    const some = Array.from({ length: Math.min(PAGE, rest.length) }, () => {
      const [row = 0] = rest.splice(randomSeed() % rest.length, 1)
      return row
    })
    onSample(some.sort((a, b) => a - b))
  }
  return (
    <Button disabled={among.length <= PAGE} onPress={sample}>
      {t('{n} at random', { n: PAGE })}
    </Button>
  )
}

interface FiltersProps extends BrowseProps {
  readonly filter: RowFilter
  readonly onChange: (part: Partial<RowFilter>) => void
}

function Filters({ run, filter, onChange }: FiltersProps) {
  const [step, prompt] = [useId(), useId()]
  const steps = useMemo(() => run.index.stepsOf(), [run])
  const number = (text: string): number | null => (text === '' ? null : Number(text))
  return (
    <div className="imports-filters">
      <div>
        <label htmlFor={step}>{t('Step')}</label>
        <select id={step} value={filter.step ?? ''} onChange={({ target }) => onChange({ step: number(target.value) })}>
          <option value="">{t('all')}</option>
          {steps.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      <div className="imports-prompt">
        <label htmlFor={prompt}>{t('Prompt')}</label>
        <select
          id={prompt}
          value={filter.prompt ?? ''}
          onChange={({ target }) => onChange({ prompt: number(target.value) })}
        >
          <option value="">{t('all')}</option>
          {run.index.prompts.map((each, i) => (
            <option key={String(i)} value={i}>
              {each}
            </option>
          ))}
        </select>
      </div>
      <RewardEnd label={t('Reward from')} onChange={(least) => onChange({ least })} />
      <RewardEnd label={t('Reward to')} onChange={(most) => onChange({ most })} />
    </div>
  )
}

interface RewardEndProps {
  readonly label: string
  readonly onChange: (value: number | null) => void
}

/** Empty: open. */
function RewardEnd({ label, onChange }: RewardEndProps) {
  const id = useId()
  const [text, setText] = useState('')
  const wrong = text.trim() !== '' && readNumber(text, 6) === null
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        size={6}
        aria-invalid={wrong || undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          const value = readNumber(target.value, 6)
          if (value !== null || target.value.trim() === '') onChange(value)
        }}
      />
    </div>
  )
}

interface SearchProps {
  readonly index: RunIndex
  readonly hits: Hits | null
  readonly onHits: (hits: Hits | null) => void
}

/** Texts are not kept, so a search reads the files again; it can be cancelled. */
function Search({ index, hits, onHits }: SearchProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const stop = (): void => {
    running.current?.abort()
    onHits(null)
  }
  const search = async (): Promise<void> => {
    running.current?.abort()
    setWrong(null)
    if (text.trim() === '') return onHits(null)
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const breathe = createBreath()
    onHits({ text, rows: null, read: 0 })
    try {
      const rows = await index.search(text, signal, (read) => {
        const rest = breathe()
        if (rest && !signal.aborted) onHits({ text, rows: null, read })
        return rest
      })
      if (!signal.aborted) onHits({ text, rows, read: index.length })
    } catch (error) {
      if (signal.aborted) return
      onHits(null)
      setWrong(error instanceof Error ? error.message : String(error))
    }
  }
  const busy = hits !== null && hits.rows === null
  return (
    <search className="imports-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void search()
        }}
      >
        <label htmlFor={id}>{t('Words in prompt or completion')}</label>
        <input id={id} type="search" value={text} onChange={({ target }) => setText(target.value)} />
        <button type="submit" className="button">
          {t('Search')}
        </button>
        {busy && (
          <>
            <progress aria-label={t('Searching')} max={index.length} value={hits.read} />
            <Button onPress={stop}>{t('Cancel')}</Button>
          </>
        )}
        {hits?.rows && (
          <Button
            tone="quiet"
            onPress={() => {
              setText('')
              stop()
            }}
          >
            {t('{n} hold “{text}”; show all', { n: hits.rows.length, text: hits.text })}
          </Button>
        )}
      </form>
      {wrong !== null && (
        <p className="imports-unread" role="alert" lang="en">
          {wrong}
        </p>
      )}
    </search>
  )
}

interface RowsProps {
  readonly index: RunIndex
  readonly rows: readonly number[]
}

/** The numbers are at hand; the texts of a page are read from the file when it is looked at. */
function Rows({ index, rows }: RowsProps) {
  const act = useAct()
  const open = useActionId('openImported')
  const opened = useAppState(({ imports }) => imports.opened)
  const texts = useTexts(index, rows)
  return (
    <ScrollRegion className="imports-table" label={t('Rollouts of the run')}>
      <table className="numeric">
        <thead>
          <tr>
            <th scope="col">{t('Rollout')}</th>
            <th scope="col">{t('Step')}</th>
            <th scope="col">{t('Reward')}</th>
            <th scope="col">{t('Completion')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { step, reward } = index.row(row)
            return (
              <tr key={row} aria-current={row === opened ? 'true' : undefined}>
                <td>
                  <button
                    type="button"
                    className="button quiet"
                    data-action={open}
                    aria-pressed={row === opened}
                    aria-label={t('Open rollout {n}', { n: row + 1 })}
                    onClick={() => act('openImported', row === opened ? null : row)}
                  >
                    {row + 1}
                  </button>
                </td>
                <td>{step ?? '–'}</td>
                <td>{reward === null ? '–' : formatNumber(reward)}</td>
                <td className="imports-beginning">{texts.get(row) ?? '…'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The beginnings of the completions of these rows, as they come. */
function useTexts(index: RunIndex, rows: readonly number[]): ReadonlyMap<number, string> {
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map())
  const wanted = rows.join(',')
  useEffect(() => {
    let left = false
    const read = async (): Promise<void> => {
      const found = new Map<number, string>()
      for (const row of wanted === '' ? [] : wanted.split(',').map(Number)) {
        const text = await index.rollout(row).then(
          ({ completion, token_ids }) => completion ?? t('{n} token ids, no text', { n: token_ids?.length ?? 0 }),
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        )
        if (left) return
        found.set(row, text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text)
      }
      setTexts(found)
    }
    void read()
    return () => {
      left = true
    }
  }, [index, wanted])
  return texts
}
