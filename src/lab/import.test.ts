/** @file `lab import`: the dumps and logs of the trainers, broken lines, files that are refused. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { parquetFile } from '../imports/parquet.test-helper.ts'
import type { RunMetrics, RunRollout, Skipped } from '../imports/run-format.ts'
import { maskedCrc } from '../imports/tensorboard.ts'
import { runLab } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'opd-lab-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Run {
  readonly format: string
  readonly rollouts: readonly RunRollout[]
  readonly metrics: readonly RunMetrics[]
  readonly skipped: readonly Skipped[]
}

async function lab(...argv: string[]) {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return { ...(await runLab(['import', ...argv], { stdin: async () => '', write })), stdout }
}

let files = 0
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, `${++files}`, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function imported(name: string, ...lines: readonly unknown[]): Promise<Run & { readonly stdout: string }> {
  const content = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return run(file(name, content))
}

async function run(...paths: readonly string[]): Promise<Run & { readonly stdout: string }> {
  const out = join(folder, 'run.json')
  const { code, stderr, stdout } = await lab(...paths, '-o', out)
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return { ...(JSON.parse(readFileSync(out, 'utf8')) as Run), stdout }
}

describe('rollouts', () => {
  it('of verl, new and old', async () => {
    const { format, rollouts, skipped, stdout } = await imported(
      '3.jsonl',
      { input: 'user\n2+2?', output: '4', gts: '4', score: 1, step: 3, uid: '17_0_0' },
      '{"input": "a", "output": "b", "gts": "4", "score": ',
      { input: 'user\n2+2?', output: '5', gts: '4', score: 0, step: 3, request_id: 'r', acc: false },
    )
    expect(format).toBe('opd-run')
    expect(rollouts).toMatchObject([
      { source: 'verl', step: 3, group: '17', prompt: 'user\n2+2?', completion: '4', reward: 1, answer: '4' },
      { completion: '5', reward: 0, extra: { request_id: 'r', acc: false } },
    ])
    expect(skipped).toMatchObject([{ file: '3.jsonl', line: 2, why: expect.stringMatching(/not JSON/) }])
    expect(stdout).toMatch(/3\.jsonl: verl rollouts; such files lack token ids/)
  })

  it('of NeMo-RL, with what MOPD lets be worked out', async () => {
    const { rollouts } = await imported('train_data_step7.jsonl', {
      agent_ref: [{ name: 'm' }],
      content: ['<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\nan answer'],
      rewards: [0],
      input_lengths: [4],
      token_ids: [[9, 8, 1, 2, 0, 0]],
      token_loss_mask: [[0, 0, 1, 1, 0, 0]],
      sample_loss_mask: [1],
      advantages: [[0, 0, 0.5, -0.25, 0, 0]],
      generation_logprobs: [[0, 0, -1.1, -0.6, 0, 0]],
      prev_logprobs: [[0, 0, -1, -0.5, 0, 0]],
      idx: 0,
    })
    expect(rollouts).toMatchObject([
      {
        ...{
          source: 'nemo-rl',
          step: 7,
          completion: 'an answer',
          reward: 0,
          token_ids: [1, 2],
          prompt_token_ids: [9, 8],
        },
        ...{ student_logprobs: [-1.1, -0.6], teacher_logprobs: [-0.5, -0.75] },
      },
    ])
    const plain = await imported('train_data_step1.jsonl', { content: ['whole text'], input_lengths: [143], idx: 0 })
    expect(plain.rollouts).toMatchObject([{ prompt: null, completion: 'whole text', step: 1 }])
    // As its writer has it: a text for each message, the last one of the environment.
    const turns = await imported('train_data_step4.jsonl', {
      ...{ content: [['user\nq', 'an answer', 'Environment: correct']], rewards: [1], input_lengths: [9], idx: 0 },
    })
    expect(turns.rollouts).toMatchObject([{ prompt: 'user\nq', completion: 'an answer', reward: 1, step: 4 }])
    const grpo = await imported('train_data_step2.jsonl', {
      ...{ content: ['x'], rewards: [1], input_lengths: [2], token_ids: [[1, 2]], token_loss_mask: [[1, 1]] },
      ...{ advantages: [[0.7, 0.7]], prev_logprobs: [[-1, -2]], generation_logprobs: [[-1, -2]], idx: 0 },
    })
    expect(grpo.rollouts[0]).not.toHaveProperty('teacher_logprobs')
  })

  it('of ROLL from messages alone, of rLLM and SkyRL with the answer where the problem has it', async () => {
    const chat = JSON.stringify([
      { role: 'system', content: 'S' },
      { role: 'user', content: 'only here' },
    ])
    const roll = await imported('rollout_dump_data.step_4.jsonl', { messages: [chat], responses: ['r'], scores: [0.5] })
    expect(roll.rollouts).toMatchObject([{ step: 4, prompt: 'S\nonly here', completion: 'r', reward: 0.5 }])
    const steps = [
      {
        reward: 1,
        chat_completions: [
          { role: 'user', content: '2+2?' },
          { role: 'assistant', content: '4' },
        ],
      },
    ]
    const rllm = await imported('episode.json', {
      ...{ training_step: 3, task: { question: '2+2?', ground_truth: 4 }, is_correct: true },
      trajectories: [{ name: 'student', reward: 1, steps }],
    })
    expect(rllm.rollouts).toMatchObject([{ completion: '4', answer: '4', extra: { is_correct: true, steps: 1 } }])
    const skyrl = await imported('gsm8k.jsonl', {
      ...{ input_prompt: 'p', output_response: 'o', score: 1, stop_reason: 'stop', env_class: 'gsm8k' },
      env_extras: { reward_spec: { method: 'rule', ground_truth: '72' } },
    })
    expect(skyrl.rollouts).toMatchObject([{ answer: '72' }])
  })

  it('of KDFlow, ms-swift, ROLL, AReaL and SkyRL', async () => {
    expect((await imported('12.jsonl', { prompt: '<|im_start|>user', output: 'o' })).rollouts).toMatchObject([
      { source: 'kdflow', step: 12, prompt: '<|im_start|>user', completion: 'o', reward: null },
    ])
    expect(
      (
        await imported('completions.jsonl', {
          step: ['5', '5'],
          prompt: ['a', 'b'],
          completion: ['c', 'd'],
          accuracy: [1, 0],
        })
      ).rollouts,
    ).toMatchObject([
      { source: 'ms-swift', step: 5, prompt: 'a', completion: 'c', reward: 1 },
      { prompt: 'b', completion: 'd', reward: 0 },
    ])
    expect(
      (
        await imported('rollout_dump_data.step_3.jsonl', {
          ...{ global_step: [3, 3], id: ['0', '1'], prompt: ['p', 'q'], ground_truth: ['1', '2'] },
          ...{ responses: ['r', 's'], scores: [1, 0], tag: ['t', 't'] },
        })
      ).rollouts,
    ).toMatchObject([{ source: 'roll', step: 3, group: '0', completion: 'r', reward: 1, answer: '1' }, { prompt: 'q' }])
    expect(
      (
        await imported('12.jsonl', {
          ...{ task_id: 12, sample_idx: 0, seqlen: 412, prompt_len: 98, head_version: 3, tail_version: 4 },
          ...{ reward: 1, prompt: 'p', completion: 'c' },
        })
      ).rollouts,
    ).toMatchObject([{ source: 'areal', step: 4, group: '12', reward: 1, extra: { seqlen: 412 } }])
    expect(
      (
        await imported('aime.jsonl', {
          input_prompt: 'p',
          output_response: 'o',
          score: 1,
          stop_reason: 'stop',
          env_class: 'aime',
        })
      ).rollouts,
    ).toMatchObject([{ source: 'skyrl', completion: 'o', reward: 1, finish: 'stop' }])
  })

  it('of rLLM and Agent-Lightning, one document each, and of tinker', async () => {
    const episode = {
      ...{ training_step: 3, epoch: 0, episode_id: 'e', task_hash: 'h', is_correct: true },
      trajectories: [
        {
          ...{ name: 'student', reward: 1 },
          steps: [
            {
              reward: 1,
              chat_completions: [
                { role: 'user', content: 'q' },
                { role: 'assistant', content: 'a' },
              ],
            },
          ],
        },
      ],
    }
    const document = JSON.stringify(episode, null, 2).split('\n')
    expect((await imported('episode.json', ...document)).rollouts).toMatchObject([
      { source: 'rllm', step: 3, group: 'h', prompt: 'q', completion: 'a', reward: 1 },
    ])
    const events = [
      {
        ...{ event_type: 'model_request', rollout_id: 'r', attempt_id: '0' },
        data: { prompt_token_ids: [1, 2], response_token_ids: [3], response_log_probs: [-0.5] },
      },
      { event_type: 'reward', rollout_id: 'r', attempt_id: '0', data: { value: 1 } },
    ]
    const expected = [
      { source: 'agent-lightning', token_ids: [3], student_logprobs: [-0.5], reward: 1, completion: null },
    ]
    expect((await imported('events.json', events)).rollouts).toMatchObject(expected)
    expect((await imported('events.jsonl', ...events)).rollouts).toMatchObject(expected)
    expect(
      (
        await imported('train_rollout_summaries.jsonl', {
          ...{ schema_version: 1, split: 'train', iteration: 2, group_idx: 4, traj_idx: 0, total_reward: 0.5 },
          steps: [{ step_idx: 0, ob_len: 10, ac_len: 7, reward: 0.5 }],
        })
      ).rollouts,
    ).toMatchObject([{ source: 'tinker', step: 2, group: '4', reward: 0.5, extra: { tokens: 7 } }])
  })

  it('of TRL, from parquet', async () => {
    const table = parquetFile([
      { name: 'step', wholes: [10, 10] },
      { name: 'prompt', texts: ['2+2?', 'é'] },
      { name: 'completion', texts: ['4', '5'] },
      { name: 'accuracy', numbers: [1, 0.5] },
      { name: 'advantage', numbers: [0.7, -0.7] },
    ])
    const { rollouts, stdout } = await run(file('completions_00010.parquet', table))
    expect(rollouts).toMatchObject([
      { source: 'trl', step: 10, prompt: '2+2?', completion: '4', reward: 1, extra: { advantage: 0.7 } },
      { prompt: 'é', completion: '5', reward: 0.5 },
    ])
    expect(stdout).toMatch('TRL completions (parquet)')
  })

  it('of slime, converted', async () => {
    expect(
      (
        await imported('7.jsonl', {
          ...{
            source: 'slime',
            rollout_id: 7,
            group_index: 1,
            prompt: 'p',
            tokens: [1, 2, 3],
            response: 'r',
            response_length: 2,
          },
          ...{
            reward: { meta_info: {} },
            rollout_log_probs: [-1, 'NaN'],
            teacher_log_probs: [-2, -3],
            status: 'completed',
          },
        })
      ).rollouts,
    ).toMatchObject([
      {
        ...{ source: 'slime', step: 7, token_ids: [2, 3], prompt_token_ids: [1], reward: null },
        ...{ student_logprobs: [-1, null], teacher_logprobs: [-2, -3], finish: 'completed' },
      },
    ])
  })
})

describe('metrics', () => {
  it.each([
    [
      'verl.jsonl',
      { step: 3, data: { 'distillation/loss': 0.12, text: 'x' } },
      'verl',
      3,
      { 'distillation/loss': 0.12 },
    ],
    [
      'metrics.jsonl',
      { step: 4, teacher_kl: 0.21, 'optim/lr': 1e-4 },
      'tinker',
      4,
      { teacher_kl: 0.21, 'optim/lr': 1e-4 },
    ],
    [
      'logging.jsonl',
      { loss: 0.31, 'global_step/max_steps': '5/100', elapsed_time: '1m' },
      'ms-swift',
      5,
      { loss: 0.31 },
    ],
    ['trainer_log.jsonl', { current_steps: 10, total_steps: 500, loss: 1.2 }, 'llama-factory', 10, { loss: 1.2 }],
    [
      'trainer_state.json',
      { log_history: [{ step: 10, loss: 0.41, entropy: 0.8 }] },
      'transformers',
      10,
      { loss: 0.41, entropy: 0.8 },
    ],
  ])('of %s', async (name, line, source, step, values) => {
    expect((await imported(name, line)).metrics).toMatchObject([{ source, step, values }])
  })

  it('name apart what is NaN or infinite, and reads what ms-swift repeats at the end of its log once', async () => {
    expect(
      (await imported('m.jsonl', '{"step": 1, "loss": 2, "kl": NaN}', '{"step": 2, "loss": -Infinity}')).metrics,
    ).toEqual([
      { source: 'tinker', file: 'm.jsonl', step: 1, values: { loss: 2 }, not_finite: { kl: 'NaN' } },
      { source: 'tinker', file: 'm.jsonl', step: 2, values: {}, not_finite: { loss: '-Infinity' } },
    ])
    const { metrics, skipped } = await imported(
      'logging.jsonl',
      { loss: 0.31, 'global_step/max_steps': '5/5' },
      { last_model_checkpoint: 'x', best_metric: 0.31, global_step: 5, log_history: [{ step: 5, loss: 0.31 }] },
    )
    expect(metrics).toMatchObject([{ source: 'ms-swift', step: 5, values: { loss: 0.31 } }])
    expect(skipped).toEqual([])
  })

  it('of TensorBoard, with a damaged record told', async () => {
    const record = (data: Uint8Array): Uint8Array => {
      const bytes = new Uint8Array(data.length + 16)
      const view = new DataView(bytes.buffer)
      view.setBigUint64(0, BigInt(data.length), true)
      view.setUint32(8, maskedCrc(bytes.subarray(0, 8)), true)
      bytes.set(data, 12)
      view.setUint32(12 + data.length, maskedCrc(data), true)
      return bytes
    }
    const event = (step: number, tag: string, value: number): Uint8Array => {
      const inner = new BinaryWriter()
        .tag(1, WireType.LengthDelimited)
        .string(tag)
        .tag(2, WireType.Bit32)
        .float(value)
        .finish()
      const summary = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(inner).finish()
      return new BinaryWriter()
        .tag(1, WireType.Bit64)
        .double(1)
        .tag(2, WireType.Varint)
        .int64(step)
        .tag(5, WireType.LengthDelimited)
        .bytes(summary)
        .finish()
    }
    const version = new BinaryWriter().tag(3, WireType.LengthDelimited).string('brain.Event:2').finish()
    const damaged = record(event(2, 'train/loss', 1))
    damaged[20]! ^= 1
    const path = file(
      'events.out.tfevents.1.host',
      Buffer.concat([
        record(version),
        record(event(1, 'train/loss', 0.5)),
        record(event(1, 'train/lr', 0.25)),
        damaged,
        record(event(3, 'train/loss', 0.25)),
        record(event(4, 'train/loss', Number.NaN)),
        record(event(4, 'train/lr', 0.125)),
      ]),
    )
    const { metrics, skipped, stdout } = await run(path)
    expect(metrics).toMatchObject([
      { source: 'tensorboard', step: 1, values: { 'train/loss': 0.5, 'train/lr': 0.25 } },
      { step: 3, values: { 'train/loss': 0.25 } },
      { step: 4, values: { 'train/lr': 0.125 }, not_finite: { 'train/loss': 'NaN' } },
    ])
    expect(skipped).toMatchObject([{ line: 4, why: 'its sum is wrong' }])
    expect(stdout).toMatch('TensorBoard events')
    for (const left of [3, 17]) {
      const bytes = Buffer.concat([record(event(1, 'a', 0.5)), record(event(2, 'a', 1)).subarray(0, left)])
      const cut = await run(file('events.out.tfevents.2.host', bytes))
      expect(cut.metrics).toHaveLength(1)
      expect(cut.skipped).toMatchObject([{ line: 2, why: expect.stringMatching(/cut off/) }])
    }
    // The known sum of the bytes 0 to 31 (RFC 3720, B.4), masked.
    const ascending = 0x46dd794e
    expect(maskedCrc(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(
      (((ascending >>> 15) | (ascending << 17)) + 0xa282ead8) >>> 0,
    )
  })
})

describe('odd lines', () => {
  it('with numbers as text, nulls, fields left out, NaN and logical values are what they mean', async () => {
    const verl = await imported(
      '7.jsonl',
      '{"input":"q","output":"a","gts":4,"score":"0.5","step":"7","uid":"a-b_0_1"}',
      '{"input":"q","output":"b","gts":["4"],"score":NaN,"step":null,"uid":null}',
      '{"input":"q","output":"c","score":true}',
      '{"input":"q","output":null,"score":1,"step":7}',
    )
    expect(verl.rollouts).toMatchObject([
      { step: 7, reward: 0.5, group: 'a-b', answer: '4' },
      { step: 7, reward: null, group: null, answer: '["4"]' },
      { step: 7, reward: 1 },
    ])
    expect(verl.skipped).toMatchObject([{ line: 4, why: expect.stringMatching(/^output: /) }])
    const areal = { task_id: 1, prompt: 'p', completion: 'c' }
    expect(
      (
        await imported(
          'a.jsonl',
          { ...areal, sample_idx: 0, reward: '1', tail_version: 4 },
          { ...areal, reward: null, tail_version: null },
        )
      ).rollouts,
    ).toMatchObject([
      { source: 'areal', step: 4, reward: 1 },
      { source: 'areal', step: null, reward: null },
    ])
    const columns = { prompt: ['p'], completion: ['c'] }
    expect(
      (await imported('completions.jsonl', { ...columns, step: ['5'], solution: ['42'], Accuracy: ['0.5'] })).rollouts,
    ).toMatchObject([{ source: 'ms-swift', step: 5, reward: 0.5, answer: '42' }])
    const two = { accuracy_reward: [1], format_reward_func: [0.25], advantages: [3] }
    expect((await imported('completions.jsonl', { ...columns, step: [5], ...two })).rollouts).toMatchObject([
      { reward: 1.25, extra: { accuracy_reward: 1, format_reward_func: 0.25 } },
    ])
    expect(
      (await imported('dump.step_4.jsonl', { responses: ['r'], prompt: ['p'], scores: ['1.0'] })).rollouts,
    ).toEqual([expect.objectContaining({ source: 'roll', step: 4, reward: 1, prompt: 'p' })])
    const tokens = { content: ['p q'], token_ids: [[5, 6, 7]], generation_logprobs: [[null, -0.5, -1]] }
    expect(
      (
        await imported('train_data_step9.jsonl', {
          ...{ ...tokens, idx: 0, input_lengths: ['3'], token_loss_mask: [[false, true, true]], prev_logprobs: null },
        })
      ).rollouts,
    ).toMatchObject([{ token_ids: [6, 7], prompt_token_ids: [5], student_logprobs: [-0.5, -1] }])
  })

  it('do not cost the others of their document', async () => {
    const request = { response_token_ids: ['3', 4], response_log_probs: [-0.5, null] }
    const events = await imported(
      'events.json',
      JSON.stringify([
        { event_type: 'model_request', rollout_id: 'r', attempt_id: 0, data: request },
        { event_type: 'model_request', rollout_id: 'r', data: { response_token_ids: 'none' } },
        // As the gateway's example has it: without the ids of the attempt.
        { event_type: 'reward', data: { value: 1 } },
        { event_type: 'log', data: null },
      ]),
    )
    expect(events.rollouts).toMatchObject([{ reward: 1, token_ids: [3, 4], student_logprobs: [-0.5, null] }])
    expect(events.skipped).toMatchObject([{ why: expect.stringMatching(/^event 2: data\.response_token_ids/) }])
    const history = [{ step: 10, loss: '0.41', eval_loss: null }, { train_runtime: 3 }]
    expect((await imported('trainer_state.json', { log_history: history })).metrics).toMatchObject([
      { step: 10, values: { loss: 0.41 } },
      { step: null, values: { train_runtime: 3 } },
    ])
    const last = { reward: 0, chat_completions: null, model_response: 'said' }
    expect(
      (
        await imported('episode.json', {
          training_step: null,
          trajectories: [
            { name: null, reward: null, steps: [] },
            { name: 'solver', reward: '0.5', steps: [last] },
          ],
        })
      ).rollouts,
    ).toMatchObject([{ completion: 'said', reward: 0.5 }])
  })

  it('of rollouts are never taken for metrics', async () => {
    const { code } = await lab(
      file('1.jsonl', '{"input":["q"],"output":"a","score":1,"step":2}'),
      '-o',
      join(folder, 'x'),
    )
    expect(code).toBe(2)
  })
})

describe('several files, and files that are refused', () => {
  it('passes over what a folder holds beside a run, and says so; one of which nothing can be read is refused', async () => {
    const below = join(
      file('global_step_20_evals/aime.jsonl', '{"input_prompt":"p","output_response":"o","score":1}'),
      '..',
    )
    writeFileSync(join(below, 'aggregated_results.jsonl'), '{"eval/aime/avg_score":0.5}')
    writeFileSync(join(below, 'config.json'), '{"learning_rate": 1e-4}')
    writeFileSync(join(below, 'batch.pkl'), new Uint8Array([0x80, 4]))
    const { rollouts, metrics, skipped } = await run(below)
    expect(rollouts).toMatchObject([{ source: 'skyrl', step: 20 }])
    expect(metrics).toMatchObject([{ source: 'skyrl', step: 20, values: { 'eval/aime/avg_score': 0.5 } }])
    expect(skipped).toMatchObject([
      { file: 'batch.pkl', line: 0, why: expect.stringMatching(/pickle.*convert_pickle/) },
      { file: 'config.json', line: 0, why: expect.stringMatching(/no known shape/) },
    ])
    expect(await lab(join(below, 'config.json'), '-o', join(folder, 'x'))).toMatchObject({ code: 2 })
  })

  it('imports the good ones of several that were named, and tells of each bad one why', async () => {
    const good = file('1.jsonl', '{"prompt":"p","output":"o"}')
    const bad = [
      file('batch.pkl', new Uint8Array([0x80, 4])),
      file('notes.txt', 'hello'),
      join(folder, 'nowhere.jsonl'),
    ]
    const { rollouts, skipped, stdout } = await run(bad[0]!, good, ...bad.slice(1), good)
    expect(rollouts).toHaveLength(1)
    expect(skipped).toMatchObject([
      { file: 'batch.pkl', line: 0, why: expect.stringMatching(/pickle.*convert_pickle/) },
      { file: 'notes.txt', line: 0, why: expect.stringMatching(/no known shape/) },
      { file: 'nowhere.jsonl', line: 0, why: expect.stringMatching(/There is no file/) },
    ])
    expect(stdout).toMatch(/^batch\.pkl: not read\. batch\.pkl is a Python pickle/m)
    const { code, stderr } = await lab(...bad, '-o', join(folder, 'none.json'))
    expect(code).toBe(2)
    expect(stderr).toMatch(/^None of the 3 files can be read\. The first: batch\.pkl is a Python pickle.*\n$/)
  })

  it('writes over no file that it reads, and reads none that it wrote into the folder', async () => {
    const path = file('1.jsonl', '{"prompt":"p","output":"o"}')
    expect(await lab(path, '-o', path)).toMatchObject({ code: 2, stderr: expect.stringMatching(/one of the files/) })
    const out = join(path, '..', 'run.json')
    for (const _ of [1, 2]) expect(await lab(join(path, '..'), '-o', out)).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ rollouts: [{}], skipped: [] })
  })

  it('takes the path for the name where two files have one name', async () => {
    const [a, b] = [
      file('1.jsonl', '{"prompt":"p","output":"a"}\nbroken\n'),
      file('1.jsonl', '{"prompt":"p","output":"b"}\n'),
    ]
    const { rollouts, skipped } = await run(a, b, file('2.jsonl', '{"prompt":"p","output":"c"}\n'))
    expect(rollouts.map(({ file }) => file)).toEqual([a, b, '2.jsonl'])
    expect(skipped).toMatchObject([{ file: a, line: 2 }])
  })

  it('reads what is whole of a file that is cut off, and tells where', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => JSON.stringify({ prompt: `p${i * i}`, output: `o${i}` }))
    const cut = await run(file('3.jsonl', lines.join('\n').slice(0, -4)))
    expect(cut.rollouts).toHaveLength(399)
    expect(cut.skipped).toMatchObject([{ line: 400, why: expect.stringMatching(/ends within it.*cut off/) }])
    const packed = gzipSync(lines.join('\n'))
    const half = await run(file('3.jsonl.gz', packed.subarray(0, packed.length / 2)))
    expect(half.rollouts.length).toBeGreaterThan(100)
    expect(half.skipped).toMatchObject([
      { line: half.rollouts.length + 1, why: expect.stringMatching(/gzip file is cut off or damaged.*bytes/) },
    ])
    // Only its sum at the end is missing: the text is whole.
    const whole = await run(file('3.jsonl.gz', packed.subarray(0, -4)))
    expect([whole.rollouts.length, whole.skipped.length]).toEqual([400, 1])
    const history = [1, 2, 3].map((step) => ({ step, loss: 0.5 ** step, nested: [{ a: '}"' }] }))
    const state = JSON.stringify({ epoch: 1, log_history: history, max_steps: 9 }, null, 2)
    const broken = await run(file('trainer_state.json', state.slice(0, state.indexOf('0.125'))))
    expect(broken.metrics).toMatchObject([
      { step: 1, values: { loss: 0.5 } },
      { step: 2, values: { loss: 0.25 } },
    ])
    expect(broken.skipped).toMatchObject([{ line: state.slice(0, state.indexOf('"step": 3')).split('\n').length - 1 }])
    const list = JSON.stringify(lines.slice(0, 3).map((line) => JSON.parse(line)))
    expect((await run(file('4.json', list.slice(0, -3)))).rollouts).toHaveLength(2)
    const { stderr } = await lab(file('1.jsonl', lines[0]!.slice(0, 20)), '-o', join(folder, 'x'))
    expect(stderr).toMatch(/ends within its first line/)
  })

  it('unpacks gzip, and reads the step off the name within', async () => {
    const packed = gzipSync('{"prompt":"p","output":"o"}\n')
    expect((await run(file('12.jsonl.gz', packed))).rollouts).toMatchObject([{ file: '12.jsonl.gz', step: 12 }])
    expect(await lab(file('12.jsonl.gz', packed.subarray(0, 10)), '-o', join(folder, 'x'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no whole gzip file/),
    })
  })

  it('reads a folder, rollouts and metrics together, in the order of the numbers', async () => {
    const [a] = [file('10.jsonl', '{"prompt":"p","output":"ten"}\n')]
    const below = join(a, '..')
    writeFileSync(
      join(below, '9.jsonl'),
      '\uFEFF{"prompt":"p","output":"nine"}\r\n\r\nnot json\n{"prompt":1}\n{"step":1,"loss":2}\n',
    )
    const { rollouts, metrics, skipped } = await run(below)
    expect(rollouts.map(({ completion }) => completion)).toEqual(['nine', 'ten'])
    expect(metrics).toMatchObject([{ step: 1, values: { loss: 2 } }])
    expect(skipped.map(({ line }) => line)).toEqual([3, 4])
  })

  it('writes to standard output where it is asked', async () => {
    const { stdout } = await lab(file('1.jsonl', '{"prompt":"p","output":"o"}'), '-o', '-')
    expect(JSON.parse(stdout).rollouts).toHaveLength(1)
  })

  it.each([
    [
      '7.pt',
      new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
      /pickle.*python3 public\/convert_pickle\.py 7\.pt > 7\.pt\.jsonl/,
    ],
    ['batch.pkl', new Uint8Array([0x80, 4, 0x95]), /pickle.*convert_pickle\.py/],
    ['7.pt', zipSync({ '7/data.pkl': new Uint8Array(1) }), /pickle/],
    ['logs.zip', zipSync({ '7.jsonl': new Uint8Array(1) }), /is a zip archive.*unzip logs\.zip/],
    ['log.jsonl', new Uint8Array([0xff, 0xfe, 0x7b, 0]), /UTF-16.*iconv/],
    ['empty.jsonl', '', /is empty/],
    ['blank.jsonl', '\n \r\n', /empty lines only/],
    ['notes.txt', 'hello\nworld\n', /of no known shape.*Known are: /],
    ['cut.parquet', 'PAR1 and no more than this', /no whole parquet file/],
  ])('refuses %s in one line', async (name, content, line) => {
    const { code, stderr } = await lab(file(name, content), '-o', join(folder, 'x.json'))
    expect(code).toBe(2)
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('names what is missing on the command line', async () => {
    expect(await lab('-o', 'x')).toMatchObject({ code: 2, stderr: expect.stringMatching(/file is missing/) })
    expect(await lab('a.jsonl')).toMatchObject({ code: 2, stderr: expect.stringMatching(/-o is missing/) })
    expect(await lab('nowhere.jsonl', '-o', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no file nowhere/),
    })
  })
})
