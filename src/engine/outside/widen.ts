/** @file Stored numbers as float32, which holds every half-precision number exactly. */
import type { StoredTensors } from '../../network/decoder.ts'
import { fromHalf } from '../../onnx/half.ts'
import type { ExternalTensor } from '../../onnx/types.ts'
import type { ExternalFile } from '../decoder.ts'

/** Where the tensors lie once each is a file of its own, in float32. */
export function widenedTensors(tensors: StoredTensors): StoredTensors {
  return new Map(
    [...tensors].map(([name, { shape }]): [string, ExternalTensor] => {
      const bytes = 4 * shape.reduce((product, dim) => product * dim, 1)
      return [name, { dtype: 'float32', shape, location: name, offset: 0, bytes }]
    }),
  )
}

/** The files that `widenedTensors` speaks of. */
export function widenedFiles(tensors: StoredTensors, files: readonly ExternalFile[]): readonly ExternalFile[] {
  const data = new Map(files.map((file) => [file.path, file.data]))
  return [...tensors].map(([name, tensor]) => {
    const file = data.get(tensor.location)
    if (!file) throw new RangeError(`the file ${tensor.location} was not read`)
    return { path: name, data: new Uint8Array(numbersOf(tensor, file).buffer) }
  })
}

/** A tensor's numbers. @param file the bytes of the file in which it lies */
export function numbersOf({ dtype, offset, bytes }: ExternalTensor, file: Uint8Array): Float32Array<ArrayBuffer> {
  // A copy: the data need not lie on a number's boundary.
  const { buffer } = new Uint8Array(file.subarray(offset, offset + bytes))
  if (dtype === 'float32') return new Float32Array(buffer)
  const halves = new Uint16Array(buffer)
  if (dtype === 'float16') return new Float32Array(fromHalf(halves))
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] as number) << 16
  return new Float32Array(bits.buffer)
}
