/** How a case is called and what it says about itself in a list. */
import type { Dossier } from 'quality-selfcheck'
import { computed } from 'vue'
import { today } from '../clock'
import { core } from '../core'
import type { CaseKind } from '../routes'
import { openCase } from './open-case'

export const kindName: Record<CaseKind, string> = { enterprise: '企业自查', association: '协会自评' }

export const caseTitle = (dossier: Dossier) => dossier.title.trim() || `未命名的${kindName[dossier.kind]}`

export const openTitle = computed(() => (openCase.dossier ? caseTitle(openCase.dossier) : ''))

export const routeOf = (dossier: Dossier) => ({
  name: dossier.kind === 'enterprise' ? 'enterprise-case' : 'association-case',
  params: { id: dossier.id },
})

export interface Standing {
  /** 企业自查·厦门示例电源有限公司·必填 12/15 */
  line: string
  status: string
  done: boolean
}

export function standing(dossier: Dossier): Standing {
  try {
    return workedOut(dossier)
  } catch (error) {
    // One case the core refuses must not hide the others.
    return { line: `${kindName[dossier.kind]}·${(error as Error).message}`, status: '读不懂', done: false }
  }
}

function workedOut(dossier: Dossier): Standing {
  if (dossier.kind === 'enterprise') {
    const { filled, required, ready } = core().validateApplication({
      application: dossier.application ?? {},
      today: today(),
    })
    const subject = dossier.application?.subject?.subjectName
    return {
      line: [kindName.enterprise, subject, `必填 ${filled}/${required}`].filter(Boolean).join('·'),
      status: ready ? '已填完' : '草稿',
      done: ready,
    }
  }
  const governance = dossier.governance
  const card = core().scoreGovernance({
    assessment: governance?.assessment ?? { units: {} },
    scheme: governance?.scheme || null,
  })
  return {
    line: [kindName.association, governance?.name, `已评 ${card.answered}/${card.applicable} 个单元`]
      .filter(Boolean)
      .join('·'),
    status: `${card.total.text} 分`,
    done: card.missing.length === 0,
  }
}
