// 各页面共用的外框。
export const frame = {
  states: {
    waiting: "请稍候…",
    starting: "正在启动…",
    close: "关闭",
    cancel: "取消",
  },
  frame: {
    screens: "页面",
    screen: { patients: "患者", people: "人员", log: "日志", about: "关于" },
    lock: "锁定",
    signOut: "退出登录",
  },
  looks: {
    title: "语言与显示",
    language: "语言",
    theme: "颜色",
    themes: { system: "跟随系统", light: "浅色", dark: "深色" },
    density: "行距",
    densities: { comfortable: "宽松", compact: "紧凑" },
  },
  keys: {
    title: "快捷键",
    search: "搜索患者",
    patients: "转到患者列表",
    open: "打开所选行",
    move: "在列表中移动",
    section: "病历分区",
    region: "窗口的下一区域",
    close: "关闭当前窗口",
    lock: "立即锁定",
    switch: "锁定并换人",
    list: "显示本列表",
  },
  idle: {
    locking_other: "{{count}} 秒后锁定",
    help: "按任意键或移动鼠标可继续。",
  },
  leave: {
    title: "有任务尚未完成",
    jobs_other: "有 {{count}} 项任务正在运行。退出登录将终止任务，已存入的内容会保留；锁定只会暂停任务。",
    stay: "保持登录",
    end: "终止任务并退出",
  },
  jobs: {
    kinds: { import: "导入", takeIn: "接收新记录", fold: "整理病历", verify: "校验病历库" },
    over: { done: "{{what}}：已完成", failed: "{{what}}：失败", cancelled: "{{what}}：已取消" },
    paused: "{{what}}（已暂停）",
    report: "查看报告",
    dismiss: "关闭提示",
    cancel: "取消",
  },
};
