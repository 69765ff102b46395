// The shell of JavaScriptCore's side of the bench. Ours runs as in a mini-program: CommonJS, WXWebAssembly, the package's own
// text codec. Arguments: folder, program, task.
const [folder, program, task] = globalThis.arguments
const { instantiate } = WebAssembly

// Of what every browser and Node has, the peers ask for these.
globalThis.console ??= { log() {}, warn() {}, error() {} }
globalThis.clearTimeout ??= () => {}
globalThis.queueMicrotask ??= (work) => void Promise.resolve().then(work)

function load(by) {
  const packed = `${folder}${by}/`
  const engine = {
    instantiate: (path, imports) =>
      instantiate(readFile(packed + path.replace(/^.*\//, '').replace(/\.br$/, ''), 'binary'), imports),
  }
  const module = { exports: {} }
  new Function('module', 'exports', 'WXWebAssembly', readFile(`${packed}miniprogram_dist/index.js`))(
    ...[module, module.exports, engine],
  )
  return module.exports.load()
}

const host = {
  load,
  loadFirst: load,
  bring: (peer) => import(`${folder}peers/${peer}.js`),
  given: JSON.parse(readFile(`${folder}given.json`)),
  now: () => preciseTime() * 1000,
}
import(`${folder}${program}.js`)
  .then(({ run }) => run(JSON.parse(task), host))
  .then(
    (result) => print(JSON.stringify(result)),
    (error) => print(`${error}\n${error.stack}`),
  )
