/** An invented manufacturer. Answers by JSON Pointer; labels where a choice is made. */
export type Answer = string | string[]

export const enterprise: Record<string, Answer> = {
  '/application/trigger/triggerPath': ['监管活动触发'],
  '/application/subject/subjectName': '厦门示例电源有限公司',
  '/application/subject/subjectKind': ['生产单位'],
  '/application/subject/uscc': '91 350203 ma0100219 0',
  '/application/subject/legalRep': '黄某',
  '/application/subject/qualityHead': '林某',
  '/application/subject/establishedOn': '2015-06-18',
  '/application/subject/addressProd': '厦门市思明区示例路 1 号示例工业园 2 号楼',
  '/application/subject/employees': '136',
  '/application/subject/revenueWan': '4860.00',
  '/application/contact/contactName': '林某',
  '/application/contact/contactMobile': '13800000000',
  '/application/products/0/productName': '电动自行车充电器',
  '/application/products/0/productCategory': '其他',
  '/application/products/0/modelSpec': 'SL-4802，48 V／2 A',
  '/application/products/0/userGroup': ['普通消费者'],
  '/application/problems/0/foundOn': '2026-03-02',
  '/application/problems/0/phenomenon':
    '2026 年 3 月 2 日收到省级监督抽查检验报告，批号 2601-C 的样品变压器绕组温升 83 K，要求不超过 75 K。该批 600 台，已发出 420 台。',
  '/application/need/needTypes': ['检测方法', '设计改进'],
  '/application/need/expectedGoal': '2026 年 6 月 30 日前，温升项目检验合格率从 72.0% 提高到 95%。',
  '/application/declaration/truthDeclare': ['以上内容真实'],
  '/application/declaration/lawfulDeclare': ['知悉申请帮扶不免除法定义务、不中止法定期限'],
}
