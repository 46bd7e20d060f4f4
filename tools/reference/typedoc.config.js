import { OptionDefaults } from 'typedoc'

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'OPD playground: what other programs can import',
  tsconfig: '../../tsconfig.lib.json',
  entryPoints: ['../../src/divergence/index.ts', '../../src/onnx/index.ts', '../../src/methods/index.ts'],
  out: '../../docs/api',
  readme: './README.md',
  // What a file is for stands in its first comment; it is nobody's description.
  blockTags: [...OptionDefaults.blockTags, '@file'],
  excludeTags: [...OptionDefaults.excludeTags, '@file'],
  excludePrivate: true,
  // The lists of objects that types are read off; what they can be stands in the schema of recipes.
  intentionallyNotExported: [
    'OTHER_TEACHERS',
    'LOSS_DIVERGENCES',
    'TOKEN_WEIGHTS',
    'TEXT_WEIGHTS',
    'KindOf',
    '__object.schema',
  ],
  treatWarningsAsErrors: true,
  // Links to source lines would need the address of a forge.
  disableSources: true,
}
