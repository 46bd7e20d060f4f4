/** @file The engine in the corner of the page: what is loading, where it runs, and how that was decided. */
import { formatBytes } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import type { Backend } from '../../engine/types.ts'
import { count, mark, t, translate } from '../../i18n/words.ts'
import { BACKEND_CHOICES } from '../../settings/settings.ts'
import { useAppState } from '../../store/hooks.ts'
import type { EngineState } from '../../store/state.ts'
import { CardChip, ChipCard } from '../../ui/chip-card.tsx'
import { Icon } from '../../ui/icons.tsx'
import './engine-status.css'

const BACKEND_NAMES: Readonly<Record<Backend | 'auto', string>> = {
  auto: mark('whichever is faster here'),
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'CPU',
}

const CHOSEN = {
  forced: mark('as asked'),
  measured: mark('the faster of two trials'),
  only: mark('the only one here'),
} as const

export function EngineStatus() {
  const engine = useAppState((state) => state.engine)
  const busy = engine.phase === 'starting' || engine.phase === 'loading'
  const stuck = engine.phase === 'cancelled' || engine.phase === 'failed'
  return (
    <div className="engine">
      <div className="engine-line">
        {busy && <Loading engine={engine} />}
        {busy && (
          <ActionButton name="cancelLoading" tone="quiet">
            {t('Cancel')}
          </ActionButton>
        )}
        {stuck && <span>{engine.phase === 'failed' ? t('Models could not be loaded.') : t('Models not loaded.')}</span>}
        {(stuck || engine.phase === 'idle') && (
          <ActionButton name="loadModels" tone="quiet">
            {engine.phase === 'failed' ? t('Retry') : t('Load models')}
          </ActionButton>
        )}
        {/* Also where nothing could be loaded: another backend may be the way out. */}
        {!busy && (
          <CardChip card="engine-card">
            <Icon name="chip" />
            {engine.info ? t(BACKEND_NAMES[engine.info.backend]) : t('Backend')}
          </CardChip>
        )}
      </div>
      <EngineCard engine={engine} />
    </div>
  )
}

const PHASES = {
  download: mark('downloading'),
  verify: mark('checking'),
  compile: mark('compiling'),
  'warm-up': mark('warming up'),
  ready: mark('ready'),
} as const

function Loading({ engine }: { readonly engine: EngineState }) {
  const all = Object.values(engine.progress)
  const current = all.find(({ phase }) => phase !== 'ready')
  const loaded = all.reduce((sum, progress) => sum + progress.loaded, 0)
  const total = all.reduce((sum, progress) => sum + progress.total, 0)
  const name = engine.models.find(({ id }) => id === current?.model)?.name ?? current?.model ?? ''
  const text = current ? `${t(name)}: ${t(PHASES[current.phase])}` : t('Starting the engine')
  return (
    <span className="engine-loading">
      <span className="engine-phase">{text}</span>
      <progress aria-label={t('Loading models')} max={total || 1} value={total ? loaded : undefined} />
      <span className="numeric engine-bytes">
        {total > 0 ? t('{loaded} of {total}', { loaded: formatBytes(loaded), total: formatBytes(total) }) : ''}
      </span>
    </span>
  )
}

function EngineCard({ engine }: { readonly engine: EngineState }) {
  const backend = useAppState((state) => state.settings.backend)
  const { info, models, progress } = engine
  const loaded = models.filter(({ id }) => progress[id]?.phase === 'ready')
  const options = BACKEND_CHOICES.map((value) => ({ value, label: t(BACKEND_NAMES[value]) }))
  return (
    <ChipCard id="engine-card">
      {info && (
        <>
          <p>
            {t('Everything runs on this device, on')} <b>{BACKEND_NAMES[info.backend]}</b>
            {info.backend === 'wasm' && count(info.threads, ' with # thread', ' with # threads')}:{' '}
            {t(CHOSEN[info.chosen])}.
          </p>
          <ul className="engine-trials numeric">
            {info.measurements.map((trial) => (
              <li key={trial.backend}>
                <span>{BACKEND_NAMES[trial.backend]}</span>
                <span>
                  {trial.milliseconds === null
                    ? translate(trial.reason ?? mark('not there'))
                    : t('{milliseconds} ms a trial', { milliseconds: trial.milliseconds.toPrecision(3) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        {t('Run on')} <ActionSelect name="setBackend" value={backend} groups={[{ label: t('Backend'), options }]} />
      </p>
      <ul className="engine-models numeric">
        {loaded.map(({ id, name, parameters, bytes, sha256, description }) => (
          <li key={id}>
            <b>{translate(name)}</b> {t('{millions} M parameters', { millions: (parameters / 1e6).toPrecision(2) })},{' '}
            {formatBytes(bytes)}, <code>{sha256.slice(0, 8)}</code>
            <br />
            {translate(description)}
          </li>
        ))}
      </ul>
    </ChipCard>
  )
}
