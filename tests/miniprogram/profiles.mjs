// What old phones lack. First support by browser-compat-data; the floors are those of WeChat's base libraries: 2.20 still ran
// on iOS 11 and Chrome 66, 3.13 asks for iOS 15 and Chrome 86.

/** Names of the features as wabt knows them; a feature that is not named here is off in every profile. */
const IOS_13 = { mutable_globals: true, multi_value: true }
const CHROME_86 = {
  mutable_globals: true,
  multi_value: true,
  sign_extension: true,
  sat_float_to_int: true,
  bulk_memory: true,
}
const TODAY = { ...CHROME_86, reference_types: true, simd: true, exceptions: true, tail_call: true }

// JavaScript itself, newest first. Names with a dot are properties.
const SINCE_2022 = [
  'Array.prototype.at',
  'String.prototype.at',
  'Object.hasOwn',
  'structuredClone',
  'Error.captureStackTrace',
]
const SINCE_2021 = ['WeakRef', 'FinalizationRegistry', 'String.prototype.replaceAll', 'Promise.any', 'AggregateError']
const SINCE_2020 = [
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'DataView.prototype.getBigInt64',
  'DataView.prototype.getBigUint64',
]
const SINCE_2019 = ['globalThis', 'Object.fromEntries', 'Promise.allSettled', 'String.prototype.matchAll']

export const PROFILES = {
  'ios-12': { exportsGlobals: false, wasm: {}, lacks: [...SINCE_2022, ...SINCE_2021, ...SINCE_2020, ...SINCE_2019] },
  'ios-13': { exportsGlobals: false, wasm: IOS_13, lacks: [...SINCE_2022, ...SINCE_2021, ...SINCE_2020] },
  'ios-15': { exportsGlobals: false, wasm: { ...IOS_13, sign_extension: true }, lacks: SINCE_2022 },
  'chrome-66': { exportsGlobals: true, wasm: {}, lacks: [...SINCE_2022, ...SINCE_2021, ...SINCE_2020, ...SINCE_2019] },
  'chrome-86': { exportsGlobals: true, wasm: CHROME_86, lacks: SINCE_2022 },
  today: { exportsGlobals: false, wasm: TODAY, lacks: [] },
}
