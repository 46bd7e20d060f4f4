/** @file One walk through the page, the same in every browser. Each step opens what it needs, so that one which fails costs no other. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import GOLDEN from '../../src/engine/outside/golden.fixture.json' with { type: 'json' }
import { tinyFiles } from '../../src/engine/outside/tiny-folder.test-helper.ts'
import { FIRST } from '../../src/settings/first.ts'
import { startEmbedHost } from '../embed-host.ts'
import { expectInk } from '../ink.ts'
import { nodeScore, nodeTraining } from '../node-score.ts'
import { ISOLATED, type StaticHost, startStaticHost } from '../static-host.ts'
import { gapOf, wordOf } from '../token-names.ts'
import { type Abilities, findAbilities, WITHOUT } from './differences.ts'
import { LISTENER, type Visitor } from './visitor.ts'

/** A text of which the teacher thinks otherwise, and otherwise again with its note. */
const { problemSeed: PROBLEM, seed: SEED, context: CONTEXT } = FIRST
const MAX_TOKENS = 96
/** Short and few: what is learned does not matter here. */
const RUN = { steps: 10, rollouts: 4, maxTokens: 24, seed: 1 } as const
/** What GOLDEN.prompt is as text. */
const GOLDEN_PROMPT = '<|start|>Hhello world'
/** Rounding of 32-bit floats, summed in another order. */
const ROUNDING = 1e-3

const ROLLOUT = `?v=1&backend=wasm&problem=${PROBLEM}&seed=${SEED}&context=${CONTEXT}&max-tokens=${MAX_TOKENS}`

const act = (id: string): string => `[data-action="${id}"]`

/** One visitor's way, and what they carry along. */
export class Walk {
  private trace: string | null = null
  private can: Abilities | null = null

  private constructor(
    private readonly visitor: Visitor,
    private readonly host: StaticHost,
    /** A folder for files that are handed to the browser. */
    private readonly folder: string,
  ) {}

  static async begin(visitor: Visitor, folder: string): Promise<Walk> {
    const host = await startStaticHost(
      '/',
      { ...ISOLATED, 'Access-Control-Allow-Origin': '*' },
      {
        'index.html': (html) => html.replace('<head>', '<head><script src="./listener.js"></script>'),
        'listener.js': () => LISTENER,
      },
    )
    return new Walk(visitor, host, folder)
  }

  async end(): Promise<void> {
    await this.host.stop()
  }

  /** Every step by what it shows. A line of its answer is a difference that is known. */
  readonly steps: readonly (readonly [name: string, step: () => Promise<readonly string[] | undefined>])[] = [
    ['first sight: a text with its marks, before any model', () => this.firstSight()],
    ['what the browser lacks is done without, and told', () => this.lacks()],
    ['a sample, whose tokens and log-probs are those of Node to 1e-3', () => this.sample()],
    ['a switch of the context moves gaps and ink, and no token', () => this.switchContext()],
    ['another divergence and another teacher are read for the same tokens', () => this.score()],
    ['ten steps of training, with the losses of Node to 1e-3', () => this.train()],
    ['a trace that was taken out is taken in: the same tokens, the same gaps', () => this.takeIn()],
    ['a model of the visitor’s own, dropped, writes and is read as independent numbers say', () => this.ownModel()],
    ['an embed in a page of another origin shows its text and answers', () => this.embed()],
    ['a cue is made, presented, and left', () => this.cue()],
    ['the page speaks another language, and its own again', () => this.language()],
    ['night, with its marks', () => this.night()],
    ['nothing was complained of', () => this.complaints()],
    ['with the host gone, the page opens, samples and scores', () => this.offline()],
  ]

  private readonly troubles: string[] = []

  private async open(query: string): Promise<void> {
    await this.collect()
    await this.visitor.open(`${this.host.address}${query}`)
  }

  /** Complaints are forgotten with the page. */
  private async collect(): Promise<void> {
    this.troubles.push(...(await this.visitor.heard().catch(() => [])))
  }

  private async firstSight(): Promise<undefined> {
    await this.open('')
    await this.visitor.read('REPLAY')
    await this.visitor.look('first-sight')
    expect((await this.visitor.names()).length).toBeGreaterThan(20)
    expectInk(await this.visitor.ink(), 'first sight')
  }

  private async lacks(): Promise<readonly string[]> {
    const { visitor } = this
    const { browser } = visitor
    await this.open(ROLLOUT.replace('&backend=wasm', ''))
    await visitor.ready()
    const can = await browser.evaluate(findAbilities)
    this.can = can
    const card = await browser.evaluate(() => document.querySelector('#engine-card')?.textContent ?? '')
    if (!can['a WebGPU adapter']) {
      expect(card).toContain('WebAssembly')
      expect(card).toMatch(/no WebGPU adapter/)
      await this.open(ROLLOUT.replace('wasm', 'webgpu'))
      await visitor.until('a remedy where WebGPU is asked for', () =>
        [...document.querySelectorAll('[role="alert"]')].some((each) =>
          /Use wasm instead/.test(each.textContent ?? ''),
        ),
      )
    }
    if (!can['shared memory for threads']) expect(card).toContain('with 1 thread')
    if (!can['a service worker'])
      expect(await browser.evaluate(() => document.querySelector('.offline') === null)).toBe(true)
    return Object.entries(can)
      .filter(([, has]) => !has)
      .map(([what]) => `has no ${what.replace(/^an? /, '')}: ${WITHOUT[what as keyof Abilities]}`)
  }

  private async sample(): Promise<undefined> {
    const { visitor } = this
    await this.open(ROLLOUT)
    await visitor.ready()
    await visitor.press(act('sample'))
    await visitor.read('LIVE')
    await visitor.look('sample')
    const text = await visitor.download(act('export-trace'), '.json')
    this.trace = text
    const trace = JSON.parse(text) as Trace
    const node = nodeScore(PROBLEM, SEED, MAX_TOKENS)
    const read = trace.scores.find(({ context }) => context === null)
    expect(trace.rollout.backend).toBe('wasm')
    expect(trace.rollout.tokens.map(({ id }) => id)).toEqual(node.map(({ id }) => id))
    for (const [t, token] of node.entries()) {
      const near = (found: number | undefined, wanted: number): void =>
        expect(Math.abs((found ?? Number.NaN) - wanted), `token ${t}`).toBeLessThan(ROUNDING)
      near(trace.rollout.tokens[t]?.logpStudent, token.logp_student)
      near(read?.tokens[t]?.logpTeacher, token.logp_teacher)
      near(read?.tokens[t]?.divergences['reverse-kl'], token.divergences['reverse-kl'] ?? Number.NaN)
    }
  }

  /** Goes on from the sample's page. */
  private async switchContext(): Promise<undefined> {
    const { visitor } = this
    const before = await visitor.names()
    const seen = await visitor.ink()
    await visitor.press(act('toggle-privileged'))
    await visitor.until(
      'other gaps',
      (old) => document.querySelector(`[aria-label=${JSON.stringify(old)}]`) === null,
      strongest(before),
    )
    await visitor.read('LIVE')
    const after = await visitor.names()
    expect(after.map(wordOf)).toEqual(before.map(wordOf))
    const told = await visitor.inkWhen('other ink', (ink) =>
      ink.some((now, i) => Math.abs(balance(now) - balance(seen[i])) > 0.1),
    )
    expectInk(told, 'with the note', 1)
    await visitor.press(act('toggle-privileged'))
    await visitor.until(
      'the gaps of before',
      (old) => document.querySelector(`[aria-label=${JSON.stringify(old)}]`) !== null,
      strongest(before),
    )
    expect(await visitor.names()).toEqual(before)
  }

  private async score(): Promise<undefined> {
    const { visitor } = this
    // A switch that failed may have been left on.
    const told = await visitor.browser.evaluate(
      (toggle) => document.querySelector(toggle)?.getAttribute('aria-checked') === 'true',
      act('toggle-privileged'),
    )
    if (told) await visitor.press(act('toggle-privileged'))
    await visitor.read('LIVE')
    const before = await visitor.names()
    await visitor.choose(`select${act('set-divergence')}`, 'jsd')
    await visitor.until('JSD in the address', () => location.search.includes('divergence=jsd'))
    await visitor.choose(`select${act('set-teacher')}`, 'student')
    await visitor.until('a reading by the student itself', () =>
      [...document.querySelectorAll('[data-token]')].every((token) =>
        /, gap −?0(?:\.0+)? nats/.test(token.getAttribute('aria-label') ?? ''),
      ),
    )
    const after = await visitor.names()
    expect(after.map(wordOf)).toEqual(before.map(wordOf))
    for (const name of after) expect(Math.abs(gapOf(name))).toBeLessThan(ROUNDING)
    await visitor.choose(`select${act('set-teacher')}`, 'teacher')
    await visitor.until(
      'the gaps of before',
      (old) => document.querySelector(`[aria-label=${JSON.stringify(old)}]`) !== null,
      strongest(before),
    )
  }

  private async train(): Promise<undefined> {
    const { visitor } = this
    const { steps, rollouts, maxTokens, seed } = RUN
    await this.open(
      `?v=1&backend=wasm&tab=training&steps=${steps}&rollouts=${rollouts}&max-tokens=${maxTokens}&training-seed=${seed}`,
    )
    await visitor.ready()
    await visitor.press(act('train'))
    await visitor.until('ten steps', () =>
      /step 10 of 10/.test(document.querySelector('.training-line')?.textContent ?? ''),
    )
    await visitor.until(
      'the end of the run',
      () => document.querySelector('[data-action="train"]:not([aria-disabled])') !== null,
    )
    await visitor.look('training')
    const run = JSON.parse(await visitor.download(act('export-json'), '.json')) as Run
    const node = nodeTraining(RUN)
    expect(run.reports.map(({ step }) => step)).toEqual(node.map(({ step }) => step))
    for (const [i, { loss }] of node.entries())
      expect(Math.abs((run.reports[i]?.loss ?? Number.NaN) - loss), `step ${i + 1}`).toBeLessThan(ROUNDING)
  }

  /** A model of a few kilobytes, made here: its numbers are those of another library (golden.fixture.json). */
  private async ownModel(): Promise<undefined> {
    const { visitor } = this
    const { greedy, logps } = GOLDEN.models['qwen2-BF16']
    await this.open(`?v=1&backend=wasm&temperature=0&max-tokens=${greedy.length}`)
    await visitor.ready()
    await visitor.press(act('bring-model'))
    await visitor.drop([...tinyFiles('qwen2', 'BF16')])
    await visitor.until('the plan of the model', () => document.querySelector('.own-cards') !== null)
    await visitor.type(`textarea${act('set-own-prompt')}`, GOLDEN_PROMPT)
    await visitor.press(act('sample'))
    await visitor.read('LIVE')
    await visitor.look('own-model')
    const trace = JSON.parse(await visitor.download(act('export-trace'), '.json')) as Trace
    expect(trace.rollout.tokens.map(({ id }) => id)).toEqual(greedy)
    for (const [t, { logpStudent }] of trace.rollout.tokens.entries())
      expect(Math.abs(logpStudent - (logps[t] ?? Number.NaN)), `token ${t}`).toBeLessThan(ROUNDING)
  }

  private async takeIn(): Promise<undefined> {
    const { visitor } = this
    const trace = this.trace
    if (trace === null) throw new Error('no trace was taken out')
    const file = join(this.folder, 'walk.trace.json')
    writeFileSync(file, trace)
    await this.open('?v=1&backend=wasm&problem=3')
    await visitor.browser.choose(`${act('import-trace')} + input[type="file"]`, file)
    const wanted = JSON.parse(trace) as Trace
    await visitor.until(
      'the tokens of the trace',
      (n) => document.querySelectorAll('[data-token]').length === n,
      wanted.rollout.tokens.length,
    )
    await visitor.read('REPLAY')
    const names = await visitor.names()
    const gaps = wanted.scores.find(({ context }) => context === null)?.tokens.map(({ gap }) => gap) ?? []
    for (const [t, name] of names.entries())
      expect(Math.abs(gapOf(name) - (gaps[t] ?? Number.NaN)), name).toBeLessThan(0.051)
  }

  private async embed(): Promise<undefined> {
    const { visitor } = this
    await this.collect()
    const { origin } = new URL(this.host.address)
    const host = await startEmbedHost(origin)
    try {
      host.pages.set(
        '/page.html',
        `<!doctype html><html lang="en"><head><title>Host</title><script type="module" src="${origin}/embed/opd-playground.js"></script></head>
        <body><h1>A page of somebody else</h1>
        <opd-playground view="stage" autoload="click" height="560"></opd-playground></body></html>`,
      )
      await visitor.browser.open(`${host.origin}/page.html`)
      await visitor.until('an element', () => customElements.get('opd-playground') !== undefined)
      const state = await visitor.browser.evaluate(async () => {
        const embed = document.querySelector('opd-playground') as HTMLElement & EmbedElement
        await embed.ready
        return embed.setState({ divergence: 'jsd', privileged: true }).then(() => embed.getState())
      })
      expect(JSON.stringify(state)).toMatch(/jsd/)
      // The frame's words are not the host's to read; its marks can be seen.
      await visitor.untilSeen('marks in the frame')
      await visitor.look('embed')
    } finally {
      await host.close()
    }
  }

  private async cue(): Promise<undefined> {
    const { visitor } = this
    await this.open('?backend=wasm&theme=projector')
    await visitor.press(act('add-cue'))
    await visitor.press(act('present'))
    await visitor.until('the stage', () => document.querySelector('.stage-floor [data-token]') !== null)
    await visitor.until('its place in the talk', () => /1 \/ 1/.test(document.body.textContent ?? ''))
    await visitor.look('stage')
    expectInk(await visitor.ink(), 'on the stage', 1)
    await visitor.browser.press('Escape')
    await visitor.until('the page again', () => document.querySelector('.stage-floor') === null)
  }

  private async language(): Promise<undefined> {
    const { visitor } = this
    await this.open('?v=1&backend=wasm')
    const button = (): Promise<string> =>
      visitor.browser.evaluate(() => document.querySelector('[data-action="sample"]')?.textContent ?? '')
    const english = await button()
    await visitor.choose(`select${act('set-language')}`, 'zh')
    await visitor.until('Chinese', () => document.documentElement.lang === 'zh-Hans')
    await visitor.look('chinese')
    expect(await button()).toMatch(/\p{Script=Han}/u)
    await visitor.choose(`select${act('set-language')}`, 'en')
    await visitor.until('English', () => document.documentElement.lang === 'en')
    expect(await button()).toBe(english)
  }

  private async night(): Promise<undefined> {
    await this.open('?theme=night')
    await this.visitor.read('REPLAY')
    await this.visitor.look('night')
    const told = await this.visitor.ink()
    expect(told.filter(({ less, more }) => less + more > 0.2).length).toBeGreaterThan(2)
  }

  private async complaints(): Promise<undefined> {
    await this.collect()
    expect(this.troubles).toEqual([])
  }

  private async offline(): Promise<readonly string[] | undefined> {
    const { visitor } = this
    await this.open(ROLLOUT)
    await visitor.ready()
    if (this.can?.['a service worker'] === false)
      return ['without a service worker there is nothing to open without the host']
    await visitor.until('an offline copy', () =>
      /Ready offline/.test(document.querySelector('.offline')?.textContent ?? ''),
    )
    await this.host.stop()
    await this.open(ROLLOUT)
    await visitor.ready()
    await visitor.press(act('sample'))
    await visitor.read('LIVE')
    expect((await visitor.names()).length).toBe(nodeScore(PROBLEM, SEED, MAX_TOKENS).length)
  }
}

/** As much of a trace as is compared. */
interface Trace {
  readonly rollout: {
    readonly backend: string
    readonly tokens: readonly { readonly id: number; readonly logpStudent: number }[]
  }
  readonly scores: readonly {
    readonly context: unknown
    readonly tokens: readonly {
      readonly logpTeacher: number
      readonly gap: number
      readonly divergences: Readonly<Record<string, number>>
    }[]
  }[]
}

/** As much of a run. */
interface Run {
  readonly reports: readonly { readonly step: number; readonly loss: number }[]
}

/** The part of the embed's element that a host uses here. */
interface EmbedElement {
  readonly ready: Promise<unknown>
  setState(state: Readonly<Record<string, unknown>>): Promise<unknown>
  getState(): Promise<unknown>
}

const balance = (ink: { readonly less: number; readonly more: number } | undefined): number =>
  (ink?.less ?? 0) - (ink?.more ?? 0)

/** The name whose gap is the largest: if any changes, it does. */
function strongest(names: readonly string[]): string {
  return [...names].sort((a, b) => Math.abs(gapOf(b)) - Math.abs(gapOf(a)))[0] ?? ''
}
