import { watchEffect } from 'vue'

/** 标签页标题：「有 3 处需要修改：质量技术帮扶申请表 - 质量自查」 */
export function usePageTitle(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} - 质量自查`
  })
}
