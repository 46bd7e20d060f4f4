/** @file One text, five amounts of privilege: the marks morph with the slider, and beside them stands what training on each did. */
import { formatNumber, formatShare } from '../../charts/format.ts'
import { GapScale } from '../../charts/gap-scale.tsx'
import { TokenStrip } from '../../charts/text/token-strip.tsx'
import { ActionWord } from '../../controls/buttons.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import { Term } from '../../controls/term.tsx'
import { t } from '../../i18n/words.ts'
import { useSettings } from '../../store/hooks.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { LEVEL_NAMES, LEVELS, type Level } from './levels.ts'
import { type Measured, outcomeOf, READING, RUNS, readingOf } from './outcomes.ts'
import './privilege.css'

/** End of the gap's scale, nats: the record's largest fit in. */
const LIMIT = 9

export function Privilege() {
  const { privilege, units } = useSettings()
  const { note, gaps } = readingOf(privilege)
  return (
    <section className="privilege" aria-labelledby="privilege-heading">
      <h2 id="privilege-heading" className="heading">
        {t('One text, five amounts of privilege')}
      </h2>
      <div className="privilege-reading" data-glance>
        <Choice at={privilege} />
        <p className="privilege-problem" lang="en">
          {READING.question}
        </p>
        <p className={note === null ? 'privilege-note none' : 'privilege-note'} lang={note === null ? undefined : 'en'}>
          {note ?? t('The teacher is told nothing. It is the student itself, so it agrees with every token.')}
        </p>
        <TokenStrip
          label={t('The student’s text, read by a teacher that knows {what}', { what: t(LEVEL_NAMES[privilege]) })}
          tokens={READING.tokens.map((text, i) => ({ text, gap: gaps[i] ?? null }))}
          limit={LIMIT}
          unit={units}
        />
        <GapScale limit={LIMIT} />
      </div>
      <Outcomes at={privilege} />
    </section>
  )
}

function Choice({ at }: { readonly at: Level }) {
  return (
    <div className="privilege-choice">
      <ActionSlider
        name="setPrivilege"
        value={LEVELS.indexOf(at)}
        min={0}
        max={LEVELS.length - 1}
        step={1}
        valueText={t(LEVEL_NAMES[at])}
        to={(value) => LEVELS[value]}
      />
      <p className="privilege-ends" aria-hidden="true">
        <span>{t('told nothing')}</span>
        <span>{t('told everything')}</span>
      </p>
    </div>
  )
}

/** A row a level: pressing its name moves the slider there. */
function Outcomes({ at }: { readonly at: Level }) {
  const group = useRoving<HTMLTableElement>()
  const start = outcomeOf(null)
  const rows = LEVELS.map((level) => ({ level, measured: outcomeOf(level) }))
  const longest = Math.max(start.length, ...rows.map(({ measured }) => measured.length))
  const { steps, rolloutsPerStep, heldOut } = RUNS
  const seeds = RUNS.runs.nothing.length
  return (
    <figure className="privilege-outcomes">
      <table className="numeric" ref={group}>
        <thead>
          <tr>
            <th scope="col">{t('teacher knows')}</th>
            <th scope="col">
              <Term of="held-out">{t('accuracy')}</Term>
            </th>
            <th scope="col">{t('length')}</th>
            <th scope="col">
              <Term of="leakage">{t('leakage')}</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="start">
            <th scope="row">{t('before training')}</th>
            <Cells {...start} longest={longest} />
          </tr>
          {rows.map(({ level, measured }) => (
            <tr key={level} className={level === at ? 'on' : undefined} aria-current={level === at}>
              <th scope="row">
                <ActionWord name="setPrivilege" argument={level} className="privilege-level">
                  {t(LEVEL_NAMES[level])}
                </ActionWord>
              </th>
              <Cells {...measured} longest={longest} />
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>
        {t(
          'Measured without any note on {n} held-out bills and dates, greedily, after {steps} steps of {rollouts} texts (seeds: {seeds}); lines are 95 % intervals. Length in tokens. Leakage: texts whose sums do not come out, so that a number comes from nowhere.',
          { n: heldOut, steps, rollouts: rolloutsPerStep, seeds },
        )}
      </figcaption>
    </figure>
  )
}

function Cells({ right, interval: [low, high], length, broken, longest }: Measured & { readonly longest: number }) {
  return (
    <>
      <td>
        <span>{formatShare(right)}</span>
        <Bar share={right} hue="right" interval={[low, high]} />
      </td>
      <td>
        <span>{formatNumber(length)}</span>
        <Bar share={length / longest} hue="plain" />
      </td>
      <td>
        <span>{formatShare(broken)}</span>
        <Bar share={broken} hue="wrong" />
      </td>
    </>
  )
}

interface BarProps {
  readonly share: number
  readonly hue: 'right' | 'plain' | 'wrong'
  readonly interval?: readonly [number, number]
}

/** The number beside it says the same. */
function Bar({ share, hue, interval }: BarProps) {
  return (
    <svg className={`privilege-bar ${hue}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" width="100" height="8" />
      <rect className="bar" width={100 * share} height="8" />
      {interval && <path className="whisker" d={`M${100 * interval[0]} 4H${100 * interval[1]}`} />}
    </svg>
  )
}
