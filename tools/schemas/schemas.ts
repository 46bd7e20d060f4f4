/** @file The JSON Schemas that lie beside the page, each made of the zod schema by which the page reads. */
import * as z from 'zod/mini'
import { MESSAGES } from '../../src/embed/messages.ts'
import { talkFile } from '../../src/formats/talk-file.ts'
import { traceFile } from '../../src/formats/trace-schema.ts'

type Schema = z.core.JSONSchema.BaseSchema

interface Published {
  readonly title: string
  readonly description: string
  /** Its address, where another schema names it. */
  readonly $id?: string
  /** No key but those that stand here: what the page writes has no others, what it reads may. */
  readonly closed?: boolean
  /** Schemas that stand in files of their own. */
  readonly elsewhere?: ReadonlyMap<z.core.$ZodType, string>
}

const usualOf = ({ _zod }: z.core.$ZodType): unknown =>
  _zod.def.type === 'default' ? (_zod.def as z.core.$ZodDefaultDef).defaultValue : undefined

/** What a writer has to hold to: what may be left out is what the reader does without. */
function published(schema: z.core.$ZodType, { elsewhere, closed, ...head }: Published): Schema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    // Leaves that are a function bring their shape along.
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // Of what it converts it leaves these out, for a reader's value need not be a file's; here they are one.
      const usual = (z.globalRegistry.get(zodSchema) as Schema | undefined)?.default ?? usualOf(zodSchema)
      if (usual !== undefined) jsonSchema.default = usual
      const file = elsewhere?.get(zodSchema)
      if (file) {
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
        jsonSchema.$ref = file
      } else if (zodSchema._zod.def.type === 'object') {
        const { shape } = zodSchema._zod.def as z.core.$ZodObjectDef
        const required = Object.entries(shape)
          .filter(([key, value]) => !z.safeParse(z.object({ [key]: value }), {}).success)
          .map(([key]) => key)
        if (required.length > 0) jsonSchema.required = required
        else delete jsonSchema.required
        if (closed) jsonSchema.additionalProperties = false
      }
    },
  })
  const { $schema, ...rest } = json
  return { $schema, ...head, ...rest }
}

const TRACE = published(
  z.safeExtend(traceFile, {
    recorded: z.string().register(z.globalRegistry, { description: 'When this file was written, ISO 8601.' }),
  }),
  {
    title: 'opd-trace, version 2',
    description:
      'One rollout of a student with a teacher\'s readings of it. All log-probs are natural, at temperature 1, over the full vocabulary. Infinite values are the strings "Infinity" and "-Infinity".',
    closed: true,
  },
)

const CUES = published(talkFile, {
  $id: 'cues.schema.json',
  title: 'opd-cues',
  description:
    'A talk for the OPD playground: cues, each a state of the page with what to say and do there. Written by “Save cues”, read by “Open cues”; without recordings also what a link carries after #cues= (deflate-raw, base64url). Readers leave out cues and recordings that do not fit and say so.',
  elsewhere: new Map([[traceFile, 'trace.schema.json']]),
})

const PROTOCOL = published(MESSAGES, {
  title: 'opd-playground, version 1',
  description:
    'Messages between a page and the playground that it frames. A field that is not named here is ignored. See README.md.',
})

/** Texts of the files, by their paths from the root of the project. */
export const SCHEMAS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'public/trace.schema.json': TRACE,
    'public/cues.schema.json': CUES,
    'public/embed/protocol.schema.json': PROTOCOL,
  }).map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`]),
)
