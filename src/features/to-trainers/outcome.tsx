/** @file What an export comes to: a refusal with who can instead, or what is lost and converted, how faithful it is, what it costs, and the files. */
import { type ReactNode, useState } from 'react'
import { formatAmount, formatBytes, formatNumber } from '../../charts/format.ts'
import { count, mark, t } from '../../i18n/words.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { isRefusal, type Refusal, type Verdict } from '../../trainers/choose.ts'
import { estimate, GPU_KINDS, TRAINING_BYTES, UTILISATION } from '../../trainers/estimate.ts'
import type { Exported } from '../../trainers/export.ts'
import { fidelityCard } from '../../trainers/fidelity.ts'
import { conversionsOf } from '../../trainers/notes.ts'
import type { Job, Trainer } from '../../trainers/trainer.ts'
import { Button } from '../../ui/button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

export interface OutcomeProps {
  readonly recipe: Recipe
  readonly outcome: Exported | Refusal
  /** The trainer of any framework that loses least. */
  readonly nearest?: Trainer
  readonly onChoose: (trainer: Trainer) => void
}

export function Outcome({ recipe, outcome, nearest, onChoose }: OutcomeProps) {
  if (isRefusal(outcome))
    return (
      <section className="export-refusal" role="alert">
        <p lang="en">
          <b>{outcome.message}</b> {outcome.remedy}
        </p>
        {nearest && <Button onPress={() => onChoose(nearest)}>{t('Take {trainer}', { trainer: nearest.name })}</Button>}
      </section>
    )
  const { verdict, job, says, files } = outcome
  return (
    <div className="export-outcome">
      {verdict && job ? (
        <>
          <Notes verdict={verdict} />
          <div className="export-cards">
            <Fidelity recipe={recipe} verdict={verdict} />
            <Cost recipe={recipe} job={job} />
          </div>
        </>
      ) : (
        <p lang="en">{says}</p>
      )}
      <FileView files={files} />
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="heading">{title}</h3>
      {children}
    </section>
  )
}

/** Which trainer, and what of the recipe does not reach it as it is. */
function Notes({ verdict }: { readonly verdict: Verdict }) {
  const { trainer, loses } = verdict
  const lists = [
    { title: t('Cannot be expressed there'), lines: loses, none: t('Nothing: the trainer has a key for every part.') },
    { title: t('Converted, or only near'), lines: conversionsOf(verdict), none: t('Nothing.') },
    { title: t('Done differently there'), lines: trainer.differs, none: t('Nothing that is known.') },
  ]
  return (
    <>
      <p>
        <b lang="en">{trainer.name}</b> <span lang="en">{trainer.version}</span>, {trainer.date}.{' '}
        {t('The keys were read in its sources; nothing was launched.')}
      </p>
      <div className="export-notes">
        {lists.map(({ title, lines, none }) => (
          <Part key={title} title={title}>
            {lines.length === 0 ? (
              <p>{none}</p>
            ) : (
              <ul lang="en">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </Part>
        ))}
      </div>
    </>
  )
}

const SAME = {
  'the same': mark('✓ the same'),
  'the same gradient in expectation': mark('≈ the same gradient in expectation'),
  different: mark('✗ different'),
} as const

function Fidelity({ recipe, verdict }: { readonly recipe: Recipe; readonly verdict: Verdict }) {
  const lines = fidelityCard(recipe, verdict)
  return (
    <Part title={t('Fidelity card')}>
      {lines.length === 0 ? (
        <p>
          {t('The trainer’s formula for this loss is not among those that were read: there is nothing to compare.')}
        </p>
      ) : (
        <>
          <ScrollRegion className="export-scroller" label={t('Fidelity card')}>
            <table className="numeric">
              <thead>
                <tr>
                  <th scope="col">{t('Loss, nats')}</th>
                  <th scope="col">{t('Ours')}</th>
                  <th scope="col">{t('Theirs')}</th>
                  <th scope="col">{t('Gradients differ by')}</th>
                  <th scope="col">{t('Verdict')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ part, ours, theirs, gradient, verdict: answer }) => (
                  <tr key={part}>
                    <th scope="row" lang="en">
                      {part}
                    </th>
                    <td>{ours.toFixed(6)}</td>
                    <td>{theirs.toFixed(6)}</td>
                    <td>{gradient < 1e-8 ? '0' : gradient.toExponential(1)}</td>
                    <td>{t(SAME[answer])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <p className="export-small">
            {t('One position of six words; ours is this page’s loss, theirs the trainer’s formula as its code has it.')}
          </p>
        </>
      )}
    </Part>
  )
}

function Cost({ recipe, job }: { readonly recipe: Recipe; readonly job: Job }) {
  const found = estimate(recipe, job)
  if (!found)
    return (
      <Part title={t('Estimate')}>
        <p>{t('The hub ids do not name the sizes of the models, so there is no estimate.')}</p>
      </Part>
    )
  const { tokensWritten, tokensScored, tokensTrained, flops, bytes, hours } = found
  const rows = [
    [t('Tokens written'), formatAmount(tokensWritten)],
    [t('Tokens read by the teacher'), formatAmount(tokensScored)],
    [t('Tokens learnt from'), formatAmount(tokensTrained)],
    [t('Floating point operations'), formatAmount(flops)],
    [t('Memory of all GPUs together'), formatBytes(bytes)],
    ...GPU_KINDS.map((gpu) => [
      t('Hours on {n} × {gpu}', { n: job.gpus, gpu }),
      hours[gpu] < 0.001 ? '< 0.001' : formatNumber(hours[gpu]),
    ]),
  ] as const
  return (
    <Part title={t('Estimate')}>
      <table className="numeric export-estimate">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="export-small">
        {t(
          'An estimate, not a promise: {steps} steps of {texts} texts, each half the limit of {limit} tokens. Operations: 2 for each parameter and token read or written, 4 more for the backward pass. Memory: {bytes} bytes a parameter of the student in training, 2 for its copy in the sampler and for the teacher, and the logits of one text a GPU. Hours: operations over the peak times {training} (training and scoring) or {sampling} (sampling).',
          {
            ...{ steps: job.steps, texts: job.problems * job.each, limit: job.maxTokens },
            ...{ bytes: TRAINING_BYTES, training: UTILISATION.training, sampling: UTILISATION.sampling },
          },
        )}
      </p>
    </Part>
  )
}

const FIRST = 'EXPORT.md'

function FileView({ files }: { readonly files: Readonly<Record<string, string>> }) {
  const paths = Object.keys(files).sort((a, b) => Number(b === FIRST) - Number(a === FIRST))
  const [chosen, setChosen] = useState(FIRST)
  const path = paths.includes(chosen) ? chosen : FIRST
  const text = files[path] ?? ''
  return (
    <Part title={count(paths.length, '# file', '# files')}>
      <fieldset className="export-files" aria-label={t('Files of the export')}>
        {paths.map((each) => (
          <button
            key={each}
            type="button"
            className="button quiet"
            aria-pressed={each === path}
            onClick={() => setChosen(each)}
          >
            <span lang="en">{each}</span>
          </button>
        ))}
      </fieldset>
      <ScrollRegion className="export-text" label={t('Text of {file}', { file: path })}>
        <pre lang="en">{text}</pre>
      </ScrollRegion>
      {path === 'prompts.jsonl' && <p className="export-small">{t('The first problems; the zip has all of them.')}</p>}
    </Part>
  )
}
