/** @file Examples of distributions and shares, which are drawn as tables and lists. */
import { EntryPulls } from '../entry-pulls.tsx'
import { MirroredBars } from '../mirrored-bars.tsx'
import { MovementBars } from '../movement-bars.tsx'
import { StackedBar } from '../stacked-bar.tsx'
import type { Example } from './example.ts'

export const tableExamples: readonly Example[] = [
  {
    name: 'mirrored-bars',
    caption: 'Most likely tokens of student and teacher, the teacher without and with its note; dashed, the next step.',
    width: 380,
    height: 196,
    drawing: (
      <MirroredBars
        entries={[
          {
            ...{ id: 3, text: '3', student: 0.62, teacher: 0.15, told: 0.0004, chosen: true },
            next: { predicted: 0.38, actual: 0.41 },
          },
          { id: 2, text: '2', student: 0.21, teacher: 0.74, told: 0.9991, chosen: false },
          { id: 9, text: ' eggs', student: 0.08, teacher: 0.02, told: null, chosen: false },
          { id: 4, text: '\n', student: 0.03, teacher: 0.05, told: 0.0001, chosen: false },
        ]}
        tail={{ student: 0.06, teacher: 0.04, told: 0.0004 }}
        rows={[
          { side: 'teacher', on: false },
          { side: 'told', on: true },
        ]}
      />
    ),
  },
  {
    name: 'entry-pulls',
    caption: 'What each entry adds to the divergence, and which way a descent step pushes its logit.',
    width: 420,
    height: 176,
    drawing: (
      <EntryPulls
        name="reverse KL"
        onTold
        rows={[
          {
            ...{ id: 3, text: '3', chosen: true },
            without: { contribution: 0.88, gradient: 0.41 },
            told: { contribution: 4.55, gradient: 1.2 },
          },
          {
            ...{ id: 2, text: '2', chosen: false },
            without: { contribution: -0.26, gradient: -0.35 },
            told: { contribution: -0.33, gradient: -0.92 },
          },
          { id: 9, text: ' eggs', chosen: false, without: { contribution: 0.11, gradient: 0.02 }, told: null },
          {
            ...{ id: null, text: 'others', chosen: false },
            without: { contribution: 0.02, gradient: -0.08 },
            told: { contribution: 0.3, gradient: 0.00001 },
          },
        ]}
      />
    ),
  },
  {
    name: 'stacked-bar',
    caption: 'Where the time of a training step goes.',
    width: 420,
    height: 44,
    drawing: (
      <StackedBar
        label="Time of a step"
        format={(value) => `${value} ms`}
        parts={[
          { id: 'sample', label: 'sampling', value: 420, tone: 'student' },
          { id: 'score', label: 'scoring', value: 180, tone: 'teacher' },
          { id: 'step', label: 'step', value: 360, tone: 'ink' },
        ]}
      />
    ),
  },
  {
    name: 'movement-bars',
    caption: 'How far each layer moved from where it began, as a share of its own length.',
    width: 420,
    height: 92,
    drawing: (
      <MovementBars
        layers={[
          { layer: 'embedding', share: 0.006 },
          { layer: 'layer 1', share: 0.014 },
          { layer: 'layer 2', share: 0.021 },
          { layer: 'head', share: 0.009 },
        ]}
      />
    ),
  },
]
