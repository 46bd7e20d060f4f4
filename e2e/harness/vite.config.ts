import { defineConfig } from 'vite'

/** Serves the harness page, which runs our graphs on the browser's runtimes without the playground around them. */
export default defineConfig({
  root: import.meta.dirname,
  optimizeDeps: {
    include: [
      'onnxruntime-web/webgpu',
      'onnxruntime-web/jspi',
      'onnx-buf',
      '@bufbuild/protobuf',
      '@huggingface/tokenizers',
    ],
  },
  server: { fs: { allow: ['../..'] } },
})
