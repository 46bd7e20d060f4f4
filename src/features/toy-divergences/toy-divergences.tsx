/** @file The region "Divergence bench": what each divergence does to a student, on a line and in a triangle of tokens. */
import { useState } from 'react'
import { TermText } from '../../controls/term-text.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import './toy-divergences.css'
import { DescentControls, Scene } from './controls.tsx'
import { Densities, Integrand } from './density.tsx'
import { DivergenceList } from './divergence-list.tsx'
import { TakeToyDivergences } from './take.tsx'
import { TokenSimplex } from './token-simplex.tsx'
import { Values } from './values.tsx'

export function ToyDivergences() {
  const chosen = useAppState((state) => state.settings.toyDivergences)
  const [asked, setAsked] = useState('reverse-kl')
  const selected = chosen.includes(asked) ? asked : (chosen[0] ?? asked)
  return (
    <section className="bench" aria-labelledby="bench-heading">
      {/* The tab above says so to those who see it. */}
      <h2 id="bench-heading" className="visually-hidden">
        {t('Divergence bench')}
      </h2>
      <p className="bench-what">
        <TermText
          of={['teacher', 'student', 'divergence']}
          text={t(
            'One teacher, and one student for each divergence. Same start, same steps of gradient descent: only what counts as “different” differs.',
          )}
        />
      </p>
      <Scene />
      <div className="bench-body">
        <div className="bench-main">
          <DescentControls />
          <Densities />
          <Integrand id={selected} />
          <Values />
          <TakeToyDivergences selected={selected} />
          <TokenSimplex selected={selected} />
        </div>
        <DivergenceList selected={selected} onSelect={setAsked} />
      </div>
    </section>
  )
}
