/** Ukrainian of detectors, measures of series and made series, as their definitions say them. */
export const detectors: Readonly<Record<string, string>> = {
  "Automatic: shortest explanation": "Автоматично: найкоротше пояснення",
  "Tries steps and straight trends, with and without memory in the noise, after taking away a seasonal pattern and spikes, and keeps what explains the series in the fewest numbers. Needs no setting.":
    "Пробує сходинки та прямі тренди, з пам’яттю в шумі й без неї, прибравши сезонну структуру й викиди, і лишає те, що пояснює ряд найменшою кількістю чисел. Не потребує налаштувань.",
  "Segments are": "Відрізки —",
  "steps: constant levels. trends: straight lines that need not meet. either: whichever explains the series in fewer numbers.":
    "steps: сталі рівні. trends: прямі лінії, що не мусять сходитися. either: те, що пояснює ряд меншою кількістю чисел.",
  either: "будь-які",
  steps: "сходинки",
  trends: "тренди",
  "Noise remembers": "Пам’ять шуму",
  "Largest autocorrelation of the noise that is tried before a change is believed. none: noise is taken as white, and a wandering series is divided.":
    "Найбільша автокореляція шуму, яку пробують, перш ніж повірити у зміну. none: шум вважається білим, і блукаючий ряд ділиться.",
  none: "немає",
  "up to 0.5": "до 0.5",
  "up to 0.7": "до 0.7",
  "up to 0.9": "до 0.9",
  "Finest detail": "Найдрібніша деталь",
  "Smallest noise believed. What is finer than this share of the series' standard deviation is not asked to be explained.":
    "Найменший шум, у який вірять. Дрібніше за цю частку стандартного відхилення ряду пояснювати не треба.",
  Strictness: "Суворість",
  "Factor on the price of a change. 1 is the modified Bayesian information criterion.":
    "Множник ціни зміни. 1 — це модифікований баєсівський інформаційний критерій.",
  "A repeating pattern is": "Повторювана структура",
  "removed: found by itself, and taken away before.": "removed: знаходиться сама і прибирається заздалегідь.",
  removed: "прибирається",
  kept: "лишається",
  "Spikes are": "Викиди",
  "removed: one or two samples far off their neighbours are replaced by the median.":
    "removed: один-два відліки, далекі від сусідів, замінюються медіаною.",
  "A change of spread alone is": "Зміна лише розкиду",
  "told: where neither level nor slope changes, changes of the spread are looked for.":
    "told: де не змінюються ні рівень, ні нахил, шукаються зміни розкиду.",
  told: "повідомляється",
  ignored: "не враховується",
  "PELT: optimal segments": "PELT: оптимальні відрізки",
  "Finds the division into segments whose cost plus penalty per change is the least of all divisions. Every index is searched.":
    "Знаходить поділ на відрізки, вартість якого разом зі штрафом за кожну зміну найменша з усіх поділів. Переглядається кожен індекс.",
  "Sensitive to": "Чутливий до",
  "mean: steps of the mean under equal noise. normal: steps of the mean, the variance, or both. slope: changes of level or slope of straight lines. rank: steps of the level whatever the distribution. poisson: steps of the rate of counts. ar: steps of level, variance or memory of a first-order autoregression, whose wandering is not taken for steps.":
    "mean: сходинок середнього за однакового шуму. normal: сходинок середнього, дисперсії або обох. slope: змін рівня або нахилу прямих. rank: сходинок рівня за будь-якого розподілу. poisson: сходинок інтенсивності подій. ar: сходинок рівня, дисперсії або пам’яті авторегресії першого порядку, блукання якої не вважається сходинками.",
  mean: "середнє",
  normal: "нормальний",
  slope: "нахил",
  rank: "ранг",
  poisson: "Пуассон",
  ar: "авторегресія",
  "Penalty per change": "Штраф за зміну",
  "How much a change must lower the cost to be believed, in units of the series' variance. 0 chooses 3 log n.":
    "На скільки зміна має зменшити вартість, щоб їй повірили, в одиницях дисперсії ряду. 0 вибирає 3 log n.",
  "Shortest regime": "Найкоротший режим",
  "Samples each regime holds at least, the first and the last included. 0 chooses 2 for the mean, 5 for lines, 10 where the variance is free, 15 where memory is too.":
    "Щонайменша кількість відліків кожного режиму, разом із першим і останнім. 0 вибирає 2 для середнього, 5 для прямих, 10, де вільна дисперсія, 15, де вільна й пам’ять.",
  "Standardised by": "Стандартизовано за",
  "deviation: the series' standard deviation. noise: that of its sample-to-sample noise, by a median, which steps do not inflate. none: values as they are.":
    "deviation: стандартним відхиленням ряду. noise: відхиленням його шуму від відліку до відліку, за медіаною, яку сходинки не завищують. none: значення як є.",
  deviation: "відхилення",
  noise: "шум",
  "Unless a trend explains it": "Якщо цього не пояснює тренд",
  "automatic: a line where the penalty is automatic, none where it was chosen. Reports no change where a smooth trend explains the series better than the steps do, by the Bayesian information criterion. parabola: tries a line and a parabola.":
    "automatic: пряма, де штраф автоматичний, нічого — де його вибрано. Не повідомляє змін, якщо плавний тренд пояснює ряд краще за сходинки за баєсівським інформаційним критерієм. parabola: пробує пряму і параболу.",
  automatic: "автоматично",
  line: "пряма",
  parabola: "парабола",
  "FPOP: optimal segments, functional pruning": "FPOP: оптимальні відрізки, функційне відсікання",
  "The same optimum as PELT for steps of the mean, in a time that does not grow with the square of the length where nothing changes. Other costs and several series at once are divided by PELT.":
    "Той самий оптимум, що й у PELT, для сходинок середнього, за час, який не зростає з квадратом довжини, де нічого не змінюється. Інші вартості й кілька рядів одразу ділить PELT.",
  "Binary segmentation": "Бінарна сегментація",
  "Cuts at the strongest change first, then each part again. Quick on long series; it can misplace a change that an earlier cut has hidden.":
    "Спершу ріже на найсильнішій зміні, потім знову кожну частину. Швидка на довгих рядах; може зсунути зміну, яку приховав попередній розріз.",
  "Seeded binary segmentation": "Бінарна сегментація із засіяними інтервалами",
  "Cuts many overlapping intervals, long and short, so that a change hidden to binary segmentation by another stands alone in one of them. Of the cuts that are worth the penalty it takes those in the shortest intervals. The intervals are laid out beforehand where wild binary segmentation draws them.":
    "Ріже багато інтервалів, що перекриваються, довгих і коротких, тож зміна, прихована від бінарної сегментації іншою, в одному з них стоїть окремо. З розрізів, вартих штрафу, бере ті, що в найкоротших інтервалах. Інтервали розкладено заздалегідь там, де дика бінарна сегментація їх розігрує.",
  "Segment neighbourhood: a number of changes": "Сусідство відрізків: задана кількість змін",
  "Places a number of changes that you choose where the cost is the least of all divisions with so many; those that no penalty would choose are found too. The cost of each number up to 40, and the elbow of that curve, stand in the evidence. Up to 5000 samples.":
    "Розміщує вибрану вами кількість змін так, щоб вартість була найменшою з усіх поділів із такою кількістю; знаходить і ті, яких не вибрав би жоден штраф. Вартість кожної кількості до 40 і злам цієї кривої наведено в підставах. До 5000 відліків.",
  "Number of changes": "Кількість змін",
  "How many changes to place at their best. −1 leaves the number to the penalty or the elbow, up to 40.":
    "Скільки змін розмістити найкраще. −1 лишає кількість штрафу або зламу, до 40.",
  "Number chosen by": "Кількість вибирає",
  "Where no number of changes is given. elbow: the number that stays the best over the widest range of penalties, as a ratio, from an eighth of the penalty on: where the curve of cost over the number of changes bends most. It says nothing of whether there is a change at all.":
    "Якщо кількість змін не задано. elbow: кількість, що лишається найкращою на найширшому діапазоні штрафів (як відношення), від восьмої частини штрафу: там, де крива вартості від кількості змін згинається найбільше. Вона не каже, чи є зміна взагалі.",
  penalty: "штраф",
  elbow: "злам",
  "Kernel change points": "Ядрові точки зміни",
  "Finds changes of the distribution, whether of level, spread or shape, as changes of the mean in the space of a Gaussian kernel; every division is searched. Up to 5000 samples.":
    "Знаходить зміни розподілу — рівня, розкиду чи форми — як зміни середнього у просторі гауссового ядра; переглядається кожен поділ. До 5000 відліків.",
  "How much a change must lower the scatter in the kernel's space, where each sample has length 1. 0 chooses 2 log n.":
    "На скільки зміна має зменшити розсіяння у просторі ядра, де кожен відлік має довжину 1. 0 вибирає 2 log n.",
  "Width of the kernel": "Ширина ядра",
  "Differences much below it count as none, much above it as one and the same. 0 chooses the median distance between samples.":
    "Різниці, значно менші за неї, не враховуються, значно більші — рівноцінні. 0 вибирає медіанну відстань між відліками.",
  "0 chooses 5.": "0 вибирає 5.",
  "E-divisive: energy distance": "E-divisive: енергетична відстань",
  "Cuts where the two sides differ most in distribution, of whatever kind, keeps a cut that few random orders of the same samples would beat, and goes on in the parts. Each cut is held against the rest of its segment; the paper's search for a nearer right end is left out. Samples are taken to be independent: what wanders is cut. Up to 2000 samples.":
    "Ріже там, де обидві сторони найбільше різняться за розподілом будь-якого виду, лишає розріз, який перевершили б небагато випадкових порядків тих самих відліків, і продовжує в частинах. Кожен розріз порівнюється з рештою свого відрізка; пошук ближчого правого кінця зі статті пропущено. Відліки вважаються незалежними: те, що блукає, ріжеться. До 2000 відліків.",
  "Level of significance": "Рівень значущості",
  "Share of series without change in which the first cut is a false one, at most.": "Щонайбільша частка рядів без змін, у яких перший розріз хибний.",
  Permutations: "Перестановки",
  "Orders drawn at random to hold each cut against.": "Порядки, розіграні випадково, з якими порівнюється кожен розріз.",
  "Samples on either side of a cut at least.": "Щонайменша кількість відліків з кожного боку розрізу.",
  Seed: "Зерно",
  "The same seed draws the same permutations.": "Те саме зерно дає ті самі перестановки.",
  "Gaussian hidden Markov model": "Гауссова прихована марковська модель",
  "Takes each sample for a draw from one of a few normal states between which a chain switches, fits them by maximum likelihood, and reports the most probable course of states. The likelihood has many peaks: the spread of what the starts reached is told.":
    "Вважає кожен відлік вибраним з одного з кількох нормальних станів, між якими перемикається ланцюг, підбирає їх методом найбільшої правдоподібності й повідомляє найімовірніший перебіг станів. Правдоподібність має багато піків: розкид того, чого досягли старти, подано.",
  States: "Станів",
  "How many kinds of regime there are. The evidence holds the Bayesian information criterion of 2, 3 and 4.":
    "Скільки видів режимів є. У підставах наведено баєсівський інформаційний критерій для 2, 3 і 4.",
  "Spread of the states": "Розкид станів",
  "free: each state has its own, so that calm and volatile can be told apart. equal: all share one, so that only levels are.":
    "free: кожен стан має свій, тож можна розрізнити спокійний і мінливий. equal: усі мають спільний, тож різняться лише рівні.",
  free: "вільний",
  equal: "однаковий",
  "States ordered by": "Порядок станів за",
  "What the names follow, so that a fit of a longer series calls the same states by the same names.":
    "За чим ідуть назви, щоб підгонка довшого ряду називала ті самі стани так само.",
  spread: "розкид",
  Starts: "Стартів",
  "Fits from different beginnings, of which the likeliest is taken.": "Підгонки з різних початків, з яких береться найправдоподібніша.",
  "The same seed begins at the same places.": "Те саме зерно починає з тих самих місць.",
  "Markov-switching autoregression": "Авторегресія з марковським перемиканням",
  "Takes the series for an autoregression whose mean, spread or both switch with a hidden chain, and reports the most probable course of states. Reports none where a fit without states explains the series as well, and tells how far the starts spread.":
    "Вважає ряд авторегресією, середнє, розкид або обидва якої перемикаються прихованим ланцюгом, і повідомляє найімовірніший перебіг станів. Нічого не повідомляє, якщо підгонка без станів пояснює ряд так само добре, і каже, наскільки розходяться старти.",
  "How many kinds of regime there are.": "Скільки видів режимів є.",
  "Order of the autoregression": "Порядок авторегресії",
  "1: what is left of the sample before is taken out, so that slow wandering is not taken for states. 0: samples of a state are independent.":
    "1: вилучається залишок попереднього відліку, тож повільне блукання не вважається станами. 0: відліки стану незалежні.",
  "What switches": "Що перемикається",
  "mean: states of one spread. variance: states of one level. The two find different regimes in the same data; look at both.":
    "mean: стани з одним розкидом. variance: стани з одним рівнем. Вони знаходять різні режими в тих самих даних; перегляньте обидва.",
  variance: "дисперсія",
  both: "обидва",
  Start: "Початок",
  "stationary: the first state is drawn as all later ones are in the long run. free: it is fitted, to one sample.":
    "stationary: перший стан вибирається так, як усі пізніші в довгому перебігу. free: підбирається за одним відліком.",
  stationary: "стаціонарний",
  "What the names follow. automatic: by the mean where it switches, else by the spread.":
    "За чим ідуть назви. automatic: за середнім, де воно перемикається, інакше за розкидом.",
  "Statistical jump model": "Статистична модель стрибків",
  "Assigns each sample to one of a few centres, as k-means does, but pays for each jump between them: states that return are recognised, and short visits are not worth their price. Several channels, such as features of a series, make the centres.":
    "Відносить кожен відлік до одного з кількох центрів, як метод k-середніх, але платить за кожен стрибок між ними: стани, що повертаються, розпізнаються, а короткі візити не варті своєї ціни. Центри утворюють кілька каналів, наприклад ознаки ряду.",
  "Penalty per jump": "Штраф за стрибок",
  "What a jump must gain in squared distance, in units of the variance. 0 chooses 3 log n.":
    "Скільки стрибок має виграти у квадраті відстані, в одиницях дисперсії. 0 вибирає 3 log n.",
  "Fits from different beginnings, of which the best is taken.": "Підгонки з різних початків, з яких береться найкраща.",
  "MFN: features of fields": "MFN: ознаки полів",
  "Makes windows of the series into fields, measures each as MFN measures membranes, and tells regimes apart by what the measures say. Meant for volatility, not for levels. The reference's own classifier can be shown beside, with its fault.":
    "Перетворює вікна ряду на поля, вимірює кожне так, як MFN вимірює мембрани, і розрізняє режими за цими вимірами. Призначено для волатильності, а не для рівнів. Поруч можна показати власний класифікатор еталона з його хибою.",
  Mode: "Режим роботи",
  "corrected: regimes along the series, from windows that keep their scale. reference: MFN v4.1's one word for the whole series, with its faults F8 and F19.":
    "corrected: режими вздовж ряду, з вікон, що зберігають масштаб. reference: одне слово MFN v4.1 для всього ряду, з його хибами F8 і F19.",
  corrected: "виправлений",
  reference: "еталон",
  "Windows become": "Вікна стають",
  "The field that each window is made into. MFN v4.1's divides by the window's own deviation, and so cannot see volatility.":
    "Поле, на яке перетворюється кожне вікно. MFN v4.1 ділить на власне відхилення вікна й тому не бачить волатильності.",
  "distances of all pairs": "відстані всіх пар",
  "Gramian angular field": "Кутове поле Грама",
  "MFN v4.1's standard scores": "стандартизовані значення MFN v4.1",
  "Told apart by": "Розрізняються за",
  "volatility is the windows' own standard deviation. Comparing the three shows what the field adds; on the markets of this workbench it adds little or nothing.":
    "volatility — це власне стандартне відхилення вікон. Порівняння трьох показує, що додає поле; на ринках цього застосунку воно додає мало або нічого.",
  "volatility and features of the field": "волатильність і ознаки поля",
  "volatility alone": "лише волатильність",
  "features of the field alone": "лише ознаки поля",
  Window: "Вікно",
  "Samples that make one field. A regime shorter than this is not seen.": "Відліки, що утворюють одне поле. Коротшого за це режиму не видно.",
  "corrected: of the jump model's starts. reference: of the random maps whose λ the reference takes for the series'.":
    "corrected: стартів моделі стрибків. reference: випадкових відображень, λ яких еталон приймає за λ ряду.",
  "Bayesian change points, most probable division": "Баєсівські точки зміни, найімовірніший поділ",
  "The division of the whole series that is the most probable under the model of the Bayesian online detector: each regime has a mean and a variance of its own. Every division is searched. Up to 10 000 samples.":
    "Поділ усього ряду, найімовірніший за моделлю баєсівського онлайн-детектора: кожен режим має власні середнє й дисперсію. Переглядається кожен поділ. До 10 000 відліків.",
  "Expected length of a regime": "Очікувана довжина режиму",
  "A regime ends at each sample with a probability of one over this. 0 takes half the series.":
    "Режим закінчується на кожному відліку з імовірністю одиниця на це число. 0 бере половину ряду.",
  "Bayesian online change points (BOCPD)": "Баєсівські онлайн-точки зміни (BOCPD)",
  "Keeps the probability of every length of the present regime, and raises an alarm when a change since the last alarm has become near certain. Works sample by sample; nothing it has said is taken back. Samples within a regime are taken to be independent and normal.":
    "Тримає ймовірність кожної довжини теперішнього режиму і подає сигнал, коли зміна після останнього сигналу стала майже певною. Працює відлік за відліком; нічого зі сказаного не забирається назад. Відліки в межах режиму вважаються незалежними й нормальними.",
  "A regime ends at each sample with a probability of one over this.": "Режим закінчується на кожному відліку з імовірністю одиниця на це число.",
  "Alarm at a probability of": "Сигнал за ймовірності",
  "An alarm is raised once a change since the last one is as probable as this.":
    "Сигнал подається, щойно зміна після останнього стане такою ймовірною.",
  "Samples before an alarm": "Відліків до сигналу",
  "Samples that a new regime holds before it can raise an alarm: single outliers raise none.":
    "Скільки відліків триває новий режим, перш ніж може подати сигнал: поодинокі викиди його не подають.",
  "Samples to learn from": "Відліків для навчання",
  "The first samples, whose median and spread are the unit. No alarm is raised among them.":
    "Перші відліки, медіана й розкид яких є одиницею. Серед них сигнал не подається.",
  CUSUM: "CUSUM",
  "Adds up what lies further from the level than the slack, on either side, and raises an alarm when a sum passes the limit; then it learns the new level. The quickest detector of a step of known size.":
    "Підсумовує те, що лежить далі від рівня, ніж допуск, з обох боків, і подає сигнал, коли сума переходить межу; потім вивчає новий рівень. Найшвидший детектор сходинки відомої величини.",
  "Slack k": "Допуск k",
  "Drift that is borne: half of the smallest step that matters.": "Зсув, який терпиться: половина найменшої важливої сходинки.",
  "Limit h": "Межа h",
  "Sum at which the alarm is raised. With a slack of 0.5, white noise of known mean and spread reaches 5 every 465 samples; what the burn-in misses of the level costs the rest.":
    "Сума, за якої подається сигнал. З допуском 0.5 білий шум із відомими середнім і розкидом сягає 5 кожні 465 відліків; решту забирає неточність рівня, вивченого на початку.",
  "The first samples of each regime, whose median and spread are the unit. No alarm is raised among them.":
    "Перші відліки кожного режиму, медіана й розкид яких є одиницею. Серед них сигнал не подається.",
  "Page–Hinkley": "Пейджа–Гінклі",
  "Holds each sample against the mean of the regime so far, adds up what exceeds the tolerance, and raises an alarm when the sum has risen from its least value by the limit.":
    "Порівнює кожен відлік із середнім теперішнього режиму, підсумовує те, що перевищує допуск, і подає сигнал, коли сума піднялася від найменшого значення на межу.",
  "Tolerance δ": "Допуск δ",
  "Drift from the mean so far that is borne.": "Зсув від теперішнього середнього, який терпиться.",
  "Limit λ": "Межа λ",
  "How far the sum may rise from its least value before the alarm.": "Наскільки сума може піднятися від найменшого значення до сигналу.",
  "The first samples of each regime, whose spread is the unit. No alarm is raised among them.":
    "Перші відліки кожного режиму, розкид яких є одиницею. Серед них сигнал не подається.",
  "Optimal partitioning (reference)": "Оптимальний поділ (еталон)",
  "Tries every start of every last segment. The same answer as PELT without its pruning, and slow above some ten thousand samples: there to check PELT by.":
    "Пробує кожен початок кожного останнього відрізка. Та сама відповідь, що й у PELT без відсікання, і повільно понад десяток тисяч відліків: для перевірки PELT.",
  "Early-warning signals": "Ознаки раннього попередження",
  "Tells whether variance and memory rise, as they do before a system tips over because it recovers ever more slowly. Reports no change points. A rise is no proof, and many transitions come without one: look at several windows and bandwidths.":
    "Каже, чи зростають дисперсія і пам’ять, як перед тим, коли система перекидається, бо відновлюється дедалі повільніше. Не повідомляє точок зміни. Зростання — не доказ, і багато переходів настають без нього: перегляньте кілька вікон і ширин ядра.",
  "Trailing window": "Вікно, що тягнеться позаду",
  "Samples each indicator is taken over, the last being the one it stands at. 0 chooses half the series.":
    "Відліки, за якими береться кожен показник; останній — той, на якому він стоїть. 0 вибирає половину ряду.",
  "Bandwidth of the trend removed": "Ширина вилученого тренду",
  "Standard deviation of the Gaussian kernel whose running mean is taken out first. 0 takes out nothing: then a trend passes for variance and memory.":
    "Стандартне відхилення гауссового ядра, ковзне середнє якого вилучається спершу. 0 не вилучає нічого: тоді тренд видає себе за дисперсію й пам’ять.",
  Surrogates: "Сурогатів",
  "Series without any approach to a transition, but with the same memory, among whose trends that of the series is ranked.":
    "Ряди без наближення до переходу, але з тією самою пам’яттю, серед трендів яких ранжується тренд ряду.",
  "The same seed draws the same surrogates.": "Те саме зерно дає ті самі сурогати.",
  "No change (baseline)": "Без змін (базовий рівень)",
  "Always answers that nothing changes: the line any detector has to beat.":
    "Завжди відповідає, що нічого не змінюється: лінія, яку має перевершити будь-який детектор.",
  "Fractal dimension (Higuchi)": "Фрактальна розмірність (Хігучі)",
  "How rough the graph of the series is: 1 smooth, 1.5 a random walk, 2 noise. The interval is what 95 of 100 fractional Brownian motions of this length would give.":
    "Наскільки шорсткий графік ряду: 1 — гладкий, 1.5 — випадкове блукання, 2 — шум. Інтервал — те, що дали б 95 зі 100 дробових броунівських рухів такої довжини.",
  "Longest lag": "Найдовший лаг",
  "Lengths are measured at lags 1 … this. Longer lags average over more of the curve, but need a longer series.":
    "Довжини вимірюються на лагах від 1 до цього. Довші лаги усереднюють більше кривої, але потребують довшого ряду.",
  "Scaling exponent α (DFA)": "Показник масштабування α (DFA)",
  "How fluctuations grow with the length of the window: 0.5 uncorrelated, above persistent, below anti-persistent, above 1 non-stationary. The interval is what 95 of 100 fractional noises of this length would give.":
    "Як флуктуації зростають із довжиною вікна: 0.5 — некорельовані, більше — персистентні, менше — антиперсистентні, понад 1 — нестаціонарні. Інтервал — те, що дали б 95 зі 100 дробових шумів такої довжини.",
  "Order of the trend removed": "Порядок вилученого тренду",
  "1 removes a line from each window of the running sum, 2 a parabola: an order of q is blind to trends of order q − 1 in the series itself.":
    "1 вилучає пряму з кожного вікна накопиченої суми, 2 — параболу: порядок q не бачить трендів порядку q − 1 у самому ряді.",
  "Hurst exponent (by DFA)": "Показник Герста (за DFA)",
  "How long the series remembers: 0.5 not at all, above 0.5 rises follow rises, below 0.5 falls follow rises. A walk is told from a noise by α above 1.":
    "Як довго ряд пам’ятає: 0.5 — зовсім ні, понад 0.5 зростання йдуть за зростаннями, нижче 0.5 — спади за зростаннями. Блукання відрізняється від шуму тим, що α більше за 1.",
  "Hurst exponent (Whittle)": "Показник Герста (Віттла)",
  "Three times as sharp as DFA for a series that is a fractional noise at every scale, and misled by one that is not: see whether the two agree.":
    "Утричі точніший за DFA для ряду, що є дробовим шумом на кожному масштабі, і помиляється для іншого: перевірте, чи вони збігаються.",
  "Multifractal width (MFDFA)": "Мультифрактальна ширина (MFDFA)",
  "How much the scaling of small fluctuations differs from that of large ones: near 0 where one exponent says all. h(q), τ(q) and the spectrum f(α) stand in the details. Heavy tails alone widen it: hold it against shuffled samples. The interval is how far the widths of 95 of 100 monofractal noises of this length lie from their mean; those of multifractals scatter more.":
    "Наскільки масштабування малих флуктуацій відрізняється від великих: близько 0, де один показник каже все. h(q), τ(q) і спектр f(α) наведено в подробицях. Самі важкі хвости розширюють її: порівняйте з перемішаними відліками. Інтервал — наскільки ширини 95 зі 100 монофрактальних шумів такої довжини лежать від свого середнього; у мультифрактальних розкид більший.",
  "Greatest moment": "Найбільший момент",
  "Moments q from minus this to this. Large ones rest on the few largest and smallest fluctuations.":
    "Моменти q від мінус цього до цього. Великі спираються на кілька найбільших і найменших флуктуацій.",
  "As in detrended fluctuation analysis.": "Як в аналізі флуктуацій із вилученням тренду.",
  "Spectral slope β": "Нахил спектра β",
  "How fast power falls with frequency: 0 for white noise, 1 for 1/f, 2 for a random walk; 2H − 1 for a noise and 2H + 1 for a walk of exponent H. Above 2, what leaks from the ends of the series flattens it.":
    "Як швидко потужність спадає з частотою: 0 для білого шуму, 1 для 1/f, 2 для випадкового блукання; 2H − 1 для шуму і 2H + 1 для блукання з показником H. Понад 2 його вирівнює просочування від кінців ряду.",
  "Share of the frequencies": "Частка частот",
  "The slope is that of the lowest frequencies up to this share of the sampling rate, where a scale-free series is a power law.":
    "Нахил — для найнижчих частот до цієї частки частоти дискретизації, де ряд без масштабу є степеневим законом.",
  "Hurst exponent (R/S, historical)": "Показник Герста (R/S, історичний)",
  "The oldest estimate of long memory, here with the correction for short windows. Still off by up to 0.1, and fooled by trends: trust DFA or Whittle more, and see whether the three agree. The interval is what 95 of 100 fractional noises of this length would give.":
    "Найдавніша оцінка довгої пам’яті, тут із поправкою для коротких вікон. Усе ще похибка до 0.1, і тренди її обманюють: більше довіряйте DFA чи Віттлу й перевірте, чи всі три збігаються. Інтервал — те, що дали б 95 зі 100 дробових шумів такої довжини.",
  "Generalised Hurst exponent H(q)": "Узагальнений показник Герста H(q)",
  "How the differences of a walk, such as a logarithm of prices, grow with their lag: 0.5 for independent steps. Of a noise it is near 0: take its running sum first.":
    "Як різниці блукання, наприклад логарифма цін, зростають із лагом: 0.5 для незалежних кроків. Для шуму близько 0: спершу візьміть його накопичену суму.",
  "Moment q": "Момент q",
  "1 weighs steps by their size, 2 by their square, which heavy tails spoil.":
    "1 зважує кроки за величиною, 2 — за квадратом, який псують важкі хвости.",
  "Lags 1 … this, the fit averaged over ends from 5 to this, as the authors do.":
    "Лаги від 1 до цього; підгонка усереднена за кінцями від 5 до цього, як роблять автори.",
  "Fractal dimension (Katz)": "Фрактальна розмірність (Каца)",
  "Length of the curve against its reach: 1 for a straight course. It grows with the number of samples of one and the same curve, so compare series of one length only.":
    "Довжина кривої проти її розмаху: 1 для прямого перебігу. Зростає з кількістю відліків тієї самої кривої, тож порівнюйте лише ряди однакової довжини.",
  "Fractal dimension (Petrosian)": "Фрактальна розмірність (Петросяна)",
  "A quick index of how often the course turns: 1 where it never does, little above 1 where it always does. It sees turns alone, not their size.":
    "Швидкий показник того, як часто перебіг повертає: 1, де ніколи, трохи більше за 1, де завжди. Бачить лише повороти, а не їхню величину.",
  "Sample entropy": "Вибіркова ентропія",
  "How little a stretch tells of the sample after it: 0 for a series that repeats, 2.2 for white noise with the usual settings. Small where the series drifts slowly, whatever else it does.":
    "Як мало відрізок каже про наступний відлік: 0 для ряду, що повторюється, 2.2 для білого шуму зі звичайними налаштуваннями. Мала, де ряд повільно дрейфує, хай що ще він робить.",
  "Length m of a template": "Довжина m шаблона",
  "How many samples must match before the next one is asked after.": "Скільки відліків мають збігтися, перш ніж питати про наступний.",
  "Tolerance r": "Допуск r",
  "How near samples must be to match.": "Наскільки близькими мають бути відліки, щоб збігтися.",
  "Multiscale entropy, mean over scales": "Багатомасштабна ентропія, середнє за масштабами",
  "Sample entropy as the series is coarsened: that of white noise falls with the scale, that of 1/f noise stays. The whole curve stands in the details.":
    "Вибіркова ентропія за огрублення ряду: для білого шуму спадає з масштабом, для шуму 1/f лишається. Уся крива наведена в подробицях.",
  "Greatest scale": "Найбільший масштаб",
  "Means of 1 … this many samples make the coarser series.": "Грубіший ряд утворюють середні від 1 до стількох відліків.",
  "Permutation entropy, normalised": "Перестановкова ентропія, нормована",
  "How evenly the orders of size of neighbouring samples occur: 1 for noise, less where some orders are preferred or never seen. No monotonic change of the values moves it.":
    "Наскільки рівномірно трапляються порядки величин сусідніх відліків: 1 для шуму, менше, де деякі порядки переважають або ніколи не трапляються. Жодна монотонна зміна значень її не змінює.",
  Order: "Порядок",
  "Samples whose order of size makes a pattern; the series should hold five times as many samples as there are patterns.":
    "Відліки, порядок величин яких утворює патерн; ряд має містити вп’ятеро більше відліків, ніж є патернів.",
  Lag: "Лаг",
  "Samples between those of a pattern.": "Відліки між відліками патерну.",
  "Largest Lyapunov exponent (Rosenstein)": "Найбільший показник Ляпунова (Розенштейна)",
  "How fast neighbouring courses part: above 0 for chaos. Noise parts at once and gives a number too: look whether the curve has a straight part, and hold it against surrogates.":
    "Як швидко розходяться сусідні траєкторії: понад 0 — хаос. Шум розходиться одразу і теж дає число: дивіться, чи має крива пряму частину, і порівняйте із сурогатами.",
  "Time between samples": "Час між відліками",
  "The exponent is per unit of this.": "Показник — на одиницю цього часу.",
  "Embedding dimension": "Розмірність вкладення",
  "Samples that make a state. 0 takes the least without false neighbours.": "Відліки, що утворюють стан. 0 бере найменшу без хибних сусідів.",
  "Embedding lag": "Лаг вкладення",
  "Samples between those of a state. 0 takes the first at which the autocorrelation is below 1/e.":
    "Відліки між відліками стану. 0 бере перший, за якого автокореляція менша за 1/e.",
  "Largest Lyapunov exponent (Kantz)": "Найбільший показник Ляпунова (Канца)",
  "How fast courses that began within a radius of each other part. Chaos has the same slope whatever the radius; where the slope follows the radius, as it does for noise, it is no exponent, and a warning says so.":
    "Як швидко розходяться траєкторії, що почалися в межах радіуса одна від одної. Хаос має той самий нахил за будь-якого радіуса; де нахил іде за радіусом, як у шуму, це не показник, і попередження про це каже.",
  "Neighbours of a typical state": "Сусідів типового стану",
  "Sets the radius: half of the states have so many others within it. The slope is told for two and four times as many too.":
    "Задає радіус: половина станів має в його межах стільки інших. Нахил подано також для вдвічі й учетверо більшої кількості.",
  "Correlation dimension of the attractor": "Кореляційна розмірність атрактора",
  "How many numbers a state of the system behind the series needs, counted as a fractal dimension. Noise fills every embedding: the value then grows with the embedding dimension, as the details show.":
    "Скільки чисел потребує стан системи, що стоїть за рядом, як фрактальна розмірність. Шум заповнює будь-яке вкладення: тоді значення зростає з розмірністю вкладення, як показано в подробицях.",
  "Determinism of the recurrence plot": "Детермінізм рекурентної діаграми",
  "How far a state that returns goes the same way again: near 1 for a system with a law. An embedding makes lines by itself: white noise gives 0.1 in one dimension and 0.8 in five, so hold it against surrogates in the same embedding. The threshold is set so that a given share of pairs are returns.":
    "Як довго стан, що повернувся, знову йде тим самим шляхом: близько 1 для системи із законом. Вкладення саме створює лінії: білий шум дає 0.1 в одному вимірі й 0.8 у п’яти, тож порівняйте із сурогатами в тому самому вкладенні. Поріг задано так, щоб повернень була певна частка пар.",
  "Recurrence rate": "Частка рекурентності",
  "Share of pairs of states that count as returns: the nearest ones.": "Частка пар станів, що вважаються поверненнями: найближчі.",
  "Shortest line": "Найкоротша лінія",
  "Returns in a row that make a line.": "Повернень поспіль, що утворюють лінію.",
  "Side of the drawn plot": "Сторона намальованої діаграми",
  "Cells along a side of the plot in the details; 0 leaves it out.": "Комірок на стороні діаграми в подробицях; 0 її пропускає.",
  "Distances of all pairs (recurrence)": "Відстані всіх пар (рекурентність)",
  "Row i, column j holds how far apart samples i and j of the window are, in typical deviations of the whole series: a volatile window is bright, a calm one dark, a returning one woven.":
    "Рядок i, стовпець j містить, наскільки віддалені відліки i та j вікна, у типових відхиленнях усього ряду: мінливе вікно яскраве, спокійне темне, повторюване — плетене.",
  "Each sample becomes the angle whose cosine it is, four typical deviations of the whole series from its median making −1 and 1; row i, column j holds the cosine of the sum of both angles. Keeps order and size.":
    "Кожен відлік стає кутом, косинусом якого він є; чотири типові відхилення всього ряду від медіани дають −1 і 1; рядок i, стовпець j містить косинус суми обох кутів. Зберігає порядок і величину.",
  "MFN v4.1: rows of standard scores": "MFN v4.1: рядки стандартизованих значень",
  "Each window is brought to mean 0 and deviation 1, cut at ±3, and written row by row. Dividing by its deviation takes away the very volatility that is looked for (fault F19), and neighbours in a column are a row apart in time.":
    "Кожне вікно зводиться до середнього 0 і відхилення 1, обрізається на ±3 і записується рядок за рядком. Ділення на відхилення забирає саму волатильність, яку шукають (хиба F19), а сусіди у стовпці віддалені в часі на рядок.",
  Side: "Сторона",
  "The samples fill the rows one after the other and begin anew when they are used up.":
    "Відліки заповнюють рядки один за одним і починаються знову, коли вичерпаються.",
  "Market of MFN v4.1: calm, normal, volatile": "Ринок MFN v4.1: спокійний, звичайний, мінливий",
  "Three thirds of independent normal returns that differ in their spread, the easiest of markets: what fails here fails everywhere.":
    "Три третини незалежних нормальних дохідностей, що різняться розкидом, — найлегший із ринків: що зазнає невдачі тут, зазнає її всюди.",
  Samples: "Відліків",
  "Returns in all; each regime rules a third.": "Дохідностей загалом; кожен режим панує третину.",
  "Base volatility": "Базова волатильність",
  "Standard deviation of a return in the middle third: half of it before, 2.5 times after.":
    "Стандартне відхилення дохідності в середній третині: перед нею половина, після неї у 2.5 раза більше.",
  "The same seed makes the same market, bit for bit MFN's.": "Те саме зерно створює той самий ринок, біт у біт як у MFN.",
  "Market with switching volatility": "Ринок із перемиканням волатильності",
  "A hidden chain chooses the volatility; returns have heavy tails, so that a single large one is no proof of a volatile regime.":
    "Прихований ланцюг вибирає волатильність; дохідності мають важкі хвости, тож одна велика не доводить мінливого режиму.",
  "Returns in all.": "Дохідностей загалом.",
  "Kinds of market there are.": "Скільки є видів ринку.",
  "Mean duration": "Середня тривалість",
  "Samples for which a regime lasts on average; geometric.": "Скільки відліків у середньому триває режим; геометричний розподіл.",
  "Volatility when calm": "Волатильність у спокої",
  "Standard deviation of a return in the calmest regime.": "Стандартне відхилення дохідності в найспокійнішому режимі.",
  "Ratio of volatilities": "Відношення волатильностей",
  "Of each regime to the next calmer one. 1 makes regimes that cannot be told apart.":
    "Кожного режиму до наступного спокійнішого. 1 робить режими нерозрізненними.",
  "Degrees of freedom": "Ступені свободи",
  "Of Student's t: 3 has the heaviest tails, 100 is nearly normal.": "Розподілу Стьюдента: 3 має найважчі хвости, 100 майже нормальний.",
  "The same seed makes the same market.": "Те саме зерно створює той самий ринок.",
  "Market with clustering and switching volatility": "Ринок зі скупченням і перемиканням волатильності",
  "Large returns follow large ones within every regime, and more so after falls; only the long-run level of the variance belongs to the regime. What takes a cluster for a regime is found out here.":
    "Великі дохідності йдуть за великими в кожному режимі, більше після спадів; режимові належить лише довготривалий рівень дисперсії. Тут видно, що приймає скупчення за режим.",
  "Long-run standard deviation of a return in the calm regime.": "Довготривале стандартне відхилення дохідності у спокійному режимі.",
  "Long-run volatility of the volatile regime over that of the calm one.":
    "Довготривала волатильність мінливого режиму, поділена на волатильність спокійного.",
  "α, weight of the last shock": "α, вага останнього поштовху",
  "How far the last squared return moves the variance.": "Наскільки квадрат останньої дохідності зсуває дисперсію.",
  "γ, extra weight of a fall": "γ, додаткова вага спаду",
  "What a negative return adds to α.": "Що від’ємна дохідність додає до α.",
  "β, memory of the variance": "β, пам’ять дисперсії",
  "Share of the last variance that stays. α + γ/2 + β must be below 1.": "Частка останньої дисперсії, що лишається. α + γ/2 + β має бути менше за 1.",
  "Steps in noise that remembers": "Сходинки в шумі з пам’яттю",
  "With memory, noise wanders as levels do: a detector that takes it for white divides it.":
    "З пам’яттю шум блукає, як рівні: детектор, що вважає його білим, його ділить.",
  "Samples in all.": "Відліків загалом.",
  Levels: "Рівнів",
  "Levels there are; they may return.": "Скільки є рівнів; вони можуть повертатися.",
  "Height of a step": "Висота сходинки",
  "From each level to the next, in units of the noise.": "Від кожного рівня до наступного, в одиницях шуму.",
  "Memory of the noise": "Пам’ять шуму",
  "Autocorrelation of neighbours; 0 is white noise.": "Автокореляція сусідів; 0 — білий шум.",
  "The same seed makes the same series.": "Те саме зерно створює той самий ряд.",
};
