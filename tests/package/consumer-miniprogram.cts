import { load } from 'quality-selfcheck'

load({ wasmPath: '/package/miniprogram_npm/quality-selfcheck/quality_selfcheck.wasm.br' }).then((core) => {
  const missing: string[] = core.scoreGovernance({ assessment: { units: {} } }).missing
  void missing
})

load({ wasmPath: '/package/program.wasm.br', contentPath: '/package/content.wasm.br' })

// @ts-expect-error a mini-program takes only a path of its code package
load({ wasm: new Uint8Array(8) })
