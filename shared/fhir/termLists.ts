// Words that give a sensitive matter away: [compartment, confidence, terms]. "*" at the end: longer words count too.
// "" as compartment lists exceptions that only look like one. Raise codeListVersion (versions.ts) with every change.
import type { Sensitive } from "#shared/roles.ts";

export const termLists: readonly (readonly [compartment: Sensitive | "", confidence: number, terms: string])[] = [
  [
    "",
    0,
    "st depression, st segment depression, respiratory depression, marrow depression, depression of st, depressed skull fracture, depressed fracture, unilateral neglect, abuse deterrent, stress test, stress fracture, stress echocardiography, stress incontinence, stress ulcer, heroine, genetic sex, not in labor force, labor force, labour force, congenital heart, alcohol prep pad*, alcohol swab*, alcohol wipe*, isopropyl alcohol, cetyl alcohol, stearyl alcohol, benzyl alcohol, alcohol free hand, alcohol based hand, family planning perspective, infertility of soil, assault course, nicotine dependence, tobacco abuse, 应激性溃疡, 压力性损伤, 抑制, 药物流行病学",
  ],
  [
    "hiv",
    1,
    "hiv, hiv1, hiv2, h i v, hiv 1, hiv 2, antihiv, human immunodeficiency virus, human immuno deficiency, acquired immunodeficiency, acquired immune deficiency, antiretrovir*, anti retrovir*, haart, hptn, truvada, descovy, biktarvy, genvoya, stribild, atripla, complera, triumeq, dovato, juluca, tivicay, isentress, prezista, prezcobix, symtuza, reyataz, evotaz, kaletra, norvir, viread, epzicom, kivexa, trizivir, combivir, epivir, ziagen, retrovir, viramune, sustiva, stocrin, edurant, intelence, selzentry, celsentri, fuzeon, cabenuva, apretude, vocabria, rukobia, sunlenca, pifeltro, delstrigo, odefsey, cimduo, symfi, temixys, viracept, crixivan, invirase, aptivus, lexiva, telzir, zerit, videx, hivid, rescriptor, tybost, trogarzo, efavirenz, efv, nevirapine, etravirine, rilpivirine, doravirine, delavirdine, zidovudine, azidothymidine, abacavir, stavudine, didanosine, zalcitabine, emtricitabine, dolutegravir, raltegravir, bictegravir, elvitegravir, cabotegravir, lopinavir, atazanavir, darunavir, saquinavir, indinavir, nelfinavir, fosamprenavir, amprenavir, tipranavir, cobicistat, maraviroc, enfuvirtide, fostemsavir, lenacapavir, ibalizumab, islatravir, albuvirtide, ainuovirine, pre exposure prophylaxis for hiv, hiv prep",
  ],
  [
    "hiv",
    0.8,
    "tenofovir, viral load, cd4, cd4+, t4 helper, pre exposure prophylaxis, preexposure prophylaxis, retroviral*, pneumocystis jirovec*, pneumocystis carinii, kaposi*, p24 antigen, lamivudine",
  ],
  ["hiv", 0.45, "ritonavir, pcp prophylaxis, post exposure prophylaxis, isoniazid preventive"],
  [
    "hiv",
    1,
    "艾滋*, 爱滋*, 愛滋*, 艾滋病, 人类免疫缺陷病毒, 人類免疫缺乏病毒, 免疫缺陷病毒, 后天免疫缺乏, 後天免疫缺乏, 获得性免疫缺陷, 獲得性免疫缺陷, 抗逆转录病毒, 抗反轉錄病毒, 抗hiv, 鸡尾酒疗法, 雞尾酒療法, 依非韦伦, 依法韦仑, 奈韦拉平, 齐多夫定, 齊多夫定, 阿巴卡韦, 司他夫定, 恩曲他滨, 多替拉韦, 拉替拉韦, 比克替拉韦, 比克恩丙诺, 艾维雷韦, 卡替拉韦, 卡博特韦, 洛匹那韦, 利匹韦林, 依曲韦林, 多拉韦林, 艾诺韦林, 阿兹夫定, 阿扎那韦, 达芦那韦, 艾考恩丙替, 克力芝, 快滋康, 马拉韦罗, 恩夫韦肽, 艾博韦泰, 暴露前预防, 病毒载量",
  ],
  ["hiv", 0.8, "替诺福韦, 拉米夫定, 卡波西, 肺孢子, 暴露后预防, cd4细胞"],
  [
    "mentalHealth",
    1,
    "psychiatr*, psychotic, psychosis, psychoses, psychotherap*, psychodynamic, psychoanaly*, psycholog*, psychogen*, psychosomatic, schizo*, bipolar, manic, mania, hypomani*, depressive, dysthymi*, phq 2, phq 9, phq2, phq9, phq a, gad 7, gad7, epds, edinburgh postnatal depression, hamilton depression, hamilton anxiety, beck depression, panic disorder, panic attack*, agoraphobi*, social phobia, phobic, phobia, obsessive compulsive, ocd, ptsd, posttraumatic stress, post traumatic stress, acute stress disorder, adjustment disorder, personality disorder, borderline personality, dissociative, conversion disorder, somatoform, eating disorder, anorexia nervosa, bulimi*, binge eating, fear of becoming fat, attention deficit, adhd, hyperkinetic, autis*, asperger*, conduct disorder, oppositional defiant, tourette*, suicid*, self harm*, selfharm, self injur*, parasuicid*, thoughts that you would be better off dead, feeling down depressed, little interest or pleasure, hallucinat*, delusion*, paranoi*, catatoni*, insight oriented, cognitive behavioral therapy, cognitive behavioural therapy, cognitive therapy, dialectical behavior*, electroconvulsive, mental health, mental disorder*, mental illness*, mental state exam*, behavioral health, behavioural health, mood disorder*, affective disorder*, emotional disorder*, nervous breakdown, involuntary commitment, sectioned under, anger management, antidepressant*, antipsychotic*, anxiolytic*, mood stabili*, lithium, haloperidol, clozapine, olanzapine, risperidone, paliperidone, quetiapine, aripiprazole, ziprasidone, lurasidone, brexpiprazole, cariprazine, asenapine, amisulpride, sulpiride, chlorpromazine, fluphenazine, perphenazine, trifluoperazine, thioridazine, flupentixol, zuclopenthixol, fluoxetine, sertraline, paroxetine, citalopram, escitalopram, fluvoxamine, venlafaxine, desvenlafaxine, mirtazapine, trazodone, vortioxetine, vilazodone, agomelatine, nortriptyline, imipramine, clomipramine, desipramine, doxepin, phenelzine, tranylcypromine, moclobemide, esketamine, buspirone, atomoxetine, methylphenidate, lisdexamfetamine, dexmethylphenidate, prozac, zoloft, paxil, celexa, lexapro, effexor, cymbalta, wellbutrin, remeron, zyprexa, risperdal, seroquel, abilify, geodon, latuda, clozaril, invega, vraylar, rexulti, ritalin, concerta, strattera, vyvanse",
  ],
  [
    "mentalHealth",
    0.8,
    "depression, depressed, depression screening, anxiety, anxious, bupropion, amitriptyline, duloxetine, hopeless*, loss of interest, dementia praecox, stress disorder, stress finding, stress (finding)",
  ],
  [
    "mentalHealth",
    0.45,
    "diazepam, clonazepam, alprazolam, lorazepam, chlordiazepoxide, temazepam, oxazepam, zolpidem, zopiclone, eszopiclone, hydroxyzine, guanfacine, valium, xanax, klonopin, ativan, intellectual disab*, mental retardation, stress level",
  ],
  [
    "mentalHealth",
    1,
    "精神科, 精神病, 精神分裂, 精神障碍, 精神障礙, 精神疾病, 精神疾患, 心理治疗, 心理治療, 心理咨询, 心理諮商, 心理科, 心理评估, 抑郁, 憂鬱, 忧郁, 躁狂, 双相, 雙相, 躁郁, 躁鬱, 焦虑, 焦慮, 恐慌, 恐惧症, 强迫症, 強迫症, 创伤后应激, 創傷後壓力, 适应障碍, 人格障碍, 神经症, 厌食症, 暴食症, 进食障碍, 注意缺陷, 多动症, 過動症, 自闭症, 自閉症, 孤独症, 自杀, 自殺, 自残, 自残, 自伤, 幻觉, 幻听, 妄想, 电休克, 抗抑郁, 抗精神病, 碳酸锂, 氟哌啶醇, 氯氮平, 奥氮平, 利培酮, 帕利哌酮, 喹硫平, 阿立哌唑, 齐拉西酮, 氨磺必利, 舒必利, 氟西汀, 舍曲林, 帕罗西汀, 西酞普兰, 艾司西酞普兰, 氟伏沙明, 文拉法辛, 度洛西汀, 米氮平, 曲唑酮, 安非他酮, 哌甲酯, 托莫西汀, 丁螺环酮",
  ],
  ["mentalHealth", 0.45, "地西泮, 阿普唑仑, 劳拉西泮, 氯硝西泮, 佐匹克隆, 唑吡坦"],
  [
    "substanceUse",
    1,
    "alcoholi*, alcohol abuse, alcohol depend*, alcohol use, alcohol misuse, alcohol withdrawal, alcohol intox*, alcohol counsel*, history of alcohol, alcohol free diet, drinks containing alcohol, alcoholic drinks, unhealthy alcohol, blood alcohol, ethanol level, drinks on 1 occasion, drinks on one occasion, standard drinks, five or more drinks, four or more drinks, delirium tremens, audit c, auditc, cage questionnaire, taps, dast, crafft, car relax alone forget, substance abuse, substance use, substance misuse, substance depend*, substance disorder, drug abuse*, drug addict*, drug depend*, drug misuse, drug use disorder, drug overdose, drug rehab*, drug detox*, drug withdrawal, drug counsel*, drug screen*, toxicology screen, illegal or recreational drug*, illegal drug*, recreational drug*, illicit drug*, street drug*, prescription medications for non medical, injection drug, injecting drug, intravenous drug, iv drug, ivdu, addict*, detoxification, rehabilitation for alcohol, sober*, relapse prevention, needle exchange, opioid use, opioid abuse, opioid depend*, opioid addict*, opioid withdrawal, opioid overdose, opiate*, heroin, fentanyl abuse, cocaine*, crack cocaine, methamphetamine*, amphetamine*, mdma, ecstasy, ketamine abuse, cannabis, cannabi*, marijuana, thc, hallucinogen*, lsd, phencyclidine, inhalant abuse, glue sniffing, methadone, buprenorphine, suboxone, subutex, sublocade, brixadi, zubsolv, vivitrol, naltrexone, disulfiram, antabuse, acamprosate, campral, lofexidine, lucemyra, nalmefene, alcoholics anonymous, narcotics anonymous",
  ],
  [
    "substanceUse",
    0.45,
    "oxycodone, hydrocodone, oxymorphone, hydromorphone, morphine, meperidine, pethidine, fentanyl, sufentanil, alfentanil, remifentanil, tapentadol, tramadol, codeine, levorphanol, butorphanol, nalbuphine, pentazocine, naloxone, narcan, opioid*, vicodin, percocet, oxycontin, norco, dilaudid, demerol",
  ],
  [
    "substanceUse",
    1,
    "酗酒, 酒精依赖, 酒精依賴, 酒精中毒, 酒精滥用, 酒精使用障碍, 饮酒史, 戒酒, 戒毒, 吸毒, 毒品, 毒瘾, 毒癮, 药物依赖, 药物滥用, 藥物濫用, 物质滥用, 物质使用障碍, 物質使用, 成瘾, 成癮, 海洛因, 可卡因, 古柯鹼, 冰毒, 甲基苯丙胺, 安非他命, 大麻, 摇头丸, 美沙酮, 丁丙诺啡, 纳曲酮, 双硫仑, 阿坎酸, 阿片类依赖",
  ],
  ["substanceUse", 0.45, "羟考酮, 哌替啶, 吗啡, 芬太尼, 曲马多, 可待因, 纳洛酮"],
  [
    "sti",
    1,
    "sexually transmitted, sexual transmitted, venereal, syphili*, treponem*, gonorrh*, gonoc*, neisseria gon*, chlamydi*, genital herpes, herpes genitalis, anogenital herp*, genital wart*, anogenital wart*, venereal wart*, condylom*, trichomon*, chancroid, lymphogranuloma venereum, donovanosis, granuloma inguinale, mycoplasma genitalium, ureaplasma, nongonococcal urethritis, vdrl, rapid plasma reagin, tpha, tppa, fta abs, rpr, high risk hpv, hpv dna, human papillomavirus detect*, pthirus pubis, pubic lice",
  ],
  [
    "sti",
    0.45,
    "urethritis, pelvic inflammatory, benzathine, std, stds, sti, stis, human papilloma virus, papillomavirus",
  ],
  [
    "sti",
    1,
    "性病, 性传播, 性傳播, 性传染, 梅毒, 淋病, 淋球菌, 衣原体, 衣原體, 尖锐湿疣, 尖銳濕疣, 生殖器疱疹, 生殖器皰疹, 软下疳, 滴虫, 解脲支原体, 生殖支原体, 菜花",
  ],
  [
    "reproductive",
    1,
    "pregnan*, gravid*, gestation*, antenatal, prenatal, antepartum, postpartum, postnatal, intrapartum, perinatal, obstetric*, labor induction, augmentation of labor, induction of labor, labour ward, in labor, childbirth, delivery of baby, vaginal delivery, cesarean, caesarean, c section, episiotomy, epidural anesthesia, fetal, fetus, foetal, foetus, embryo*, placenta*, preeclampsia, pre eclampsia, eclampsia, hyperemesis gravidarum, miscarr*, abortion*, aborted, abortus, abortive outcome, termination of pregn*, medical termination, stillb*, ectopic, tubal pregnancy, blighted ovum, molar pregnancy, hydatidiform, premature birth, preterm labor, lactation, breastfeed*, alpha fetoprotein test, afp test, fundal height, rhd antibody screening, rhd passive immunization, infertil*, subfertil*, in vitro fertili*, ivf, icsi, intrauterine insemination, artificial insemination, sperm*, semen analysis, oocyte*, ovulation induc*, surroga*, contracept*, birth control, family planning, morning after pill, intrauterine device, iud, iucd, tubal ligation, vasectom*, sterilization request*, sterilisation request*, female sterili*, male sterili*, hysterectomy, hcg, human chorionic gonadotropin, sexual dysfunction, erectile dysfunction, impotence, sexual orientation, homosexual*, bisexual*, lesbian*, transgender*, transsexual*, gender dysphori*, gender identity, gender reassign*, men who have sex with men, msm, sexual activit*, sexually active, sexual partner*, unprotected sex, sex worker, sexual health, levonorgestrel, etonogestrel, drospirenone, norethindrone, norethisterone, desogestrel, norgestimate, norgestrel, ethinyl estradiol, ethinylestradiol, medroxyprogesterone, depo provera, nexplanon, implanon, mirena, kyleena, skyla, liletta, paragard, nuvaring, ortho tri cyclen, ortho evra, xulane, trinessa, seasonique, natazia, yaz, yasmin, camila, errin, jolivette, estrostep, plan b one, ulipristal, mifepristone, mifeprex, clomiphene, clomifene, menotropin*, follitropin*, cetrorelix, choriogonadotropin, dinoprostone, sildenafil, tadalafil, viagra, cialis",
  ],
  [
    "reproductive",
    0.45,
    "misoprostol, oxytocin, letrozole for ovulation, hormone replacement, menopaus*, endometrio*, polycystic ovar*, menstrua*, cytopathology procedure preparation of smear genital",
  ],
  [
    "reproductive",
    1,
    "妊娠, 怀孕, 懷孕, 孕妇, 孕婦, 孕期, 孕产, 早孕, 孕检, 产检, 產檢, 产前, 產前, 产后, 產後, 分娩, 剖宫产, 剖腹產, 顺产, 引产, 催产, 胎儿, 胎兒, 胎盘, 胚胎, 流产, 流產, 堕胎, 墮胎, 人流, 终止妊娠, 宫外孕, 异位妊娠, 葡萄胎, 先兆子痫, 子痫, 死产, 早产, 不孕, 不育, 试管婴儿, 試管嬰兒, 体外受精, 人工授精, 辅助生殖, 精液, 精子, 卵子, 代孕, 避孕, 节育, 绝育, 結紮, 结扎, 宫内节育器, 子宫切除, 性功能障碍, 勃起功能, 阳痿, 早泄, 性取向, 同性恋, 同性戀, 双性恋, 跨性别, 跨性別, 变性, 性别认同, 性生活, 左炔诺孕酮, 去氧孕烯, 屈螺酮, 炔雌醇, 米非司酮, 米索前列醇, 毓婷, 克罗米芬, 西地那非, 他达拉非",
  ],
  [
    "genetics",
    1,
    "genetic test*, genetic counsel*, genetic disease*, genetic disorder*, genetic marker*, genetic screen*, genetic predisposition, genetic carrier*, genetic variant*, gene mutation*, gene detection, gene analysis, gene targeted mutation, gene full mutation, gene panel, germline, brca, brca1, brca2, lynch syndrome, hereditary, heredofamilial, karyotyp*, chromosom*, aneuploid*, trisom*, monosom*, down syndrome, down's syndrome, edwards syndrome, patau syndrome, klinefelter*, turner syndrome, turner's syndrome, fragile x, huntington*, cystic fibrosis, cftr, sickle cell, sickle hemoglobin, thalassemi*, thalassaemi*, hemophilia*, haemophilia*, duchenne*, becker muscular, myotonic dystrophy, spinal muscular atrophy, marfan*, ehlers danlos, neurofibromatosis, tuberous sclerosis, phenylketonuria, gaucher*, fabry disease, pompe disease, tay sachs, niemann pick, wilson disease, wilson's disease, hemochromatosis, factor v leiden, prothrombin gene, apoe, apolipoprotein e genotype*, exome, genome, genomic*, dna sequenc*, dna analysis, snp array, microarray analysis, mutation analysis, pharmacogen*, genotyp*, familial adenomatous polyposis, familial hypercholesterol*, carrier status, carrier screening, consanguin*, nusinersen, ivacaftor, eliglustat",
  ],
  ["genetics", 0.45, "familial, family history of cancer, family history of malignant, oncogene, her2"],
  [
    "genetics",
    1,
    "遗传, 遺傳, 基因检测, 基因檢測, 基因突变, 基因突變, 基因型, 染色体, 染色體, 核型, 唐氏综合征, 唐氏症, 三体综合征, 亨廷顿, 亨丁頓, 囊性纤维化, 镰状细胞, 地中海贫血, 地中海貧血, 血友病, 马凡综合征, 苯丙酮尿症, 戈谢病, 肌营养不良, 脊髓性肌萎缩, 基因组, 基因測序, 基因测序, 外显子, 家族性腺瘤",
  ],
  ["genetics", 0.45, "家族性, 基因"],
  [
    "violence",
    1,
    "domestic violence, domestic abuse, family violence, intimate partner, partner violence, partner abuse, violence, child abuse, child maltreatment, child neglect, elder abuse, elder maltreatment, adult abuse, spouse abuse, physical abuse, sexual abuse, sexual assault*, sexual violence, sexually assaulted, emotional abuse, psychological abuse, victim of, abuse status, abused by, abused person, abusive relationship, abusive partner, afraid of your partner, afraid of partner, maltreat*, battered, batterer, shaken baby, non accidental injur*, nonaccidental injur*, rape, raped, rape kit, incest, molest*, human traffick*, sex traffick*, forced marriage, forced sex, genital mutilation, strangulation by, assault*, torture*, stalking, restraining order, women's shelter, safe house, homicid*, gunshot*",
  ],
  ["violence", 0.45, "bullet wound, stab wound, bite of human, feel physically and emotionally safe, criminal victim"],
  [
    "violence",
    1,
    "家庭暴力, 家暴, 暴力伤害, 性暴力, 性侵, 强奸, 強姦, 强暴, 性虐待, 虐待, 受虐, 猥亵, 猥褻, 乱伦, 人口贩卖, 拐卖, 被殴打, 殴打伤, 遭配偶, 受暴",
  ],
];
