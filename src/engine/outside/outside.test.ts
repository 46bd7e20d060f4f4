import { describe, expect, it } from 'vitest'
import { readChatTemplate } from './chat.ts'
import { readOutsideModel } from './model.ts'
import {
  type Files,
  jsonBytes,
  memoryFolder,
  safetensors,
  TINY_CONFIGS,
  TINY_TOKENIZER,
  type TinyKind,
  tinyFiles,
  tinyTensors,
} from './tiny-folder.test-helper.ts'
import { outsideVocabulary } from './tokenizer.ts'

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value)

/** A folder after some change to its files. */
function changed(change: (files: Files) => void, kind: TinyKind = 'llama') {
  const files = tinyFiles(kind)
  change(files)
  return readOutsideModel(memoryFolder(files, 'mine'), 'mine')
}

const withConfig = (fields: object, kind: TinyKind = 'llama') =>
  changed((files) => files.set('config.json', jsonBytes({ ...TINY_CONFIGS[kind], ...fields })), kind)

const withTensors = (change: (tensors: Map<string, { shape: readonly number[]; data: Float32Array }>) => void) =>
  changed((files) => {
    const tensors = new Map(tinyTensors('llama'))
    change(tensors)
    files.set('model.safetensors', safetensors(tensors))
  })

const withTokenizer = (model: object) =>
  changed((files) =>
    files.set('tokenizer.json', jsonBytes({ ...TINY_TOKENIZER, model: { ...TINY_TOKENIZER.model, ...model } })),
  )

describe('a chat template', () => {
  it('is asked as transformers asks it: there are no tools, rather than no word about any', async () => {
    const source =
      "{{ bos_token }}{{ 'none' if tools is none else 'some' }}{% for m in messages %}[{{ m.content }}]{% endfor %}"
    const render = await readChatTemplate(source, { bos_token: { content: '<s>' } }, 'mine')
    expect(render?.([{ role: 'user', content: 'é' }])).toBe('<s>none[é]')
  })
})

describe('a folder that cannot be read', () => {
  const first = (files: Files, bytes: Uint8Array<ArrayBuffer>) => files.set('model.safetensors', bytes)
  const instead = (name: string) => (files: Files) => {
    files.delete('model.safetensors')
    files.set(name, text('x'))
  }

  it.each<[string, (files: Files) => void, string, RegExp]>([
    ['no config', (files) => files.delete('config.json'), 'missing-file', /"mine" has no config\.json/],
    ['no tokenizer', (files) => files.delete('tokenizer.json'), 'missing-file', /has no tokenizer\.json/],
    ['no weights', (files) => files.delete('model.safetensors'), 'missing-file', /has no model\.safetensors/],
    ['a pickle', instead('pytorch_model.bin'), 'missing-file', /pytorch_model\.bin, a pickle/],
    ['a GGUF', instead('mine-Q4.gguf'), 'missing-file', /mine-Q4\.gguf, a GGUF/],
    ['a GGUF by another name', (files) => first(files, text(`GGUF${'\0'.repeat(90)}`)), 'corrupt-file', /is a GGUF/],
    ['a zip by another name', (files) => first(files, text('PK\u0003\u0004aaaaaaaaa')), 'corrupt-file', /is a pickle/],
    [
      'a pointer of git-lfs',
      (files) => first(files, text('version https://git-lfs.github.com/spec/v1\n')),
      'missing-file',
      /git-lfs/,
    ],
    [
      'half a file',
      (files) => first(files, files.get('model.safetensors')!.slice(0, 9000)),
      'corrupt-file',
      /cut short/,
    ],
    ['a few bytes', (files) => first(files, text('abc')), 'corrupt-file', /it has 3 bytes/],
    [
      'a header of 10^12 bytes',
      (files) => {
        const bytes = files.get('model.safetensors')!
        new DataView(bytes.buffer).setBigUint64(0, 10n ** 12n, true)
      },
      'corrupt-file',
      /its header is longer than the file/,
    ],
    [
      'a pointer in place of a small file',
      (files) => files.set('tokenizer.json', text('version https://git-lfs.github.com/spec/v1\n')),
      'missing-file',
      /tokenizer\.json is only a pointer of git-lfs/,
    ],
    [
      'a token that counts between words only',
      (files) => {
        const added_tokens = [{ id: 257, content: 'cat', single_word: true }]
        files.set('tokenizer.json', jsonBytes({ ...TINY_TOKENIZER, added_tokens }))
      },
      'wrong-vocabulary',
      /its token "cat" counts between words only/,
    ],
    ['a broken config', (files) => files.set('config.json', text('{')), 'corrupt-file', /config\.json/],
    ['a config that is a list', (files) => files.set('config.json', text('[]')), 'corrupt-file', /no JSON object/],
  ])('%s is told in one line', async (_, change, code, message) => {
    await expect(changed(change)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it.each<[object, RegExp, TinyKind?]>([
    [{ model_type: 'gemma3_text' }, /its model_type is gemma3_text/],
    [{ model_type: 'constructor' }, /its model_type is constructor/],
    [{ architectures: ['LlamaForSequenceClassification'] }, /architecture is LlamaForSequenceClassification/],
    [{ hidden_act: 'gelu' }, /its hidden_act is "gelu"/],
    [{ attention_bias: true }, /its attention_bias is true/],
    [{ quantization_config: { bits: 4 } }, /its quantization_config is \{"bits":4\}/],
    [{ rope_scaling: { rope_type: 'yarn', factor: 4 } }, /its rotary scaling is "yarn"/],
    [{ sliding_window: 4096 }, /sliding_window of 4096/, 'mistral'],
    [{ use_sliding_window: true }, /sliding_window of 32/, 'qwen2'],
    [{ layer_types: ['full_attention', 'sliding_attention'] }, /layer_types hold "sliding_attention"/],
    [{ num_hidden_layers: 1.5 }, /num_hidden_layers must be a whole number/],
    [{ vocab_size: '264' }, /vocab_size must be a positive number/],
  ])('%j is refused by name', async (fields, message, kind) => {
    await expect(withConfig(fields, kind)).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringMatching(message),
      remedy: expect.stringContaining('llama'),
    })
  })

  it('names the tensor that does not fit', async () => {
    const norm = 'model.norm.weight'
    const extra = { shape: [1], data: new Float32Array(1) }
    await expect(withTensors((t) => t.delete(norm))).rejects.toThrow(`${norm} is missing`)
    await expect(withTensors((t) => t.set('model.extra', extra))).rejects.toThrow('no place for model.extra')
    await expect(withTensors((t) => t.set(norm, extra))).rejects.toThrow(`${norm} is [1], config.json says [16]`)
    // A copy of the tied output layer is passed over.
    const { data, shape } = tinyTensors('llama').get('model.embed_tokens.weight')!
    await expect(withTensors((t) => t.set('lm_head.weight', { data, shape }))).resolves.toBeDefined()
  })

  it('refuses tokenizers without merges, of another kind, or of another model', async () => {
    await expect(withTokenizer({ merges: undefined })).rejects.toThrow('it has no merges')
    await expect(withTokenizer({ merges: [] })).rejects.toThrow('it has no merges')
    await expect(withTokenizer({ merges: ['h x'] })).rejects.toThrow('makes no entry')
    await expect(withTokenizer({ type: 'Unigram' })).rejects.toThrow('it is a Unigram, not a BPE')
    await expect(withTokenizer({ vocab: { ...TINY_TOKENIZER.model.vocab, far: 9000 } })).rejects.toMatchObject({
      code: 'wrong-vocabulary',
      message: expect.stringContaining('ids up to 9000'),
    })
  })

  it('finds shards by their index, and says which one lacks', async () => {
    const shards = (files: Files) => {
      const all = [...tinyTensors('llama')]
      const parts = [new Map(all.slice(0, 7)), new Map(all.slice(7))]
      files.delete('model.safetensors')
      const map = Object.fromEntries(parts.flatMap((part, i) => [...part.keys()].map((name) => [name, `part-${i}`])))
      files.set('model.safetensors.index.json', jsonBytes({ weight_map: map }))
      for (const [i, part] of parts.entries()) files.set(`part-${i}`, safetensors(part))
    }
    const { holds } = await changed(shards)
    expect('found' in holds && holds.found.files).toEqual(['part-0', 'part-1'])
    await expect(
      changed((files) => {
        shards(files)
        files.delete('part-1')
      }),
    ).rejects.toThrow('lacks part-1')
  })
})

describe('a tokenizer of the sentencepiece family', () => {
  const pieces = [
    '<unk>',
    '<s>',
    '</s>',
    ...Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`),
  ]
  const words = ['\u2581', 'c', 'a', 't', 's', 'at', 'cat', '\u2581cat', '\u2581s', '\u2581sat']
  const vocabulary = outsideVocabulary(
    {
      added_tokens: pieces.slice(0, 3).map((content, id) => ({ id, content, special: true, normalized: false })),
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'Prepend', prepend: '\u2581' },
          { type: 'Replace', pattern: { String: ' ' }, content: '\u2581' },
        ],
      },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [],
        special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
      },
      model: {
        type: 'BPE',
        unk_token: '<unk>',
        byte_fallback: true,
        fuse_unk: true,
        vocab: Object.fromEntries([...pieces, ...words].map((piece, id) => [piece, id])),
        merges: ['a t', 'c at', '\u2581 cat', '\u2581 s', '\u2581s at'],
      },
    },
    {},
    { layers: 1, kvHeads: 1, headDim: 2, vocabulary: 300, maxPositions: 9, bosId: 1, eosIds: [2] },
    'mine',
    null,
  )
  const at = (piece: string) => pieces.length + words.indexOf(piece)

  it('puts its own special token before a prompt, and a space before its first word', () => {
    expect(vocabulary.promptIds('cat sat')).toEqual([1, at('\u2581cat'), at('\u2581sat')])
    expect(vocabulary.textOf(at('\u2581cat'))).toBe(' cat')
  })

  it('reads a text that goes on as it stands: no space appears, and none is doubled', () => {
    expect(vocabulary.encode(' sat')).toEqual([at('\u2581sat')])
    expect(vocabulary.encode('sat')).toEqual([at('s'), at('at')])
    for (const given of ['sat', ' sat', '  sat', '\nsat', 'é', '日 sat'])
      expect(vocabulary.decode(vocabulary.encode(given))).toBe(given)
  })

  it('has bytes for what has no word, and no text for the end', () => {
    expect(vocabulary.textOf(pieces.indexOf('<0x0A>'))).toBe('\n')
    expect(vocabulary.textOf(2)).toBe('')
    expect(vocabulary.decode([at('cat'), 2])).toBe('cat')
  })

  it('says what an id stands for, and has a short fingerprint', () => {
    expect(vocabulary.fingerprint).toMatch(/^[0-9a-f]{28}$/)
    expect(vocabulary.entryOf(at('cat'))).toBe('cat')
    expect(vocabulary.entryOf(9999)).toBeNull()
  })
})
