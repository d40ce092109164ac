// How a Chinese name is spoken: the family part read as a surname, so that 单雄信 is found by shan.
import { pinyin } from "pinyin-pro";

/** Surnames of two characters, needed to tell where the given name begins. */
const compound = new Set(
  (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 端木 轩辕 南宫 西门 独孤 万俟 赫连 闻人 申屠 太史 " +
    "公冶 宗政 濮阳 淳于 单于 太叔 公羊 澹台 仲孙 钟离 鲜于 闾丘 子车 亓官 司空 呼延 拓跋 百里 东郭 南门 羊舌 微生 梁丘 左丘 第五 " +
    "歐陽 司馬 諸葛 東方 尉遲 公孫 長孫 軒轅 南宮 西門 獨孤 萬俟 聞人 濮陽 單于 澹臺 仲孫 鍾離 鮮于"
  ).split(" "),
);

/** Surnames whose reading is known for the simplified character only. */
const simplified: Readonly<Record<string, string>> = {
  單: "单",
  蓋: "盖",
  區: "区",
  萬: "万",
  尉遲: "尉迟",
  員: "员",
  樂: "乐",
};

export interface SpokenName {
  readonly family: readonly string[];
  readonly given: readonly string[];
}

/** The syllables of a run of Chinese characters, ü as v: with the surname's reading first, then, where it differs, the ordinary one. */
export function spokenNames(han: string): SpokenName[] {
  const characters = Array.from(han);
  const family = compound.has(characters.slice(0, 2).join("")) && characters.length > 2 ? 2 : 1;
  const head = characters.slice(0, family).join("");
  const plain = (simplified[head] ?? head) + characters.slice(family).join("");
  const asSurname = syllables(plain, "head");
  const ordinary = syllables(plain, "off");
  const readings = asSurname.join() === ordinary.join() ? [asSurname] : [asSurname, ordinary];
  return readings.map((all) => ({ family: all.slice(0, family), given: all.slice(family) }));
}

const syllables = (han: string, surname: "head" | "off"): string[] =>
  pinyin(han, { toneType: "none", type: "array", surname, v: true });
