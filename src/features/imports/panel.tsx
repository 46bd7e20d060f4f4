/** @file The region "Import run": files in, what they were taken for, curves, and rollouts to browse. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { formatAmount, formatBytes } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { TermText } from '../../controls/term-text.tsx'
import { count, t } from '../../i18n/words.ts'
import type { Recognised } from '../../imports/run-format.ts'
import type { ImportSource } from '../../imports/source.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { lazily } from '../../ui/lazily.tsx'
import { Browse } from './browse.tsx'
import type { RunCurvesProps } from './curves.tsx'
import './panel.css'
import { RolloutView } from './rollout-view.tsx'
import { chosenSources, droppedSources } from './sources.ts'
import type { ImportedRun } from './state.ts'

const RunCurves = lazily<RunCurvesProps>(async () => (await import('./curves.tsx')).RunCurves)

export function ImportPanel() {
  const { phase, run, opened } = useAppState(({ imports }) => imports)
  return (
    <section className="imports" aria-labelledby="imports-heading">
      <h2 id="imports-heading" className="visually-hidden">
        {t('Import run')}
      </h2>
      <Door />
      {phase === 'reading' && <Progress />}
      {run && (
        <>
          <Report run={run} cancelled={phase === 'cancelled'} />
          {run.index.metricsCount + run.index.length > 0 && <RunCurves run={run} />}
          {run.index.length > 0 && <Browse key={String(phase === 'reading')} run={run} />}
          {opened !== null && opened < run.index.length && <RolloutView key={opened} run={run} row={opened} />}
        </>
      )}
    </section>
  )
}

/** Where files come in: by a button, as a folder, or dropped. */
function Door() {
  const act = useAct()
  const action = useActionId('importRun')
  const phase = useAppState(({ imports }) => imports.phase)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [door, over] = useDrop((sources) => act('importRun', sources))
  const take = (input: HTMLInputElement): void => {
    const sources = chosenSources(input.files ?? [])
    // The same files can be chosen again.
    input.value = ''
    act('importRun', sources)
  }
  return (
    <div className={over ? 'imports-door over' : 'imports-door'} ref={door}>
      <p>
        <TermText
          of={['rollout']}
          text={t(
            'Rollouts and metrics that a trainer wrote on a real run (TRL, verl, NeMo-RL, slime, KDFlow, ms-swift, tinker, AReaL, ROLL, SkyRL, rLLM, Agent-Lightning, TensorBoard): choose them, or drop them here. They are read on this device and go nowhere.',
          )}
        />
      </p>
      <div className="imports-ways">
        <Button action={action} tone="primary" onPress={() => files.current?.click()}>
          {t('Import run')}
        </Button>
        <Button action={action} onPress={() => folder.current?.click()}>
          {t('A whole folder')}
        </Button>
        <ActionButton name="openExampleRun" />
        {phase !== 'none' && phase !== 'reading' && <ActionButton name="closeImport" tone="quiet" />}
      </div>
      {phase === 'none' && (
        <p className="imports-hint">
          <TermText
            of={['checkpoint', 'rollout', 'step', 'token', 'log-prob']}
            text={t(
              'The example: what six checkpoints of this page’s student wrote, as verl writes rollouts and metrics, and one step with token ids and log-probs as NeMo-RL writes them. Curves, rollouts to browse and search, and each of them on the stage.',
            )}
          />
        </p>
      )}
      <input ref={files} type="file" multiple hidden onChange={({ currentTarget }) => take(currentTarget)} />
      <input
        ref={(input) => {
          folder.current = input
          // React knows no such attribute.
          input?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        hidden
        onChange={({ currentTarget }) => take(currentTarget)}
      />
    </div>
  )
}

/** A ref for what files are dropped on, and whether some are held over it. */
function useDrop(onSources: (sources: readonly ImportSource[]) => void) {
  const [over, setOver] = useState(false)
  const take = useEffectEvent(onSources)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const door = ref.current
    if (!door) return
    const controller = new AbortController()
    const { signal } = controller
    door.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    door.addEventListener('dragleave', () => setOver(false), { signal })
    door.addEventListener(
      'drop',
      async (event) => {
        setOver(false)
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        // The page reads what is dropped elsewhere.
        event.stopPropagation()
        take(await droppedSources(event.dataTransfer))
      },
      { signal },
    )
    return () => controller.abort()
  }, [])
  return [ref, over] as const
}

function Progress() {
  const { read, total, run } = useAppState(({ imports }) => imports)
  return (
    <div className="imports-progress">
      <progress aria-label={t('Reading the run')} max={total || 1} value={read} />
      <span className="numeric">
        {t('{read} of {total}, {n} rollouts', {
          read: formatBytes(read),
          total: formatBytes(total),
          n: formatAmount(run?.index.length ?? 0),
        })}
      </span>
      <ActionButton name="cancelImport">{t('Cancel')}</ActionButton>
    </div>
  )
}

/** So few skipped lines are seen without unfolding them. */
const SHOWN_AT_ONCE = 3

/** What the files were taken for, what such files lack, and what could not be read. */
function Report({ run, cancelled }: { readonly run: ImportedRun; readonly cancelled: boolean }) {
  const { index } = run
  const kinds = useMemo(() => byName(run.index.recognised), [run])
  const { skipped, skippedCount, unread } = index
  return (
    <div className="imports-report">
      <output>
        {t('{rollouts} rollouts, {metrics} lines of metrics; skipped lines: {skipped}.', {
          rollouts: index.length,
          metrics: index.metricsCount,
          skipped: skippedCount,
        })}{' '}
        {cancelled && t('Cancelled: what was read until then is here.')}
      </output>
      <ul>
        {[...kinds].map(([name, files]) => (
          <li key={name}>
            {t('Recognised as')} <b lang="en">{name}</b>:{' '}
            {files.length === 1 ? files[0]?.file : count(files.length, '# file', '# files')}.{' '}
            {(files[0]?.lacks.length ?? 0) > 0 && (
              <>
                {t('Such files lack:')} <span lang="en">{files[0]?.lacks.join(', ')}</span>.
              </>
            )}
          </li>
        ))}
        {unread.map(({ file, why, remedy }) => (
          <li key={file} className="imports-unread">
            <span aria-hidden="true">✗ </span>
            <span lang="en">
              {why} {remedy}
            </span>
          </li>
        ))}
      </ul>
      {skipped.length > 0 && (
        <details className="imports-skipped" open={skippedCount <= SHOWN_AT_ONCE}>
          <summary>{count(skippedCount, '# line was skipped', '# lines were skipped')}</summary>
          <ol>
            {skipped.map(({ file, line, why }) => (
              <li key={`${file}:${line}`}>
                <b>{t('{file}, line {line}', { file, line })}</b>: <span lang="en">{why}</span>
              </li>
            ))}
          </ol>
          {skipped.length < skippedCount && <p>{t('The first {n} of them.', { n: skipped.length })}</p>}
        </details>
      )}
    </div>
  )
}

/** Files by what they were taken for. */
function byName(recognised: readonly Recognised[]): ReadonlyMap<string, readonly Recognised[]> {
  const kinds = new Map<string, Recognised[]>()
  for (const each of recognised) {
    const same = kinds.get(each.recognised) ?? []
    same.push(each)
    kinds.set(each.recognised, same)
  }
  return kinds
}
