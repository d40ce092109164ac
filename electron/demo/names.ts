// Names, streets and towns for people who do not exist.

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
/** "characters:pinyin" pairs. */
const pairs = (text: string): readonly (readonly [characters: string, pinyin: string])[] =>
  words(text).map((word) => {
    const [characters = "", pinyin = ""] = word.split(":");
    return [characters, pinyin] as const;
  });

export const latinFamilies = words(
  `Abara Achterberg Almeida Baumann Bergström Castillo Czarnecki D'Angelo Demir Dubois Eriksen Farouk Fitzgerald
  García Grüber Hakimi Holloway Ivanova Jansen Kaplan Kowalczyk Lindqvist MacLeod Mbeki Moreau Nakamura Nguyen
  O'Connell Okonkwo Papadakis Petrović Quispe Rosenthal Santos Schäfer Silva Sørensen Takahashi Thornton Ünal Varga
  Whitfield Yilmaz Zielińska`,
);
export const latinGiven = {
  female: words(
    `Agnes Amara Beatriz Birgit Chloé Dorota Elena Elif Fatima Freya Greta Hannah Ines Jana Joyce Katarzyna Leila Lucía
    Margaret Minh Nadia Olga Priya Renata Sigrid Teresa Ursula Victoria Yara Zoë`,
  ),
  male: words(
    `Ahmed Anders Bartosz Carlos Daniel Dieter Emeka Erik Farid Giorgio Henrik Ibrahim Jan José Karl Kofi Luca Manuel
    Mikael Nikolai Omar Patrick Rafael Samuel Stefan Thomas Tomás Viktor Walter Yusuf`,
  ),
} as const;

export const chineseFamilies = pairs(
  `王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 黄:Huang 赵:Zhao 吴:Wu 徐:Xu 孙:Sun 马:Ma 朱:Zhu 胡:Hu 郭:Guo 何:He
  高:Gao 林:Lin 郑:Zheng 梁:Liang 谢:Xie 宋:Song 许:Xu 韩:Han 冯:Feng 邓:Deng 曹:Cao 彭:Peng 曾:Zeng 萧:Xiao 田:Tian
  董:Dong 袁:Yuan 潘:Pan 蒋:Jiang 蔡:Cai 余:Yu 叶:Ye 程:Cheng 吕:Lü 欧阳:Ouyang 司马:Sima`,
);
export const chineseGiven = {
  female: pairs(
    `秀兰:Xiulan 玉梅:Yumei 丽华:Lihua 静:Jing 雅文:Yawen 晓燕:Xiaoyan 婷婷:Tingting 雪:Xue 慧:Hui 佳怡:Jiayi 春花:Chunhua
    月娥:Yue'e 桂芳:Guifang 美玲:Meiling 欣然:Xinran 思琪:Siqi 诗涵:Shihan 凤英:Fengying 淑珍:Shuzhen 梦瑶:Mengyao`,
  ),
  male: pairs(
    `建国:Jianguo 志强:Zhiqiang 伟:Wei 明:Ming 文斌:Wenbin 浩然:Haoran 俊杰:Junjie 海涛:Haitao 德华:Dehua 国庆:Guoqing
    子轩:Zixuan 宇航:Yuhang 永福:Yongfu 建华:Jianhua 学军:Xuejun 立新:Lixin 鹏飞:Pengfei 振东:Zhendong 少安:Shao'an
    天佑:Tianyou`,
  ),
} as const;

export const latinStreets = words("Alder Birch Chapel Foundry Harbour Heron Larch Meadow Mill Orchard Quarry Weaver");
export const latinTowns = words("Ostwick Harrowmere Lindenau-on-Sea Thornby Vellmark");
export const chineseStreets = words("梧桐路 桂花街 临江路 松涛路 书院街 码头路 荷塘巷 望湖路");
export const chineseDistricts = words("东湖区 西岭区 南桥区 北苑区");
export const chineseCity = "云澜市";
