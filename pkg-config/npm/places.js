// Where a bundler puts the files, or a server has them. Spelt out, for bundlers follow nothing else; and asked for when a
// file is needed, for some bundlers leave no import.meta.
export const places = {
  wasm: () => new URL('./quality_selfcheck.wasm', import.meta.url),
  reviewWasm: () => new URL('./quality_selfcheck_review.wasm', import.meta.url),
  documentsWasm: () => new URL('./quality_selfcheck_documents.wasm', import.meta.url),
  content: () => new URL('./quality_selfcheck_content.wasm', import.meta.url),
}
