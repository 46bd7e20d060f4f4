/** @file Total variation, cross-entropy to the teacher's argmax, and the geometric bridge, which only recipes know. */
import { logSoftmax } from '../../network/layers.ts'
import * as o from '../../onnx/ops.ts'
import { klTex, marked, plain, scheduled } from '../formula/segments.ts'
import { valueAt } from '../recipe/schedule.ts'
import type { Atoms } from '../schema/atoms.ts'
import { klTo, total } from './kl.ts'
import { trainable, WHOLE_DISTRIBUTION } from './trainable.ts'

const totalVariation = trainable(({ z }: Atoms) => z.strictObject({ id: z.literal('tvd') }), {
  examples: [{ id: 'tvd' }],
  emit: ({ g, pair, sum }) => sum(o.mul(g, o.abs(g, o.sub(g, pair.pT, pair.pS)), 0.5)),
  notation: (_, s, t) => ({ main: [marked('D.tvd', String.raw`\mathrm{TV}\big(${s}, ${t}\big)`)], where: [] }),
  parts: () => ['D.tvd'],
  target: WHOLE_DISTRIBUTION,
})

const teacherArgmaxCe = trainable(({ z }: Atoms) => z.strictObject({ id: z.literal('teacher-argmax-ce') }), {
  examples: [{ id: 'teacher-argmax-ce' }],
  emit: ({ g, pair }) => o.neg(g, total(g, o.gatherElements(g, pair.logS, o.topK(g, pair.logT, 1).indices, 1))),
  notation: (_, s, t) => ({
    main: [marked('D.fkl', String.raw`-\log ${s}(v^{*})`)],
    where: [[plain(String.raw`v^{*} = \arg\max_v ${t}(v)`)]],
  }),
  parts: () => ['D.fkl'],
  target: "the teacher's likeliest token",
})

/** KL(Q || p_S) to the fixed target Q proportional to p_T p_S^beta (Veto, arXiv:2601.07155). */
const geometricBridge = trainable(
  ({ z, schedule, atLeastZero }: Atoms) => z.strictObject({ id: z.literal('geometric'), beta: schedule(atLeastZero) }),
  {
    examples: [
      { id: 'geometric', beta: { from: 1, to: 0, start: 0.1, end: 0.9 } },
      { id: 'geometric', beta: 0.4 },
    ],
    emit: ({ g, pair, parameter, sum }, { beta }) => {
      // Without an input beta is a plain number, the same all through the run.
      const power = parameter ?? valueAt(beta, 0)
      const logQ = g.silently(() => logSoftmax(g, o.add(g, pair.logT, o.mul(g, pair.logS, power))))
      const q = g.silently(() => o.exp(g, logQ))
      return sum(klTo(g, logQ, q, pair.logS))
    },
    notation: ({ beta }, s, t, mark) => ({
      main: [marked('D.geo', klTex(`Q${mark}`, s))],
      where: [
        [
          marked('D.geo', String.raw`Q${mark} \propto ${t} \cdot \mathrm{sg}[${s}]^{\beta${mark}}`),
          plain(String.raw`,\quad \beta${mark} = `),
          scheduled(beta),
        ],
      ],
    }),
    parts: ({ beta }) => (typeof beta === 'number' ? ['D.geo'] : ['D.geo', 'S.anneal']),
    target: "a bridge to the teacher's distribution",
    moving: ({ beta }) =>
      typeof beta === 'number' ? null : { per: 'step', at: (progress) => valueAt(beta, progress) },
  },
)

export const OTHER_DIVERGENCES = [totalVariation, teacherArgmaxCe, geometricBridge] as const
