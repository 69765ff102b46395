import { type Core, load } from 'quality-selfcheck'
import { reviveError } from 'quality-selfcheck/errors'
import { isQualitySelfcheckError, load as loadInline } from 'quality-selfcheck/inline'

load({ with: ['documents'] }).then((core: Core) => {
  const svg: string = core.drawChart({ chart: { kind: 'pareto', title: '', bars: [] } }).svg
  void svg
})

loadInline().catch((error: unknown) => {
  if (isQualitySelfcheckError(error)) void error.path
  else void reviveError({ name: 'Error', message: '' }).stack
})
