/** @file Every recipe to every trainer: keys that exist, files that parse, refusals that help; conversions; the verifier in Python. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { partsOf } from '../methods/parts.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { validateRecipe } from '../methods/schema/validate.ts'
import { Random } from '../world/random.ts'
import { worldById } from '../world/registry.ts'
import { WORLD_IDS } from '../world/types.ts'
import { chooseTrainer, isRefusal, judgeExport, optionOf } from './choose.ts'
import { type Exported, type ExportRequest, exportRecipe } from './export.ts'
import { goldOf } from './prompts.ts'
import { TRAINERS } from './registry.ts'
import { rewardPy } from './reward.ts'
import { yaml } from './text.ts'
import { FRAMEWORK_IDS, type FrameworkId } from './trainer.ts'

const REQUEST: Omit<ExportRequest, 'recipe' | 'to'> = {
  trainer: null,
  student: 'Qwen/Qwen3-1.7B',
  teacher: 'Qwen/Qwen3-8B',
  teacherUrl: null,
  gpus: 8,
  steps: 10,
  tokens: null,
  problemsPerStep: 16,
  maxPromptTokens: 512,
  maxTokens: null,
  learningRate: null,
  seed: 0,
  world: null,
  difficulty: undefined,
  prompts: 2,
  own: null,
}

function exported(recipe: Recipe, to: FrameworkId, trainer: string | null = null): Exported {
  const result = exportRecipe({ ...REQUEST, recipe, to, trainer })
  if (isRefusal(result)) throw new Error(`${result.message} ${result.remedy}`)
  return result
}

const plain = (key: string): string => key.replace(/^\++/, '')

describe('every recipe to every trainer', () => {
  const pairs = RECIPES.flatMap((recipe) => TRAINERS.map((trainer) => ({ recipe, trainer })))
  const able = pairs.filter(({ recipe, trainer }) => judgeExport(recipe, trainer).lacks.length === 0)

  it('is possible for many, and for each trainer but those of drafts', () => {
    expect(able.length).toBeGreaterThan(100)
    const used = new Set(able.map(({ trainer }) => trainer))
    expect(TRAINERS.filter((trainer) => !used.has(trainer)).map(({ name }) => name)).toEqual([])
  })

  it('spreads the run over the GPUs that there are', () => {
    const on = (id: string, to: FrameworkId, trainer: string | null, gpus: number): Exported => {
      const result = exportRecipe({ ...REQUEST, recipe: recipeById(id), to, trainer, gpus })
      if (isRefusal(result)) throw new Error(result.message)
      return result
    }
    const opd = 'thinking-machines-opd'
    expect(on(opd, 'slime', null, 4).settings).toMatchObject({
      ...{ 'actor-num-nodes': 1, 'actor-num-gpus-per-node': 4, 'num-gpus-per-node': 4, colocate: true },
    })
    expect(on(opd, 'skyrl', null, 16).settings).toMatchObject({
      ...{ 'trainer.placement.policy_num_nodes': 2, 'trainer.placement.ref_num_gpus_per_node': 8 },
      'generator.inference_engine.num_engines': 16,
    })
    expect(on('gkd', 'ms-swift', 'gkd', 4).files['run.sh']).toMatch(/\nNPROC_PER_NODE=4 swift rlhf/)
    expect(on('gkd', 'ms-swift', 'gkd', 16).files['run.sh']).toMatch(
      /\nNNODES=2 NODE_RANK="\$\{NODE_RANK:\?\}".* NPROC_PER_NODE=8 swift/,
    )
  })

  it('gives what a trainer leaves open or refuses otherwise', () => {
    const opd = recipeById('thinking-machines-opd')
    // Hydra's group of configurations, without which model.name does not exist; "???" in the backend's own file.
    expect(exported(opd, 'rllm').files['run.sh']).toMatch(/rllm\/backend=tinker \\\n[\s\S]*validation\.group_size=1/)
    expect(exported(opd, 'ms-swift', 'grpo').settings).toMatchObject({ num_generations: 2 })
    expect(exported(opd, 'tinker').files['train.py']).toMatch('"recipe_name" in train_on_policy.Config.__annotations__')
  })

  it('says where a server teaches, or that it cannot', () => {
    const gkd = recipeById('gkd')
    const at = (to: FrameworkId, trainer: string | null, teacherUrl: string): Exported => {
      const result = exportRecipe({ ...REQUEST, recipe: gkd, to, trainer, teacherUrl })
      if (isRefusal(result)) throw new Error(result.message)
      return result
    }
    const url = 'http://10.0.0.1:8000'
    expect(at('trl', 'server', url).settings).toMatchObject({ teacher_model_server_url: url })
    expect(at('ms-swift', 'gkd', url).settings).toMatchObject({ teacher_model_server: url, gkd_logits_topk: 20 })
    expect(at('ms-swift', 'gkd', url).settings).not.toHaveProperty('teacher_model')
    expect(at('slime', null, `${url}/generate`).files['run.sh']).toMatch(`:-${url}/generate}"`)
    for (const to of ['verl', 'kdflow', 'nemo-rl'] as const) {
      const { says, files } = at(to, null, url)
      expect(says).toMatch(url)
      expect(files['EXPORT.md']).toMatch(`the teacher on a server (${url})`)
    }
  })

  it('writes keys of the list, and files that hold them', () => {
    for (const { recipe, trainer } of able) {
      const { settings, files } = exported(recipe, trainer.framework, trainer.id)
      const name = `${recipe.id} to ${trainer.name}`
      expect(
        Object.keys(settings).filter((key) => !trainer.keys.includes(plain(key))),
        name,
      ).toEqual([])
      const text = Object.entries(files)
        .filter(([path]) => /\.(yaml|sh|py)$/.test(path))
        .map(([, content]) => content)
        .join('\n')
      for (const [key, value] of Object.entries(settings)) {
        const last = key.split('.').at(-1) ?? key
        // A key that was set to nothing is left out of a command line.
        if (value !== null) expect(text.toLowerCase(), `${name}: ${key}`).toContain(last.toLowerCase())
      }
      expect(Object.keys(files), name).toEqual(expect.arrayContaining(['prompts.jsonl', 'EXPORT.md']))
      for (const line of files['prompts.jsonl']!.trim().split('\n')) JSON.parse(line)
    }
  })

  it('refuses the others in one line with a trainer that can, or with what is nearest', () => {
    for (const recipe of RECIPES) {
      for (const framework of FRAMEWORK_IDS.filter((id) => id !== 'llama-factory' && id !== 'easyr1')) {
        const result = chooseTrainer(recipe, framework, null)
        if (!isRefusal(result)) continue
        expect(`${result.message} ${result.remedy}`).toMatch(/^[^\n]+ cannot express [^\n]+\.$/)
        expect(result.remedy).toMatch(/can \(--to |No trainer here can/)
      }
    }
  })

  it('gives each family of methods somewhere to go', () => {
    const to = (id: string) => {
      const found = TRAINERS.map((trainer) => judgeExport(recipeById(id), trainer)).filter(
        ({ lacks }) => lacks.length === 0,
      )
      return found.map(({ trainer }) => optionOf(trainer))
    }
    expect(to('gkd')).toContain('--to trl --trainer gkd')
    expect(to('thinking-machines-opd')).toEqual(expect.arrayContaining(['--to tinker', '--to slime', '--to verl']))
    expect(to('opsd')).toEqual(expect.arrayContaining(['--to trl --trainer sdft', '--to kdflow']))
    expect(to('rlsd')).toContain('--to ms-swift --trainer grpo')
    expect(to('kdrl')).toContain('--to verl')
    expect(to('kdrl')).not.toContain('--to areal')
  })
})

describe('launchers', () => {
  const to = (framework: FrameworkId, trainer: string, request: Partial<ExportRequest> = {}, id = 'gkd'): Exported => {
    const result = exportRecipe({ ...REQUEST, recipe: recipeById(id), to: framework, trainer, ...request })
    if (isRefusal(result)) throw new Error(result.message)
    return result
  }
  const firstRow = ({ files }: Exported) =>
    JSON.parse(files['prompts.jsonl']!.split('\n')[0]!) as { messages?: unknown[] }

  it('hand TRL’s trainers the teacher, which they do not read off their configuration', () => {
    for (const trainer of ['distillation', 'gkd', 'gold', 'iw-opd'])
      expect(to('trl', trainer).files['train.py'], trainer).toContain('teacher_model=args.teacher_model_name_or_path,')
    expect(to('trl', 'minillm').files['train.py']).toContain('teacher_model="Qwen/Qwen3-8B",')
    // GKD's collator is made before the trainer would look for a tokenizer.
    expect(to('trl', 'gkd').files['train.py']).toContain('processing_class=tokenizer,')
    // Their collators take the last turn for the answer.
    for (const trainer of ['gkd', 'gold', 'iw-opd'])
      expect(firstRow(to('trl', trainer)).messages, trainer).toMatchObject([{ role: 'user' }, { role: 'assistant' }])
    expect(to('trl', 'async').files['config.yaml']).toMatch(
      /teacher_server_urls:\n {2}default: "http:\/\/localhost:8001"/,
    )
  })

  it('make batches that hold a prompt’s texts whole, whatever the GPUs', () => {
    for (const gpus of [1, 2, 3, 8]) {
      for (const problemsPerStep of [1, 5, 16]) {
        for (const trainer of ['sdpo', 'gold', 'iw-opd', 'minillm']) {
          const { settings } = to('trl', trainer, { gpus, problemsPerStep }, trainer === 'sdpo' ? 'sdpo' : 'gkd')
          const local = Number(settings.per_device_train_batch_size) * Number(settings.gradient_accumulation_steps)
          const [each, texts] = [Number(settings.num_generations), local * gpus]
          const whole = trainer === 'gold' || trainer === 'iw-opd' ? local : texts
          expect(whole % each, `${trainer} on ${gpus}`).toBe(0)
          expect(texts).toBeGreaterThanOrEqual(problemsPerStep)
        }
      }
    }
  })

  it('set MOPD’s rate where Megatron reads it, and count the nodes of vLLM and teacher', () => {
    const { settings } = to('nemo-rl', 'mopd', {}, 'thinking-machines-opd')
    expect(settings).toMatchObject({
      'policy.megatron_cfg.optimizer.lr': 1e-6,
      'policy.megatron_cfg.optimizer.min_lr': 1e-6,
      'cluster.num_nodes': 3,
      'on_policy_distillation.default_teacher_alias': 'default_teacher',
      'on_policy_distillation.teacher_model_by_agent_name.default_teacher': 'Qwen/Qwen3-8B',
    })
    expect(Object.keys(settings)).not.toContain('policy.optimizer.kwargs.lr')
    expect(to('nemo-rl', 'distillation', { steps: 1000 }).settings).toMatchObject({
      'policy.optimizer.kwargs.lr': 1e-6,
      'distillation.max_num_epochs': 8000,
    })
  })

  it('keep to the GPUs there are, and name the port that the teacher is asked at', () => {
    const { settings } = to('areal', 'areal', {}, 'thinking-machines-opd')
    const backends = [settings['actor.backend'], settings['rollout.backend'], settings['teacher.backend']]
    expect(backends.map((backend) => Number(/d(\d+)/.exec(String(backend))?.[1])).reduce((a, b) => a + b)).toBe(8)
    const slime = to('slime', 'slime', {}, 'thinking-machines-opd').files['run.sh']
    expect(slime).toContain('--port 8001')
    expect(slime).toContain('TEACHER_URL:-http://localhost:8001/generate')
    expect(to('slime', 'slime', {}, 'kdrl').files['run.sh']).toContain('TEACHER_TORCH_DIST:?')
  })
})

describe('conversions', () => {
  const withBeta = (beta: number): Recipe => {
    const gkd = recipeById('gkd')
    const [phase] = gkd.phases
    const term = { kind: 'divergence', divergence: { id: 'jsd', beta }, on: ['student'] } as const
    return validateRecipe({ ...gkd, phases: [{ ...phase, loss: [term] }] })
  }

  it('turns beta round for KDFlow, and takes the ends for the KLs that they are', () => {
    expect(exported(withBeta(0.1), 'kdflow').settings).toMatchObject({ kd_loss_fn: 'jsd', jsd_beta: 0.9 })
    expect(exported(withBeta(0.1), 'trl', 'gkd').settings).toMatchObject({ beta: 0.1, lmbda: 1 })
    expect(exported(withBeta(0), 'kdflow').settings).toMatchObject({ kd_loss_fn: 'kl' })
    expect(exported(withBeta(1), 'kdflow').settings).toMatchObject({ kd_loss_fn: 'rkl' })
    expect(exported(withBeta(0), 'nemo-rl').settings).toMatchObject({ 'loss_fn.kl_type': 'forward' })
  })

  it('refuses two temperatures where there is one key, and writes both where there are two', () => {
    const gkd = recipeById('gkd')
    const [phase] = gkd.phases
    const warm = { ...phase, loss: [{ ...phase.loss[0], temperature: 2 }] }
    const recipe = validateRecipe({ ...gkd, phases: [warm] })
    expect(chooseTrainer(recipe, 'trl', 'distillation')).toMatchObject({
      message: expect.stringMatching('one temperature'),
    })
    expect(exported(recipe, 'kdflow').settings).toMatchObject({ temperature: 1, kd_temperature: 2 })
    expect(exported(recipeById('opsd'), 'trl', 'sdft').settings).toMatchObject({
      temperature: 1.1,
      top_k: 20,
      top_p: 0.95,
    })
  })

  it('names the rate of an average by what it takes in', () => {
    expect(exported(recipeById('sdft-continual'), 'trl').settings).toMatchObject({
      teacher_model_kind: 'ema',
      teacher_update_rate: 0.05,
      distillation_mode: 'topk_logits',
      distillation_topk: 100,
      distillation_is_clip: 2,
    })
  })

  it('writes every key of verl’s loss', () => {
    const { settings } = exported(recipeById('kdrl'), 'verl')
    expect(settings).toMatchObject({
      'distillation.distillation_loss.loss_mode': 'k2',
      'distillation.distillation_loss.use_policy_gradient': false,
      'distillation.distillation_loss.use_task_rewards': true,
      'distillation.distillation_loss.distillation_loss_coef': 0.005,
      'actor_rollout_ref.rollout.n': 8,
    })
  })

  it('keeps temperature at 1 where a server scores', () => {
    expect(exported(recipeById('copsd'), 'kdflow').settings).toMatchObject({ temperature: 1.1 })
    expect(exported(recipeById('gkd'), 'trl', 'server').settings).toMatchObject({
      temperature: 1,
      beta: 1,
      loss_top_k: 1,
    })
  })

  it('says the privileged context in the columns of those who have one', () => {
    const line = (to: FrameworkId) =>
      JSON.parse(exported(recipeById('opsd'), to).files['prompts.jsonl']!.split('\n')[0]!)
    expect(line('trl').privileged_context).toMatch(/^Trace:/)
    expect(line('kdflow').teacher_messages[0].content).toMatch(/Trace:/)
    expect(line('ms-swift').teacher_prompt).toMatch(/Trace:/)
    expect(chooseTrainer(recipeById('opsd'), 'slime', null)).toMatchObject({
      message: expect.stringMatching('privileged'),
    })
  })

  it('writes numbers and words that YAML reads as what they are', () => {
    expect(yaml({ a: 1e-6, b: 2e-7, c: 'yes', d: 'x: y', 'e.f': [1, 2], g: null, h: '1.0' })).toBe(
      'a: 0.000001\nb: 2.0e-7\nc: "yes"\nd: "x: y"\ne:\n  f: [1, 2]\ng: null\nh: "1.0"\n',
    )
  })
})

const hasPython = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!hasPython)('what is written in Python', () => {
  function inFolder(run: (folder: string) => void): void {
    const folder = mkdtempSync(join(tmpdir(), 'opd-export-'))
    try {
      run(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('parses, launchers and rewards of all trainers', () => {
    inFolder((folder) => {
      const names = TRAINERS.flatMap((trainer) => {
        const recipe = RECIPES.find((each) => judgeExport(each, trainer).lacks.length === 0)
        const files = recipe ? exported(recipe, trainer.framework, trainer.id).files : {}
        const all = { ...files, ...(trainer.reward && { 'reward.py': rewardPy(trainer.reward, undefined) }) }
        return Object.entries(all)
          .filter(([path]) => path.endsWith('.py'))
          .map(([path, content]) => {
            const name = join(folder, `${trainer.framework}-${trainer.id}-${path}`)
            writeFileSync(name, content)
            return name
          })
      })
      expect(names.length).toBeGreaterThan(10)
      const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...names], { encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(status).toBe(0)
    })
  })

  it('judges 2,000 attempts as the worlds do', () => {
    const random = new Random(7, 'attempts')
    const noise = [
      '',
      ' ',
      '\n',
      '\nAnswer: 12',
      '\nAnswer: 0012 ',
      '\nJibu: -3',
      'Answer:',
      '12.5',
      '\u00a0',
      '\ngo east',
      '\nwell',
      '\ufeff',
    ]
    const rows = Array.from({ length: 2000 }, (_, i) => {
      const world = WORLD_IDS[i % WORLD_IDS.length]!
      const problem = worldById(world).generate(random.int(0, 400), random.int(1, 4))
      const care = random.chance(0.5) ? 'careful' : 'sloppy'
      let attempt = problem.write({ care, style: random.chance(0.5) ? 'terse' : 'verbose' }, i)
      if (random.chance(0.4)) attempt += random.pick(noise)
      if (random.chance(0.2)) attempt = attempt.slice(0, random.int(0, attempt.length))
      if (random.chance(0.2))
        attempt = attempt.replace(/Answer: /, random.pick(['Answer:', 'Answer:  ', 'answer: ', 'Answer: 0']))
      return { attempt, gold: goldOf(problem), source: world, status: problem.verify(attempt).status }
    })
    inFolder((folder) => {
      writeFileSync(join(folder, 'reward.py'), rewardPy('', undefined))
      const input = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
      const { stdout, stderr } = spawnSync('python3', [join(folder, 'reward.py')], { input, encoding: 'utf8' })
      expect(stderr).toBe('')
      const verdicts = stdout.trim().split('\n')
      const wrong = rows
        .filter(({ status }, i) => verdicts[i] !== status)
        .map((row, i) => ({ ...row, python: verdicts[i] }))
      expect(wrong.slice(0, 3)).toEqual([])
      const kinds = new Set(rows.map(({ status, source }) => `${source} ${status}`))
      expect(kinds.size).toBeGreaterThan(12)
    })
  })

  it('goes with every recipe whose loss reads a verifier, where the trainer has a place for it', () => {
    const recipe = recipeById('kdrl')
    expect(partsOf(recipe)).toContain('X.grpo')
    expect(exported(recipe, 'verl').files['reward.py']).toContain('def compute_score(')
    expect(exported(recipe, 'slime').files['reward.py']).toContain('async def reward_func(')
    expect(exported(recipe, 'ms-swift').files['reward.py']).toContain('class OpdVerifier(')
  })
})
